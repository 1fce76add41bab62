package io.github.iocenrichment.job;

import io.github.iocenrichment.Main;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.Shipped;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.FileUtils;

/**
 * The program's classes for processes of their own: as a jar, for the JVM archives none of a folder, and as such an archive, without which the loading of
 * classes is the larger part of a start. Both are made once for the classes that there are, by the first JVM that needs them.
 */
public final class ChildClasses {
    private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
    private static final Path TEST_CLASSES = Path.of("target", "test-classes").toAbsolutePath();
    private static final Path MADE = Path.of("target", "child").toAbsolutePath();
    private static List<String> options;

    private ChildClasses() {
    }

    /** Options of the JVM that give it the archive and the class path: what is shipped, and no other library; last the tests' own classes. */
    public static synchronized List<String> options() throws IOException {
        if (options == null) {
            Files.createDirectories(MADE);
            try (FileChannel file = FileChannel.open(MADE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                // held until the file is closed
                file.lock();
                options = options(MADE.resolve(fingerprint()));
            }
        }
        return options;
    }

    private static List<String> options(Path folder) throws IOException {
        Path jar = folder.resolve("classes.jar");
        Path archive = folder.resolve("classes.jsa");
        List<String> options = List.of("-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-cp", classPath(jar));
        if (!Files.exists(archive)) {
            removeEarlier();
            Files.createDirectories(folder);
            pack(jar);
            record(folder, archive, options);
        }
        return Stream.concat(Stream.of("-XX:SharedArchiveFile=" + archive), options.stream()).toList();
    }

    /** The tests' own classes come last: only a folder behind everything that is in the archive leaves it valid. */
    private static String classPath(Path jar) {
        return String.join(File.pathSeparator, jar.toString(), Shipped.libraries(), TEST_CLASSES.toString());
    }

    private static String fingerprint() throws IOException {
        StringBuilder seen = new StringBuilder(System.getProperty("java.vm.version") + Shipped.libraries());
        for (Path file : files()) {
            seen.append('\n').append(file).append(' ').append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
        }
        return DigestUtils.sha256Hex(seen.toString());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> !file.equals(CLASSES)).sorted().toList();
        }
    }

    private static void removeEarlier() throws IOException {
        try (Stream<Path> files = Files.list(MADE)) {
            for (Path earlier : files.filter(Files::isDirectory).toList()) {
                FileUtils.deleteDirectory(earlier.toFile());
            }
        }
    }

    private static void pack(Path jar) throws IOException {
        try (JarOutputStream packed = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files()) {
                String name = CLASSES.relativize(file).toString().replace(File.separatorChar, '/');
                // folders have entries of their own, for migrations are looked for by their folder
                boolean isFolder = Files.isDirectory(file);
                packed.putNextEntry(new JarEntry(isFolder ? name + "/" : name));
                if (!isFolder) {
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
    }

    /** Some seconds of work against the sandbox, until the first notes are written, as {@code make build} does it. */
    private static void record(Path folder, Path archive, List<String> options) throws IOException {
        Path home = Child.home(folder.resolve("home"));
        Path said = folder.resolve("output.txt");
        Path unfinished = folder.resolve("unfinished.jsa");
        List<String> command = Child.java(Shipped.optionsOfMakeRun());
        command.add("-XX:ArchiveClassesAtExit=" + unfinished);
        command.addAll(options);
        command.addAll(List.of("-Dcamel.main.durationMaxSeconds=4", "-Dhttp.port=" + Job.freePort(), Main.class.getName(), "run", "--sandbox"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        // settings of whoever runs the tests
        builder.environment().clear();
        Process process = builder.start();
        try {
            if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the classes of a start cannot be archived: " + Files.readString(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }
}
