package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Settings as an operator gives them.
 *
 * @param folder where {@code application.properties} is written
 */
record Given(Path folder) {
    static final Map<String, String> MANDATORY = Map.of(
            "ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "7C1E00AA55EE",
            "intelx.base-url", "https://intel.example/ctixapi", "intelx.access-id", "access-0001", "intelx.secret-key", "secret-0001",
            "stix.producer.id", "identity--5b403904-8984-4c23-940f-3d888f2f2782", "stix.producer.name", "Example SOC");

    /** What is mandatory, and this. */
    static Map<String, String> with(String name, String value) {
        Map<String, String> file = new HashMap<>(MANDATORY);
        file.put(name, value);
        return file;
    }

    /** What is mandatory but for this. */
    static Map<String, String> without(String name) {
        Map<String, String> file = new HashMap<>(MANDATORY);
        file.remove(name);
        return file;
    }

    static SettingsInput input(Path file, Map<String, String> environment, Map<String, String> forced) {
        return new SettingsInput(file, null, environment, new Properties(), forced);
    }

    static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        values.forEach(properties::setProperty);
        return properties;
    }

    Settings load(Map<String, String> file) {
        return Settings.load(input(file(file), Map.of(), Map.of()));
    }

    SettingsException refused(Map<String, String> file, Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.load(input(file(file), environment, Map.of())));
    }

    Path file(Map<String, String> values) {
        Path file = folder.resolve("application.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties(values).store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
