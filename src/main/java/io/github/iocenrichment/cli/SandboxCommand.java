package io.github.iocenrichment.cli;

import io.github.iocenrichment.SandboxContent;
import io.github.iocenrichment.StartException;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.settings.Periods;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sandbox}: the outside systems as a process of its own, for a product that runs beside it; until it is stopped. */
@Command(name = "sandbox", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"2:the command cannot be understood, or a port is taken", "130:it was stopped by Ctrl-C"},
        description = "Plays Ivanti, the sources and Intel Exchange on loopback until it is stopped, and prints the settings that point a product at it: "
                + "put into secrets.properties beside a product, they are all that 'run' needs. It keeps its state in memory.")
public final class SandboxCommand implements Callable<Integer> {
    private static final int HIGHEST_PORT = 65_535 - SandboxOptions.PORTS + 1;
    private static final Duration LONGEST_LATENCY = Duration.ofMinutes(1);

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "0",
            description = "First of the ports in a row, one for each system and one for control; 0, the default, takes any free ones.")
    private int port;

    @Option(names = "--latency", paramLabel = "PERIOD", defaultValue = "0ms",
            description = "How long each system waits before it works on a request: 20ms, 1s; ${DEFAULT-VALUE} unless given.")
    private @Nullable String latency;

    @Option(names = "--samples", paramLabel = "N", defaultValue = "all",
            description = "Sample incidents to start with: all, none or how many; ${DEFAULT-VALUE} unless given.")
    private @Nullable String samples;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SandboxOptions options = options();
        try (Sandbox sandbox = Sandbox.start(options)) {
            SandboxContent.addIncidents(sandbox, Path.of("sandbox", "incidents"));
            print(sandbox, spec.commandLine().getOut());
            // a process that is asked to stop needs nothing done: all of its state is in memory
            new CountDownLatch(1).await();
        } catch (UncheckedIOException e) {
            throw new StartException(e.getMessage() + ": " + e.getCause().getMessage() + "; choose another --port", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private SandboxOptions options() {
        if (port < 0 || port > HIGHEST_PORT) {
            throw refused("--port is none from 0 to " + HIGHEST_PORT);
        }
        return SandboxOptions.standard().withPort(port).withSeed(System.nanoTime()).withLatency(latency()).withSampleIncidents(samples());
    }

    private Duration latency() {
        try {
            Duration period = Periods.parse(latency);
            if (period.compareTo(LONGEST_LATENCY) <= 0) {
                return period;
            }
        } catch (IllegalArgumentException e) {
            throw refused("--latency is no period; write it as 20ms or 1s");
        }
        throw refused("--latency is longer than a minute");
    }

    private int samples() {
        String text = samples.toLowerCase(Locale.ROOT);
        if (text.equals("all") || text.equals("none")) {
            return text.equals("all") ? Integer.MAX_VALUE : 0;
        }
        if (!text.matches("\\d{1,4}")) {
            throw refused("--samples is all, none or a number");
        }
        return Integer.parseInt(text);
    }

    private CommandLine.ParameterException refused(String words) {
        return new CommandLine.ParameterException(spec.commandLine(), words);
    }

    private static void print(Sandbox sandbox, PrintWriter out) {
        out.println("# The settings of a product that works with this sandbox, for its secrets.properties or application.properties; the keys open"
                + " nothing else.");
        SettingsCatalog known = SettingsCatalog.standard();
        // the start refuses a name that neither the product nor a route reads: those of an added source wait for its route
        sandbox.settings().forEach((name, value) -> out.println((known.find(name).isPresent() ? "" : "#") + name + "=" + value));
        out.println("# What it has received, and a way to add incidents and faults (under /help): " + sandbox.controlUrl());
        out.flush();
    }
}
