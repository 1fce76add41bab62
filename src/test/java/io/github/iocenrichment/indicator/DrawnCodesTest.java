package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** QR codes without a picture: drawn with characters, or as a table of a page. */
class DrawnCodesTest {
    private static final String LINK = "https://pay.mossy-anvil.net/login?u=1";
    private final IndicatorExtractor extractor = new IndicatorExtractor(ExtractionRules.builtIn());

    static Stream<Arguments> drawings() {
        String rows = drawn(2, "\u2588\u2588", "  ");
        return Stream.of(
                Arguments.of("two blocks a module", ContentKind.PLAIN, "Scan:\n" + rows + "Thank you"),
                Arguments.of("one block a module", ContentKind.PLAIN, drawn(1, "\u2588", " ")),
                Arguments.of("light on dark", ContentKind.PLAIN, drawn(2, "  ", "\u2588\u2588")),
                Arguments.of("number signs", ContentKind.PLAIN, drawn(4, "##", "  ")),
                Arguments.of("black and white squares", ContentKind.PLAIN, drawn(1, "\u2B1B", "\u2B1C")),
                Arguments.of("no-break spaces", ContentKind.PLAIN, drawn(1, "\u2588\u2588", "\u00A0\u00A0")),
                Arguments.of("two rows a line", ContentKind.PLAIN, halves(2)),
                Arguments.of("two rows a line, an odd number of them", ContentKind.PLAIN, halves(1)),
                Arguments.of("blanks at the ends of lines gone", ContentKind.PLAIN, halves(2).replaceAll("(?m) +$", "")),
                Arguments.of("quoted in an answer", ContentKind.PLAIN, halves(0).replaceAll("(?m)^", "> ")),
                Arguments.of("preformatted in a page", ContentKind.HTML, "<p>Scan</p><pre>" + halves(1) + "</pre>"),
                Arguments.of("lines of a page", ContentKind.HTML, rows.replace(" ", "&nbsp;").replaceAll("(.*)\n", "<div>$1</div>")),
                Arguments.of("cells by colour", ContentKind.HTML, table("<td bgcolor=#000 width=4>", "<td bgcolor=#fff width=4>")),
                Arguments.of("cells by style", ContentKind.HTML, table("<td style='width:4px; background:black'>", "<td style='width:5px'>")),
                Arguments.of("cells by class", ContentKind.HTML, "<table><tr><td>" + table("<td class=b>&nbsp;", "<td class=w>&nbsp;") + "</table>"),
                Arguments.of("cells that hold a block", ContentKind.HTML, table("<td><div style='background:#000'></div>", "<td><div></div>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("drawings")
    void saysWhatTheCodeSaysAndWhere(String drawing, ContentKind kind, String text) {
        List<Indicator> found = extractor.extract(text, kind, "mail.eml", "text part");

        assertThat(found).extracting(Indicator::key).containsExactlyInAnyOrder("url|" + LINK, "domain|pay.mossy-anvil.net");
        assertThat(found.get(0).places()).extracting(Place::path).containsExactly("text part > QR code");
    }

    @Test
    void otherDrawingsSayNothing() {
        String bars = "\u2588\u2588\u2588\u2588 \u2584\u2580\n".repeat(40) + "################################\n".repeat(40);

        assertThat(extractor.extract(bars, ContentKind.PLAIN, "", "")).isEmpty();
        assertThat(extractor.extract("<table>" + ("<tr>" + "<td class=a>1<td class=b>2".repeat(15) + "</tr>").repeat(30), ContentKind.HTML, "", "")).isEmpty();
    }

    private static String drawn(int margin, String dark, String light) {
        BitMatrix code = code(margin);
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                rows.append(code.get(x, y) ? dark : light);
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    private static String halves(int margin) {
        BitMatrix code = code(margin);
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y += 2) {
            for (int x = 0; x < code.getWidth(); x++) {
                boolean lower = y + 1 < code.getHeight() && code.get(x, y + 1);
                rows.append(code.get(x, y) ? lower ? '\u2588' : '\u2580' : lower ? '\u2584' : ' ');
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    private static String table(String dark, String light) {
        return "<table>" + drawn(1, dark, light).replaceAll("(.*)\n", "<tr>$1</tr>") + "</table>";
    }

    private static BitMatrix code(int margin) {
        try {
            return new QRCodeWriter().encode(LINK, BarcodeFormat.QR_CODE, 1, 1, Map.of(EncodeHintType.MARGIN, margin));
        } catch (WriterException e) {
            throw new IllegalStateException(e);
        }
    }
}
