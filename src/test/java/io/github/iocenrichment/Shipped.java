package io.github.iocenrichment;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program as it is shipped: with the libraries of the jar and no other, and with the flags of {@code make run}. */
public final class Shipped {
    private static final Pattern OPTIONS = Pattern.compile("(?m)^JAVA_OPTIONS \\?= (.*)$");

    private Shipped() {
    }

    /** What is packed into the jar: the classes of this build and the libraries that it writes down for the jar. */
    public static String classPath() {
        return Path.of("target/classes").toAbsolutePath() + File.pathSeparator + libraries();
    }

    /** The libraries alone. */
    public static String libraries() {
        try {
            return Files.readString(Path.of("target/libraries/runtime.classpath"));
        } catch (IOException missing) {
            throw new UncheckedIOException("the build writes it: run mvn test", missing);
        }
    }

    /** The options that stand in the Makefile, so that both stay the same. */
    public static List<String> optionsOfMakeRun() throws IOException {
        Matcher line = OPTIONS.matcher(Files.readString(Path.of("Makefile")));
        if (!line.find()) {
            throw new IllegalStateException("the Makefile has no JAVA_OPTIONS");
        }
        return List.of(line.group(1).split(" "));
    }
}
