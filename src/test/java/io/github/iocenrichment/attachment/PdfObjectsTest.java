package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an indicator may stand in a PDF beside the text of its pages. */
class PdfObjectsTest {
    private static final String URL = "https://pay.quill-otter.net/login";
    private static final String ACTION = "<< /S /URI /URI (" + URL + ") >>";

    private static RawPdf pdf() {
        return new RawPdf();
    }

    private static byte[] annotation(String entries) {
        return pdf().page("/Annots [<< /Type /Annot /Rect [0 0 100 100] " + entries + " >>]").bytes();
    }

    private static byte[] action(String entries) {
        return annotation("/Subtype /Link /A << " + entries + " >>");
    }

    static Stream<Arguments> places() {
        String hex = "<FEFF" + HexFormat.of().formatHex(URL.getBytes(StandardCharsets.UTF_16BE)) + ">";
        return Stream.of(
                arguments("link", action("/S /URI /URI (" + URL + ")")),
                arguments("link, in hexadecimal UTF-16", action("/S /URI /URI " + hex)),
                arguments("link below the base",
                        pdf().catalog("/URI << /Base (https://pay.quill-otter.net/) >>").page("/Annots [<< /Subtype /Link /A << /S /URI /URI (login) >> >>]")
                        .bytes()),
                arguments("form sent to", action("/S /SubmitForm /F (" + URL + ")")),
                arguments("data taken from", action("/S /ImportData /F << /FS /URL /F (" + URL + ") >>")),
                arguments("other document", action("/S /GoToR /F << /F (" + URL + ") >> /D (x)")),
                arguments("document within one elsewhere", action("/S /GoToE /F (" + URL + ") /T << /R /C >>")),
                arguments("thread elsewhere", action("/S /Thread /F (" + URL + ") /D 0")),
                arguments("program", action("/S /Launch /F (" + URL + ")")),
                arguments("program on Unix", action("/S /Launch /Unix (" + "curl " + URL + ")")),
                arguments("program, file specification", action("/S /Launch /F << /Type /Filespec /UF " + hex + " >>")),
                arguments("rendition", action("/S /Rendition /R << /C << /D << /FS /URL /F (" + URL + ") >> >> >>")),
                arguments("second next action", action("/S /Named /N /NextPage /Next [<< /S /Named /N /Print >> " + ACTION + "]")),
                arguments("next of next", action("/S /Named /Next << /S /Named /Next " + ACTION + " >>")),
                arguments("script of an annotation", action("/S /JavaScript /JS (app.launchURL\\(\"" + URL + "\"\\))")),
                arguments("script with escapes", action("/S /JavaScript /JS (app.launchURL\\('https:\\\\/\\\\/pay.quill-otter.net\\\\/login'\\))")),
                arguments("script on opening, UTF-16", pdf().catalog("/OpenAction << /S /JavaScript /JS <FEFF"
                        + HexFormat.of().formatHex(("var u='" + URL + "';").getBytes(StandardCharsets.UTF_16BE)) + "> >>").bytes()),
                arguments("array on opening", pdf().catalog("/OpenAction [3 0 R /Fit]").object(ACTION).bytes()),
                arguments("on closing the document", pdf().catalog("/AA << /WC " + ACTION + " >>").bytes()),
                arguments("on opening the page", pdf().page("/AA << /O " + ACTION + " >>").bytes()),
                arguments("on pressing the mouse", annotation("/Subtype /Widget /AA << /U " + ACTION + " >>")),
                arguments("on a keystroke", annotation("/Subtype /Widget /AA << /K << /S /JavaScript /JS (x=\"" + URL + "\") >> >>")),
                arguments("of a nested field", pdf().catalog("/AcroForm << /Fields [<< /T (a) /Kids [<< /T (b) /AA << /F " + ACTION
                        + " >> >>] >>] >>").bytes()),
                arguments("bookmark", pdf().catalog("/Outlines << /First << /Title (a) /Next << /Title (b) /A " + ACTION + " >> >> >>").bytes()),
                arguments("title of a bookmark", pdf().catalog("/Outlines << /First << /Title (" + URL + ") >> >>").bytes()),
                arguments("script by name, in a tree",
                        pdf().catalog("/Names << /JavaScript << /Kids [<< /Limits [(a) (a)] /Names [(a) << /S /JavaScript /JS (u=\"" + URL
                        + "\") >>] >>] >> >>").bytes()),
                arguments("comment", annotation("/Subtype /Text /Contents (see " + URL + ")")),
                arguments("comment on text", annotation("/Subtype /Highlight /Contents (see " + URL + ") /T (jo)")),
                arguments("rich comment", annotation("/Subtype /FreeText /RC (<body><p>https://pay.quill-otter.net/login</p></body>)")),
                arguments("pop-up", annotation("/Subtype /Popup /Contents (" + URL + ")")),
                arguments("subject of a comment", annotation("/Subtype /Stamp /Subj (" + URL + ")")),
                arguments("value of a field", pdf().catalog("/AcroForm << /Fields [<< /FT /Tx /T (a) /V (" + URL + ") >>] >>").bytes()),
                arguments("default value", pdf().catalog("/AcroForm << /Fields [<< /FT /Tx /T (a) /DV (" + URL + ") >>] >>").bytes()),
                arguments("value in a stream", pdf().catalog("/AcroForm << /Fields [<< /FT /Tx /T (a) /V 6 0 R >>] >>").stream("", URL).bytes()),
                arguments("tool tip of a field", pdf().catalog("/AcroForm << /Fields [<< /FT /Tx /TU (" + URL + ") >>] >>").bytes()),
                arguments("choice", pdf().catalog("/AcroForm << /Fields [<< /FT /Ch /Opt [[(a) (" + URL + ")]] >>] >>").bytes()),
                arguments("form in XML", pdf().catalog("/AcroForm << /XFA [(preamble) 6 0 R (template) 7 0 R] >>").stream("",
                        "<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'>")
                        .stream("", "<submit target='" + URL + "'/></xdp:xdp>").bytes()),
                arguments("form in XML, one stream", pdf().catalog("/AcroForm << /XFA 6 0 R >>").stream("", "<x><value>" + URL + "</value></x>").bytes()),
                arguments("title", pdf().object("<< /Title (" + URL + ") >>").trailer("/Info 6 0 R").bytes()),
                arguments("property of its own", pdf().object("<< /Case (" + URL + ") >>").trailer("/Info 6 0 R").bytes()),
                arguments("properties in XML", pdf().catalog("/Metadata 6 0 R").stream("/Type /Metadata /Subtype /XML",
                        "<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                        + "<d:description xmlns:d='http://purl.org/dc/elements/1.1/'>" + URL + "</d:description></x:xmpmeta><?xpacket end='w'?>").bytes()),
                arguments("contact of a signature",
                        pdf().catalog("/AcroForm << /Fields [<< /FT /Sig /V << /Type /Sig /ByteRange [0 1] /Contents <00> /ContactInfo (" + URL
                        + ") >> >>] >>").bytes()),
                arguments("object that nothing refers to", pdf().object(ACTION).bytes()),
                arguments("embedded file by name",
                        pdf().catalog("/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.txt) /EF << /F 6 0 R >> >>] >> >>")
                        .stream("/Type /EmbeddedFile", URL).bytes()),
                arguments("file of another system",
                        pdf().page("/Annots [<< /Subtype /FileAttachment /FS << /F (a.txt) /EF << /Unix 6 0 R >> >> >>]").stream("", URL).bytes()),
                arguments("associated file", pdf().catalog("/AF [<< /Type /Filespec /UF (a.html) /EF << /UF 6 0 R >> >>]").stream("/Type /EmbeddedFile",
                        "<a href='" + URL + "'>x</a>").bytes()),
                arguments("file in rich media",
                        pdf().page("/Annots [<< /Subtype /RichMedia /RichMediaContent << /Assets << /Names [(a.txt) << /F (a.txt) /EF << /F 6 0 R >> >>] >>"
                        + " >> >>]").stream("", URL).bytes()),
                arguments("file that nothing names", pdf().stream("/Type /EmbeddedFile", URL).bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void isFound(String place, byte[] content) {
        Found found = Found.in("file.pdf", content);

        assertThat(found.indicators()).contains("domain pay.quill-otter.net", "url " + URL).allMatch(each -> each.contains("pay.quill-otter.net"));
        assertThat(found.unread()).isEmpty();
    }

    @Test
    void whereItStandsIsNamed() {
        Found found = Found.in("a.pdf",
                pdf().page("/Annots [<< /Subtype /Text /Contents (93.115.28.40) >> << /A << /S /JavaScript /JS (x='93.115.28.41') >> >>]")
                .object("<< /Title (93.115.28.42) >>").trailer("/Info 6 0 R").bytes());

        assertThat(found.places()).containsExactlyInAnyOrder("93.115.28.40 @ page 1", "93.115.28.41 @ page 1 > JavaScript", "93.115.28.42 @ document");
    }

    @Test
    void theMakerOfTheFileIsNoIndicator() {
        byte[] content = pdf().object("<< /Producer (cairo 1.16.0 \\(https://cairographics.org\\)) /Creator (Mossy 8.1.0) >>").trailer("/Info 6 0 R").bytes();

        assertThat(Found.in("a.pdf", content).indicators()).isEmpty();
    }

    @Test
    void aSmallFileThatLeadsInCirclesIsReadOnce() {
        byte[] content = pdf().page("/Annots [6 0 R]").object("<< /A 7 0 R /Next 6 0 R >>").object("<< /S /URI /URI (" + URL
                + ") /Next [7 0 R 6 0 R 7 0 R] >>").bytes();

        assertThat(Found.in("a.pdf", content).indicators()).contains("url " + URL);
    }
}
