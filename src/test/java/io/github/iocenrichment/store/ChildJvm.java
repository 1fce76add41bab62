package io.github.iocenrichment.store;

import io.github.iocenrichment.job.ChildClasses;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts another JVM with the program's classes and the tests' own. */
public final class ChildJvm {

    private ChildJvm() {
    }

    public static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx128m"));
        command.addAll(ChildClasses.options());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Reads the process's output up to a line. */
    public static void awaitLine(Process process, String line) throws IOException {
        BufferedReader output = process.inputReader();
        for (String said = output.readLine(); ; said = output.readLine()) {
            if (said == null) {
                throw new IOException("the process ended before it said '" + line + "'");
            }
            if (said.equals(line)) {
                return;
            }
        }
    }
}
