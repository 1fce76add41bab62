package io.github.iocenrichment.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8, ''", "UTF-8, \uFEFF", "ISO-8859-1, ''", "windows-1252, ''"})
    void isReadWhateverEditorSavedIt(String charset, String mark) throws IOException {
        Path file = folder.resolve("list.txt");
        Files.write(file, (mark + "# Ausnahmen für Prüfer\r\n203.0.113.7\n").getBytes(Charset.forName(charset)));
        assertThat(TextFile.lines(file)).containsExactly("# Ausnahmen für Prüfer", "203.0.113.7");
    }
}
