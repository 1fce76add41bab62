package io.github.iocenrichment.load;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One Java process of a measurement, with what it says in a file. */
final class JarProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LAST_LINES = 15;

    private final Process process;
    private final Path output;
    private final long started = System.currentTimeMillis();

    private JarProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param folder    where it is started
     * @param output    takes what it says
     * @param arguments all that follows {@code java}
     */
    static JarProcess start(Path folder, Path output, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        // settings are those of the measurement, not those of whoever measures
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR"));
        try {
            Process process = builder.start();
            // a measurement that is broken off leaves nobody behind
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new JarProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** When it was started, in milliseconds of the epoch. */
    long started() {
        return started;
    }

    double cpuMillis() {
        return ProcessFigures.cpuMillis(process.pid());
    }

    double peakMegabytes() {
        return ProcessFigures.peakMegabytes(process.pid());
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something holds; ends the measurement when the process ends before, or when it takes too long. */
    void await(String what, BooleanSupplier holds) {
        await(what, PATIENCE, holds);
    }

    void await(String what, Duration longest, BooleanSupplier holds) {
        long until = System.nanoTime() + longest.toNanos();
        while (!holds.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                throw new IllegalStateException((process.isAlive() ? "waited in vain for " : "the process ended before ") + what + ":\n" + lastWords());
            }
            Pause.millis(50);
        }
    }

    private String lastWords() {
        List<String> lines = said().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Asks it to stop, as a service manager does, and waits for its end. */
    void stop() {
        process.destroy();
        waitFor();
    }

    /** Waits for its end and gives the exit code. */
    int waitFor() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the process does not end:\n" + lastWords());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        waitFor();
    }
}
