package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares a text with a file; {@code -Dgolden.update=true} writes the file anew, to be read before it is committed. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden/report");

    private Golden() {
    }

    static void check(String name, String text) throws IOException {
        String unix = text.replace("\r\n", "\n") + "\n";
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, unix);
        }
        assertThat(unix).as("golden file %s; rewrite with -Dgolden.update=true", file).isEqualTo(Files.readString(file));
    }
}
