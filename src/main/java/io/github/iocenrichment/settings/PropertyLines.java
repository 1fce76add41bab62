package io.github.iocenrichment.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the line of a properties file on which a name is set. */
public final class PropertyLines {
    private PropertyLines() {
    }

    /** From 1; 0 when the file is not there or does not set it. */
    public static int of(Path file, String name) {
        if (!Files.exists(file)) {
            return 0;
        }
        String quoted = Pattern.quote(name);
        Pattern written = Pattern.compile("\\s*" + quoted + "\\s*[=:].*|\\s*" + quoted + "\\s.*|\\s*" + quoted);
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (written.matcher(lines.get(i)).matches()) {
                    return i + 1;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return 0;
    }
}
