package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Given.MANDATORY;
import static io.github.iocenrichment.settings.Given.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file as people save it, and what is wrong with one that cannot be read. */
class PropertyFileTest {
    @TempDir
    Path folder;
    private Given given;

    @BeforeEach
    void inAFolderOfItsOwn() {
        given = new Given(folder);
    }

    @Test
    void readsAFileAsPeopleSaveIt() throws IOException {
        String text = "\uFEFF# saved on Windows\r\nnode.name=  Zürich  \r\nhttp.port=8081 \r\nhttp.port=8081\r\n\r\n";
        Path utf8 = folder.resolve("utf8.properties");
        Files.write(utf8, text.getBytes(StandardCharsets.UTF_8));
        Settings settings = Settings.load(input(utf8, Map.of(), MANDATORY));
        assertThat(settings.text("node.name")).isEqualTo("Zürich");
        assertThat(settings.integer("http.port")).isEqualTo(8081);
        Path latin = folder.resolve("latin.properties");
        Files.write(latin, "node.name=Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Settings.load(input(latin, Map.of(), MANDATORY)).text("node.name")).isEqualTo("Zürich");
    }

    @Test
    void twoLinesThatDifferAreNamed() throws IOException {
        Path file = given.write("application.properties", "http.port=1\nhttp.port=2\n");
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(input(file, Map.of(), MANDATORY)));
        assertThat(stop).hasMessage("http.port is given twice in application.properties with different values; keep one of the lines");
    }

    @Test
    void aFileThatCannotBeReadStopsTheStartInOneLine() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("application.properties"));
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(input(directory, Map.of(), MANDATORY)));
        assertThat(stop.getMessage()).startsWith("application.properties cannot be read (").doesNotContain("\n");
        Path broken = given.write("broken.properties", "node.name=C:\\users\n");
        stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(input(broken, Map.of(), MANDATORY)));
        assertThat(stop).hasMessageStartingWith("broken.properties holds a broken \\u escape; ");
    }
}
