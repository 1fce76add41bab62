package io.github.iocenrichment.job;

import io.github.iocenrichment.Main;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.Shipped;
import io.github.iocenrichment.Wired;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program as a process of its own, with the flags of {@code make run} and the libraries of the shipped jar and no other. */
final class Child implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param folder    where it is started: with {@code routes/} in it, as an operator would
     * @param settings  properties, given as environment variables
     * @param output    takes what it says; what it says on standard error goes into a file beside it; both are appended to
     * @param arguments of the command line; those that start with {@code -D} or {@code -X} go to the JVM
     */
    static Child start(Path folder, Map<String, String> settings, Path output, String... arguments) throws IOException {
        return start(Main.class, folder, settings, output, arguments);
    }

    /** The same as {@link #start(Path, Map, Path, String...)} with another main class than the program's own. */
    static Child start(Class<?> main, Path folder, Map<String, String> settings, Path output, String... arguments) throws IOException {
        List<String> options = new ArrayList<>(Shipped.optionsOfMakeRun());
        options.addAll(ChildClasses.options());
        List<String> words = List.of(arguments);
        List<String> command = java(options);
        command.addAll(words.stream().filter(Child::isForJvm).toList());
        command.add(main.getName());
        command.addAll(words.stream().filter(word -> !isForJvm(word)).toList());
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).redirectError(ProcessBuilder.Redirect.appendTo(errors(output).toFile()));
        settings.forEach((name, value) -> builder.environment().put(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
        return new Child(builder.start(), output);
    }

    /** A command that starts a JVM with these options and those that all have. */
    static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(options);
        command.addAll(List.of("-Xshare:auto", "-Duser.timezone=UTC", "-Dlogback.configurationFile=logback.xml"));
        return command;
    }

    private static boolean isForJvm(String word) {
        return word.startsWith("-D") || word.startsWith("-X");
    }

    /** Makes a folder as an operator has it: the route files, and nothing else yet. */
    static Path home(Path folder) throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.filter(Files::isRegularFile).filter(Wired::isShipped).toList()) {
                Files.copy(file, routes.resolve(file.getFileName().toString()));
            }
        }
        return folder;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Lets it work on for a while, or until it ends by itself. */
    void leaveFor(long millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, as a service manager does, and gives the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return exit();
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end:\n" + said());
        }
        return process.exitValue();
    }

    private static Path errors(Path output) {
        return output.resolveSibling(output.getFileName() + ".err");
    }

    /** All that it has said so far, standard error last. */
    String said() {
        return output() + errors();
    }

    String output() {
        return read(output);
    }

    String errors() {
        return read(errors(output));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
