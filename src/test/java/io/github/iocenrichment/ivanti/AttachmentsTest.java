package io.github.iocenrichment.ivanti;

import static io.github.iocenrichment.ivanti.Replies.NOW;
import static io.github.iocenrichment.ivanti.Replies.empty;
import static io.github.iocenrichment.ivanti.Replies.json;
import static io.github.iocenrichment.ivanti.Replies.recId;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {

    @Test
    void readsARow() {
        AttachmentList list = AttachmentList.read(json(200, """
                {"value":[{"RecId":"62DEC5547F8D4710915165910ACF4833","ATTACHNAME":"invoice (2).eml","AttachmentSize":18233,
                  "ParentLink_RecID":"FF49A5136B36486F897C62E9348C433B","ParentLink_Category":"Incident","CreatedDateTime":"2026-02-11T15:02:59+05:30"}]}
                """), NOW);
        assertThat(list.isFault()).isFalse();
        assertThat(list.rows()).containsExactly(new AttachmentRow("62DEC5547F8D4710915165910ACF4833", "invoice (2).eml", Replies.ID,
                Instant.parse("2026-02-11T09:32:59Z"), 18233));
        assertThat(list.rows().get(0).isLinkedTo(Replies.ID)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"AttachmentSize\":null", "\"x\":1", "\"AttachmentSize\":\"101\"", "\"AttachmentSize\":-1", "\"AttachmentSize\":{}"})
    void itsSizeMayBeAnything(String field) {
        AttachmentList list = AttachmentList.read(json(200, "{\"value\":[{\"RecId\":\"" + recId(1) + "\",\"ParentLink_RecID\":null," + field + "}]}"), NOW);
        assertThat(list.rows().get(0).name()).isEqualTo("attachment");
        assertThat(list.rows().get(0).isLinkedTo(Replies.ID)).isFalse();
    }

    @Test
    void eachAttachmentComesOnceAndBrokenRowsAreNamed() {
        AttachmentList list = AttachmentList.read(json(200,
                "{\"value\":[{\"RecId\":\"" + recId(1) + "\"},{\"RecId\":\"" + recId(1) + "\"},{\"RecId\":\"?\"}]}"), NOW);
        assertThat(list.rows()).hasSize(1);
        assertThat(list.broken()).containsExactly("row 3 of 3 has no sound RecId");
    }

    @ParameterizedTest(name = "{0} rows, count {1}")
    @CsvSource({"1, 1, false, false", "1, 2, true, false", "9, 3, false, false", "10, '', true, false", "25, 24, true, false", "99, lies, true, false",
        "100, 100, true, true"})
    void knowsWhatMayBeAFirstPage(int rows, String counted, boolean mayBeCut, boolean full) {
        String values = IntStream.range(0, rows).mapToObj(i -> "{\"RecId\":\"" + recId(i) + "\"}").collect(Collectors.joining(","));
        AttachmentList list = AttachmentList.read(json(200, "{\"@odata.count\":\"" + counted + "\",\"value\":[" + values + "]}"), NOW);
        assertThat(list.mayBeCut()).isEqualTo(mayBeCut);
        assertThat(list.isFullPage()).isEqualTo(full);
    }

    @Test
    void aTenantWithoutTheRelationshipIsAskedTheOtherWay() {
        assertThat(AttachmentList.read(json(404, "{\"code\":\"ISM_4004\"}"), NOW).fault().kind()).isEqualTo(Kind.WRONG_PATH);
        assertThat(AttachmentList.read(empty(204), NOW).isFault()).isFalse();
        assertThat(AttachmentList.read(json(200, "{\"value\":\"No instances found.\"}"), NOW).rows()).isEmpty();
        assertThat(AttachmentList.read(empty(503), NOW).fault().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "attachment; filename=\"invoice (2).eml\" | x | invoice (2).eml",
        "attachment; filename=invoice.eml | x | invoice.eml",
        "attachment; filename=invoice (2).eml; size=7 | x | invoice (2).eml",
        "attachment; FileName = \"a.eml\" | x | a.eml",
        "attachment; filename=\"a;b.eml\"; x=y | x | a;b.eml",
        "attachment; filename=\"say \\\"hi\\\".txt\" | x | say \"hi\".txt",
        "attachment; filename=\"plain.txt\"; filename*=UTF-8''%E2%82%AC%20rates.txt | x | € rates.txt",
        "attachment; filename*=iso-8859-1'en'%A3%20rates.txt | x | £ rates.txt",
        "attachment; filename*=no-such-charset''%41.txt; filename=b.txt | x | b.txt",
        "attachment; filename*=UTF-8''a+b%2.txt | x | a+b%2.txt",
        "attachment; filename=\"RÃ©sumÃ©.pdf\" | x | Résumé.pdf",
        "attachment; filename=\"Résumé.pdf\" | x | Résumé.pdf",
        "attachment; filename=\"../../etc/passwd\" | x | passwd",
        "attachment; filename=\"C:\\temp\\a.eml\" | x | a.eml",
        "attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd | x | passwd",
        "attachment; filename=\"..\" | b.txt | b.txt",
        "attachment; filename=\"\" | b.txt | b.txt",
        "attachment; filename=\"open.txt | b.txt | open.txt",
        "attachment | b.txt | b.txt",
        "`` | dir/b.txt | b.txt",
        "`` | `` | attachment",
        "inline; name=\"x\" | b.txt | b.txt"})
    void takesTheBaseNameOnly(String header, String attachName, String name) {
        assertThat(FileName.of(header, attachName)).isEqualTo(name);
    }

    @Test
    void aFileThatHasNoParentIsLinked() {
        assertThat(AttachmentRow.parentBody(BusinessObject.INCIDENT, Replies.ID)).isEqualTo(
                "{\"ParentLink_Category\":\"Incident#\",\"ParentLink_RecID\":\"FF49A5136B36486F897C62E9348C433B\"}");
    }

    @Test
    void aHugeHeaderIsAnswered() {
        assertThat(FileName.of("attachment; filename=\"" + "\\\"x".repeat(30_000), "b.txt")).hasSize(200);
        assertThat(FileName.of("filename=".repeat(20_000), "b.txt")).isNotEmpty();
    }

    @Test
    void namesAreShortAndOnOneLine() {
        assertThat(FileName.of("", "a\r\nb\u202egpj.exe")).isEqualTo("a bgpj.exe");
        assertThat(FileName.of("", "x".repeat(5000) + ".eml")).hasSize(200).endsWith("x.eml");
    }

    @Test
    void anUploadAnswersWithTheNewKey() {
        UploadReply reply = UploadReply.read(json(200,
                "[{\"FileName\":\"bundle.json.txt\",\"IsUploaded\":true,\"Message\":\"3D7DB51578864C5CAC61CA141F747E26\"}]"), NOW);
        assertThat(reply.fault()).isNull();
        assertThat(reply.files()).containsExactly(new UploadReply.Uploaded("bundle.json.txt", "3D7DB51578864C5CAC61CA141F747E26", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "300 | {\"code\":\"ISM_3000\",\"description\":\"Validation Error\",\"message\":"
            + "[{\"FileName\":\"a.json\",\"IsUploaded\":false,\"Message\":\"Upload Failed\"}]}",
        "300 | [{\"FileName\":\"a.json\",\"IsUploaded\":false,\"Message\":\"Upload Failed\"}]",
        "200 | [{\"FileName\":\"a.json\",\"IsUploaded\":false,\"Message\":\"Upload Failed\"}]"})
    void aRefusedUploadSaysWhy(int status, String body) {
        UploadReply reply = UploadReply.read(json(status, body), NOW);
        assertThat(reply.fault().kind()).isEqualTo(Kind.UPLOAD_REFUSED);
        assertThat(reply.fault().words()).endsWith("a.json: Upload Failed");
        assertThat(reply.files()).containsExactly(new UploadReply.Uploaded("a.json", "", "Upload Failed"));
        assertThat(reply.fault().isPassing()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200 | {} | UNREADABLE", "200 | [] | UNREADABLE", "300 | nonsense | UPLOAD_REFUSED", "503 | [] | UNAVAILABLE"})
    void anAnswerWithoutFilesIsAFault(int status, String body, Kind kind) {
        assertThat(UploadReply.read(json(status, body), NOW).fault().kind()).isEqualTo(kind);
    }

    @Test
    void ourFindingsAreKnownByNameAndContent() {
        byte[] content = "MALICIOUS  203.0.113[.]9".getBytes(StandardCharsets.UTF_8);
        String name = FindingsFile.name(Replies.ID, "MALICIOUS  203.0.113[.]9", "txt");
        assertThat(name).matches("ioc-enrichment-findings-[0-9a-f]{8}\\.txt");
        assertThat(FindingsFile.isOurs(Replies.ID, name, content)).isTrue();
        assertThat(FindingsFile.isOurs(Replies.ID, name.toUpperCase(Locale.ROOT), content)).isTrue();
        assertThat(FindingsFile.isOurs(Replies.ID, name, "203.0.113.9".getBytes(StandardCharsets.UTF_8))).as("a file that hides behind our name").isFalse();
        assertThat(FindingsFile.isOurs(recId(7), name, content)).as("another incident").isFalse();
        assertThat(FindingsFile.isOurs(Replies.ID, "list.txt", content)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "300 | [{\"FileName\":\"a.html\",\"IsUploaded\":false,\"Message\":\"Upload Failed, Invalid attachment type.\"}] | Ivanti says: Upload Failed,"
                + " Invalid attachment type.",
        "403 | `` | the role of the key may not attach files (HTTP 403 (fix: ivanti.role))",
        "413 | too much | it is larger than Ivanti takes (HTTP 413: too much)",
        "400 | {\"message\":[\"No file was provided.\"]} | Ivanti says: HTTP 400: No file was provided."}, quoteCharacter = '`')
    void aRefusalIsReportedInWords(int status, String body, String words) {
        assertThat(UploadReply.read(json(status, body), NOW).reason(status)).isEqualTo(words);
    }

    @Test
    void aNameThatIsTakenIsReported() {
        assertThat(UploadReply.read(json(300, "[{\"FileName\":\"a.txt\",\"IsUploaded\":false,\"Message\":\"a.txt is already attached to this object. "
                + "Please change the name.\"}]"), NOW).isThereAlready()).isTrue();
        assertThat(UploadReply.read(json(300, "[{\"FileName\":\"a.txt\",\"IsUploaded\":false,\"Message\":\"Upload Failed\"}]"), NOW).isThereAlready())
                .isFalse();
    }
}
