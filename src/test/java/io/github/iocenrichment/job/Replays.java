package io.github.iocenrichment.job;

import io.github.iocenrichment.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The command {@code replay} in this process. */
final class Replays {
    private Replays() {
    }

    /** What it said. */
    record Said(int exit, String out, String errors) {
    }

    static Said replay(Map<String, String> settings, String... arguments) {
        return command(settings, Stream.concat(Stream.of("replay"), Stream.of(arguments)).toArray(String[]::new));
    }

    /** Any command, in this process. */
    static Said command(Map<String, String> settings, String... all) {
        Properties before = (Properties) System.getProperties().clone();
        StringWriter errors = new StringWriter();
        StringWriter output = new StringWriter();
        try {
            settings.forEach(System::setProperty);
            int exit = Main.commandLine().setErr(new PrintWriter(errors)).setOut(new PrintWriter(output)).execute(all);
            return new Said(exit, output.toString(), errors.toString());
        } finally {
            System.setProperties(before);
        }
    }
}
