package io.github.iocenrichment.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTML is recommended only where the tenant itself shows that it renders it. */
class NoteRenderingTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | <Edmx><Schema><Property Name="NotesBody" Type="Edm.String"><Annotation Term="Format" String="text/html"/></Property></Schema></Edmx> | true
            200 | <Edmx><Schema><Property Name="NotesBody" Type="Edm.String" IsHtml="true"/></Schema></Edmx> | true
            200 | <Edmx><Schema><Property Name="NotesBody" Type="Edm.String"/><Property Name="EmailBodyHtml" Type="Edm.String"/></Schema></Edmx> | false
            200 | <Edmx><Schema><Property Name="NotesBody" Type="Edm.String"></Property><Property Name="Html"/></Schema></Edmx> | false
            200 | <html><body>Log in</body></html> | false
            500 | <Edmx><Schema><Property Name="NotesBody" Format="html"/></Schema></Edmx> | false
            """)
    void metadata(int status, String xml, boolean says) {
        assertThat(NoteRendering.byMetadata(reply(status, xml)).isPresent()).isEqualTo(says);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"value":[{"Subject":"Call","CreatedBy":"ines","NotesBody":"<p>Hello<br></p>"}]} | true
            {"value":[{"Subject":"Call","CreatedBy":"ines","NotesBody":"plain"},{"Subject":"Call","CreatedBy":"bob","NotesBody":"<div class='x'>a</div>"}]} \
                | true
            {"value":[{"Subject":"Call","CreatedBy":"ines","NotesBody":"a < b and <someone@x.example>"}]} | false
            {"value":[{"Subject":"TI enrichment INC1 part 1/1 [ref:9c1f77aa]","CreatedBy":"ines","NotesBody":"<p>ours</p>"}]} | false
            {"value":[{"Subject":"Call","CreatedBy":"SVC-TI","NotesBody":"<p>ours</p>"}]} | false
            {"value":[]} | false
            <html> | false
            """)
    void notes(String json, boolean says) {
        assertThat(NoteRendering.byNotes(reply(200, json), "svc-ti").isPresent()).isEqualTo(says);
    }

    private static HttpReply reply(int status, String body) {
        return new HttpReply(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }
}
