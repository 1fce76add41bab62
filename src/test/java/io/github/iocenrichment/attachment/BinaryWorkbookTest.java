package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.BinaryRecords.concatenate;
import static io.github.iocenrichment.attachment.BinaryRecords.formula;
import static io.github.iocenrichment.attachment.BinaryRecords.function;
import static io.github.iocenrichment.attachment.BinaryRecords.integer;
import static io.github.iocenrichment.attachment.BinaryRecords.number;
import static io.github.iocenrichment.attachment.BinaryRecords.of;
import static io.github.iocenrichment.attachment.BinaryRecords.rich;
import static io.github.iocenrichment.attachment.BinaryRecords.sheet;
import static io.github.iocenrichment.attachment.BinaryRecords.string;
import static io.github.iocenrichment.attachment.BinaryRecords.text;
import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an indicator may stand in a workbook of the binary form. */
class BinaryWorkbookTest {
    private static final String URL = "https://pay.quill-otter.net/login";
    private static final String SHEET = "xl/worksheets/sheet1.bin";
    private static final String RELATIONSHIPS = "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.bin'/></Relationships>";
    private static final int CHAR = 111;
    private static final int HYPERLINK = 359;
    private static final int CONCATENATE = 336;

    private static byte[] workbook(Object... parts) {
        Map<String, byte[]> all = files(parts);
        all.put("[Content_Types].xml", Samples.utf8("<Types/>"));
        all.put("xl/_rels/workbook.bin.rels", Samples.utf8(RELATIONSHIPS));
        all.putIfAbsent("xl/workbook.bin", new BinaryRecords().with(131).with(156, number(0), number(1), string("rId1"), string("Hosts")).with(132).bytes());
        return zip(all);
    }

    private static byte[] cell(byte[]... tokens) {
        return sheet(8, formula("", tokens));
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments("text of a cell", workbook(SHEET, sheet(6, string(URL)))),
                arguments("text with formats", workbook(SHEET, sheet(62, rich(URL)))),
                arguments("shared text", workbook("xl/sharedStrings.bin", new BinaryRecords().with(159, number(1), number(1)).with(19, rich(URL)).bytes(),
                        SHEET, sheet(7, number(0)))),
                arguments("text of no cell", workbook("xl/sharedStrings.bin", new BinaryRecords().with(19, rich(URL)).bytes(), SHEET, sheet(6, string("x")))),
                arguments("result of a formula", workbook(SHEET, sheet(8, formula(URL, integer(1))))),
                arguments("formula", workbook(SHEET, cell(text(URL), function(HYPERLINK, 1)))),
                arguments("formula, joined", workbook(SHEET, cell(text("https://pay.quill"), text("-otter.net/login"), concatenate()))),
                arguments("formula, CHAR", workbook(SHEET, cell(text("https://pay."), integer('q'), function(CHAR), concatenate(),
                        text("uill-otter.net/login"), concatenate()))),
                arguments("formula, CONCATENATE", workbook(SHEET, cell(text("https://pay.quill"), text("-otter.net/login"), function(CONCATENATE, 2),
                        function(HYPERLINK, 1)))),
                arguments("formula with a token that is not known", workbook(SHEET, cell(new byte[]{0x7F}, text(URL)))),
                arguments("values of an array", workbook(SHEET, sheet(8, of(string(""), new byte[2], number(0), number(80), string(URL))))),
                arguments("formula whose result is a number", workbook(SHEET, sheet(9, of(new byte[10], number(text(URL).length), text(URL), number(0))))),
                arguments("macro sheet", workbook("xl/macrosheets/sheet1.bin", cell(text("urlmon"), text("URLDownloadToFileA"), text(URL), function(150, 3)))),
                arguments("link of a cell", workbook(SHEET, sheet(6, string("x")), "xl/worksheets/_rels/sheet1.bin.rels",
                        "<R><Relationship Target='" + URL + "' TargetMode='External'/></R>")),
                arguments("message of a validation", workbook(SHEET, new BinaryRecords().with(64, new byte[16], string("Go to " + URL + " now")).bytes())),
                arguments("page footer", workbook(SHEET, new BinaryRecords().with(479, new byte[2], number(-1), string("&C&12" + URL)).bytes())),
                arguments("name", workbook("xl/workbook.bin", new BinaryRecords().with(39, new byte[9], string("target"), number(text(URL).length), text(URL),
                        number(0)).bytes(), SHEET, sheet(6, string("x")))),
                arguments("comment", workbook(SHEET, sheet(6, string("x")), "xl/comments1.bin", new BinaryRecords().with(637, rich("see " + URL)).bytes())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void isFoundWhole(String place, byte[] content) {
        Found found = Found.in("offer.xlsb", content);

        assertThat(found.indicators()).containsExactlyInAnyOrder("url " + URL, "domain pay.quill-otter.net");
        assertThat(found.unread()).isEmpty();
    }

    @Test
    void aRecordThatIsNotOfItsFormHidesNothingBehindIt() {
        byte[] broken = new BinaryRecords().with(0, number(0)).with(6, number(0), number(0), number(5_000), text("http://one.quill-otter.net/a"))
                .with(6, number(1), number(0), string(URL)).bytes();

        Found found = Found.in("offer.xlsb", workbook(SHEET, broken));

        assertThat(found.indicators()).contains("url " + URL, "url http://one.quill-otter.net/a");
        assertThat(found.unread()).singleElement().asString().contains("sheet1.bin", "damaged workbook");
    }

    @Test
    void aSheetThatIsCutIsReadSoFar() {
        byte[] whole = sheet(6, string(URL));

        Found found = Found.in("offer.xlsb", workbook(SHEET, BinaryRecords.of(whole, new byte[]{6, 90, 1, 2})));

        assertThat(found.indicators()).contains("url " + URL);
        assertThat(found.unread()).singleElement().asString().contains("damaged workbook");
    }

    @Test
    void aCellIsNamedWithItsSheetAndHasItsHeading() {
        byte[] table = new BinaryRecords().with(0, number(0)).with(6, number(0), number(0), string("Firmware")).with(0, number(1))
                .with(6, number(0), number(0), string("8.1.0.22")).with(0, number(2)).with(6, number(1), number(0), string(URL)).bytes();

        Found found = Found.in("offer.xlsb", workbook(SHEET, table));

        assertThat(found.indicators()).containsExactlyInAnyOrder("url " + URL, "domain pay.quill-otter.net");
        assertThat(found.places()).contains(URL + " @ sheet Hosts, cell B3");
    }
}
