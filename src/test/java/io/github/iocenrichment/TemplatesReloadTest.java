package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.report.OutputTemplates;
import io.github.iocenrichment.report.Templates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates and messages that are saved while the product runs. */
class TemplatesReloadTest {
    private static final String KEY = "note.built-in";

    @TempDir
    private Path folder;

    private Templates templates;
    private OutputTemplates outputs;
    private TemplatesReload reload;

    @BeforeEach
    void read() throws IOException {
        Files.createDirectories(folder.resolve("outputs"));
        Files.writeString(folder.resolve("messages_en.properties"), KEY + "=first {why}");
        Files.writeString(folder.resolve("outputs/chat.json.ftl"), "{\"n\": 1}");
        templates = Templates.load(folder, "en");
        outputs = new OutputTemplates(folder.resolve("outputs"));
        reload = new TemplatesReload(folder, templates, outputs);
    }

    private void save(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
        reload.look();
    }

    private String said() {
        return templates.messages().say(KEY, "why", "x");
    }

    @Test
    void whatIsSavedIsInUse() throws IOException {
        assertThat(said()).isEqualTo("first x");
        save("messages_en.properties", KEY + "=second text {why}");
        assertThat(said()).isEqualTo("second text x");
        assertThat(outputs.render("chat.json", Map.of())).isEqualTo("{\"n\": 1}");
        save("outputs/chat.json.ftl", "{\"number\": 22}");
        assertThat(outputs.render("chat.json", Map.of())).isEqualTo("{\"number\": 22}");
    }

    @Test
    void whatIsBrokenKeepsAllThatAreInUse() throws IOException {
        try (LogLines log = LogLines.withInformation("incidents")) {
            save("note-plain.ftl", "<#if>");
            save("messages_en.properties", KEY + "=second text {why}");
            assertThat(said()).isEqualTo("first x");
            assertThat(log.lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("not taken over, those in use stay: templates/note-plain.ftl line 1"));
            save("note-plain.ftl", "<@row>fine</@row>");
            assertThat(said()).isEqualTo("second text x");
            assertThat(log.lines()).last().asString().contains("read again: they are in use from the next note on");
        }
    }

    @Test
    void aBrokenTextOfAnOutputKeepsItsOld() throws IOException {
        save("outputs/chat.json.ftl", "{\"n\": ${");
        assertThat(outputs.render("chat.json", Map.of())).isEqualTo("{\"n\": 1}");
    }
}
