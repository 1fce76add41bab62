package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an indicator may stand in an RTF document. */
class RtfPlacesTest {
    private static final String URL = "https://pay.quill-otter.net/login";

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static Stream<Arguments> places() {
        String link = hex(URL.getBytes(StandardCharsets.UTF_16LE));
        byte[] ole = Samples.compound(Samples.files("\u0001Ole", HexFormat.of().parseHex("0100000200000000" + "e0c9ea79f9bace118c8200aa004ba90b" + "42000000"
                + link + "0000")));
        return Stream.of(
                rtf("template", "{\\*\\template " + URL + "}hello"),
                rtf("template, in numbers", "{\\*\\template \\u104 ?\\u116 ?\\u116 ?ps://pay.quill-otter.net/login}hello"),
                rtf("template, escaped", "{\\*\\template https\\'3a//pay.quill-otter.net/login}hello"),
                rtf("picture by a field", "{\\field{\\*\\fldinst INCLUDEPICTURE \"" + URL + "\" \\\\d \\\\* MERGEFORMAT}{\\fldrslt x}}"),
                rtf("text by a field", "{\\field\\fldedit{\\*\\fldinst{\\rtlch INCLUDETEXT \"https://pay.quill-}{\\b otter.net/login\"}}{\\fldrslt x}}"),
                rtf("field without a star", "{\\field{\\fldinst HYPERLINK \"" + URL + "\"}{\\fldrslt x}}"),
                rtf("DDE", "{\\field{\\*\\fldinst DDEAUTO c:\\\\\\\\windows\\\\\\\\cmd.exe \"/k curl " + URL + "\"}}"),
                rtf("title", "{\\info{\\title " + URL + "}{\\author jo}}hello"),
                rtf("comment of the properties", "{\\info{\\doccomm see " + URL + "}}"),
                rtf("base of links", "{\\info{\\*\\hlinkbase " + URL + "}}"),
                rtf("company", "{\\info{\\*\\company " + URL + "}}"),
                rtf("own property", "{\\*\\userprops{\\propname u}\\proptype30{\\staticval " + URL + "}}"),
                rtf("document variable", "{\\*\\docvar{u}{" + URL + "}}"),
                rtf("file table", "{\\*\\filetbl{\\file\\fid0 " + URL + "}}"),
                rtf("header", "{\\header\\pard " + URL + "\\par}"),
                rtf("foot note", "text{\\footnote\\pard see " + URL + "}more"),
                rtf("comment", "text{\\*\\atnid jo}{\\*\\annotation\\pard " + URL + "}more"),
                rtf("deleted text", "text {\\deleted " + URL + "}{\\revised new}"),
                rtf("hidden text", "text {\\v " + URL + "}"),
                rtf("text box",
                        "https://pay.quill-otter.net/login{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt\\pard http://box.quill-otter.net/y\\par}}}"),
                rtf("property of a shape", "{\\shp{\\*\\shpinst{\\sp{\\sn pihlShape}{\\sv{\\*\\hl{\\hlloc }{\\hlsrc " + URL + "}{\\hlfr x}}}}}}"),
                rtf("picture of a shape", "{\\shp{\\*\\shpinst{\\sp{\\sn pibName}{\\sv " + URL + "}}}}"),
                rtf("unknown destination", "{\\*\\mossy " + URL + "}"),
                rtf("linked object", "{\\object\\objautlink\\objupdate{\\*\\objclass Word.Document.8}{\\*\\objdata 0105000002000000"
                        + hex(utf8("\u0009\0\0\0OLE2Link\0")) + hex(ole) + "}}"),
                rtf("linked object, split and padded", "{\\object\\objautlink{\\*\\objdata 0105 {\\*\\x 41}0000 " + link.replaceAll("(.{7})", "$1\n ") + "}}"),
                rtf("object in binary", "{\\object{\\objdata 01050000\\bin" + URL.length() + " " + URL + "}}"),
                rtf("mail merge", "{\\*\\mailmerge\\mmlinktoquery{\\*\\mmconnectstr Data Source=" + URL + "}}"));
    }

    private static Arguments rtf(String name, String body) {
        return arguments(name,
                utf8("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator Riched20 10.0.19041;}{\\*\\xmlnstbl{\\xmlns1"
                + " http://schemas.microsoft.com/office/word}}" + body + "\\par}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void isFound(String name, byte[] content) {
        Found found = Found.in("a.rtf", content);

        assertThat(found.indicators()).contains("domain pay.quill-otter.net", "url " + URL).allMatch(each -> each.contains("quill-otter.net"));
        assertThat(found.indicators()).noneMatch(each -> each.contains("loginhttp"));
        assertThat(found.unread()).isEmpty();
    }
}
