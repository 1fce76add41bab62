package io.github.iocenrichment.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that the arguments of a command name: files, folders with all that is below them, and patterns that the shell left as they are. */
final class InputFiles {
    /** Stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private InputFiles() {
    }

    /** In the order of the arguments, those of a folder or a pattern by name. A name that fits nothing stays, so that it is reported. */
    static List<Path> of(List<String> arguments) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            Path path = path(argument);
            if (path != null && Files.isDirectory(path)) {
                below(path, files);
            } else if (path != null && (Files.exists(path) || !isPattern(argument))) {
                files.add(path);
            } else {
                matching(argument, files);
            }
        }
        return files;
    }

    private static @Nullable Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException pattern) {
            // a star is no character of a file's name everywhere
            return null;
        }
    }

    private static boolean isPattern(String argument) {
        return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
    }

    private static void below(Path folder, List<Path> files) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).sorted().forEach(files::add);
        } catch (UncheckedIOException unread) {
            throw unread.getCause();
        }
    }

    private static void matching(String pattern, List<Path> files) throws IOException {
        int slash = Math.max(pattern.lastIndexOf('/'), pattern.lastIndexOf('\\'));
        Path folder = Path.of(slash < 0 ? "." : pattern.substring(0, slash + 1));
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern.substring(slash + 1))) {
                entries.forEach(entry -> found.add(slash < 0 ? entry.getFileName() : entry));
            } catch (PatternSyntaxException none) {
                throw new IOException("no file fits " + pattern, none);
            }
        }
        found.removeIf(Files::isDirectory);
        found.sort(null);
        if (found.isEmpty()) {
            throw new IOException("no file fits " + pattern);
        }
        files.addAll(found);
    }
}
