package io.github.iocenrichment.settings;

import io.github.iocenrichment.files.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A properties file as people save it: UTF-8 or Latin-1, with or without a byte order mark, any line end.
 *
 * @param values      values by name, without surrounding spaces
 * @param contradicted names given twice with different values
 */
record PropertyFile(Map<String, String> values, List<String> contradicted) {
    private static final long LARGEST = 1 << 20;

    /** @throws SettingsException when the file cannot be read or is no properties file */
    static PropertyFile read(Path path) {
        String text;
        try {
            if (Files.size(path) > LARGEST) {
                throw new SettingsException(path.getFileName().toString(), "is larger than 1 MiB", "keep only settings in it");
            }
            text = TextFile.read(path);
        } catch (IOException e) {
            throw new SettingsException(path.getFileName().toString(), "cannot be read (" + e.getClass().getSimpleName() + ")",
                    "make it a file that this user may read");
        }
        Map<String, String> values = new LinkedHashMap<>();
        List<String> contradicted = new ArrayList<>();
        try {
            new Properties() {
                private static final long serialVersionUID = 1L;

                @Override
                public synchronized Object put(Object name, Object value) {
                    String stripped = ((String) value).strip();
                    String before = values.put(((String) name).strip(), stripped);
                    if (before != null && !before.equals(stripped)) {
                        contradicted.add(((String) name).strip());
                    }
                    return before;
                }
            }.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(path.getFileName().toString(), "holds a broken \\u escape", "write the character itself, or a backslash twice");
        }
        return new PropertyFile(values, contradicted);
    }
}
