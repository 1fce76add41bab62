package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a page holds as base64: as many as are read, and a word about the others. */
class SmuggledFilesTest {
    private static String zip(int number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(("http://mossrivet.com/" + number).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException("nothing is written to a disk", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({"3, 3, false", "50, 50, false", "52, 50, true"})
    void whatIsNotReadIsNamed(int files, int read, boolean named) {
        String script = IntStream.range(0, files).mapToObj(number -> "run('" + zip(number) + "');").collect(Collectors.joining("\n"));
        Found found = Found.in("page.html", Samples.utf8("<html><script>" + script + "</script></html>"));
        assertThat(found.indicators()).filteredOn(indicator -> indicator.startsWith("url ")).hasSize(read);
        assertThat(found.unread().toString().contains("holds more than 50 files in scripts, of which the others were not read")).isEqualTo(named);
    }
}
