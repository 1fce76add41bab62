package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubSettingsTest {
    private static final Map<String, String> PLAYED = Map.of("ivanti.base-url", "http://127.0.0.1:9/api", "intelx.base-url", "http://127.0.0.1:9/ctixapi",
            "output.chat.base-url", "http://127.0.0.1:9/chat");

    @Test
    void anOutputThatNoTestPlaysIsOffWhateverItsAddress(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), Files.readString(Path.of("application.properties"))
                + "\noutput.teams.base-url=https://teams.example/webhook\noutput.chat.base-url=https://chat.example/webhook\n");

        Map<String, String> settings = StubSettings.load(file, needed()).all();

        assertThat(settings).containsEntry("output.teams.base-url", "").containsEntry("output.chat.base-url", "http://127.0.0.1:9/chat");
    }

    private static Map<String, String> needed() {
        Map<String, String> forced = new LinkedHashMap<>(PLAYED);
        for (String name : new String[] {"ivanti.api-key", "intelx.access-id", "intelx.secret-key", "stix.producer.name"}) {
            forced.put(name, "made-up");
        }
        forced.put("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
        return forced;
    }
}
