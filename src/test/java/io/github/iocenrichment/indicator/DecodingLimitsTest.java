package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands encoded in a text is read without a limit that nobody is told of. */
class DecodingLimitsTest {
    private static final String TABLE = "<table>" + ("<tr>" + "<td></td>".repeat(21) + "</tr>").repeat(21) + "</table>";

    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    private IndicatorCollection read(String text, ContentKind kind) {
        IndicatorCollection found = new IndicatorCollection(10_000);
        extractor.extract(text, kind, "Symptom", "text part", found);
        return found;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"PLAIN, %s", "HTML, <script>%s</script>"})
    void readsEveryEncodedLiteral(ContentKind kind, String frame) {
        String script = IntStream.range(0, 300).mapToObj(number -> "run(atob('" + base64("http://a.net/" + number + "/x") + "'));").collect(Collectors.joining("\n"));
        IndicatorCollection found = read(frame.formatted(script), kind);
        assertThat(found.indicators()).filteredOn(each -> each.type() == IndicatorType.URL).hasSize(300);
        assertThat(found.unread()).isEmpty();
    }

    private static String command(byte[] packed) {
        return "[Convert]::FromBase64String('" + base64(packed) + "')";
    }

    private static String powershell(String text, int times) {
        String command = text;
        for (int i = 0; i < times; i++) {
            command = "powershell -enc " + base64(command.getBytes(StandardCharsets.UTF_16LE));
        }
        return command;
    }

    private static String pages(int count) {
        String page = "<p>http://a.net/x</p>";
        for (int i = 0; i < count; i++) {
            page = "<iframe srcdoc=\"" + page.replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>";
        }
        return page;
    }

    static Stream<Arguments> texts() {
        byte[] packed = gzip("iwr http://a.net/x " + "0".repeat(1_000));
        return Stream.of(
                arguments(command(gzip("iwr http://a.net/x " + "0".repeat(5 << 20))), ContentKind.PLAIN,
                        "packed commands unpack to more than 4 MiB, of which the rest was not read"),
                arguments(command(gzip("iwr http://a.net/x " + "0".repeat(3 << 20))) + "\n" + command(gzip("0".repeat(3 << 20))), ContentKind.PLAIN,
                        "packed commands unpack to more than 4 MiB, of which the rest was not read"),
                arguments("http://a.net/x DeflateStream " + (command("\7".repeat(30).getBytes(StandardCharsets.UTF_8)) + "\n").repeat(1_100), ContentKind.PLAIN,
                        "packed commands unpack to more than 4 MiB, of which the rest was not read"),
                arguments("http://a.net/x " + command(Arrays.copyOf(packed, packed.length - 12)), ContentKind.PLAIN, "a packed command is damaged"),
                arguments(powershell("iwr http://a.net/x", 3), ContentKind.PLAIN, null),
                arguments("http://a.net/x " + powershell("iwr http://a.net/y", 4), ContentKind.PLAIN,
                        "commands and scripts encoded more than 3 times were not read"),
                arguments("http://a.net/x " + "\u2588\u2588\n".repeat(20).concat("x\n").repeat(20), ContentKind.PLAIN, null),
                arguments("http://a.net/x " + "\u2588\u2588\n".repeat(20).concat("x\n").repeat(21), ContentKind.PLAIN,
                        "more than 20 drawings of the size of a code: the others were not looked at for QR codes"),
                arguments("<p>http://a.net/x</p>" + TABLE.repeat(20), ContentKind.HTML, null),
                arguments("<p>http://a.net/x</p>" + TABLE.repeat(21), ContentKind.HTML,
                        "more than 20 tables of the size of a code: the others were not looked at for QR codes"),
                arguments(pages(3), ContentKind.HTML, null),
                arguments("<p>http://a.net/x</p>" + pages(4), ContentKind.HTML, "pages and scripts nested deeper than 3 levels were not read"));
    }

    @Test
    void theLastOfManyReasonsStandsForTheOthers() {
        IndicatorCollection found = new IndicatorCollection(10_000);
        for (int i = 0; i < 23; i++) {
            extractor.extract(pages(4), ContentKind.HTML, "mail.eml", "part " + i, found);
        }
        assertThat(found.unread()).hasSize(21).endsWith("further texts were not wholly read");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatIsNotReadIsNamed(String text, ContentKind kind, String reason) {
        IndicatorCollection found = read(text, kind);
        assertThat(found.indicators()).extracting(Indicator::value).contains("http://a.net/x");
        assertThat(found.unread()).isEqualTo(reason == null ? java.util.Set.of() : java.util.Set.of("text part: " + reason));
    }
}
