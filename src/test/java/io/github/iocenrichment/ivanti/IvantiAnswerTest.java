package io.github.iocenrichment.ivanti;

import static io.github.iocenrichment.ivanti.Replies.NOW;
import static io.github.iocenrichment.ivanti.Replies.empty;
import static io.github.iocenrichment.ivanti.Replies.html;
import static io.github.iocenrichment.ivanti.Replies.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IvantiAnswerTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(json(400, error("ISM_4000", "[\"Invalid key: x\"]")), Kind.ABSENT, "HTTP 400: Invalid key: x"),
                arguments(json(400, error("ISM_4000", "[\"Record '1234' cannot be found in the related business object 'Journal#'\"]")), Kind.ABSENT,
                        "HTTP 400: Record '1234' cannot be found in the related business object 'Journal#'"),
                arguments(json(400, error("ISM_4000", "[\"Attachment for the object \\\"abc123\\\" not found. Provide a valid RecID and try again.\"]")),
                        Kind.ABSENT, "HTTP 400: Attachment for the object \"abc123\" not found. Provide a valid RecID and try again."),
                arguments(json(400, error("ISM_4000", "[\"Key value cannot be empty\"]")), Kind.REFUSED, "HTTP 400: Key value cannot be empty"),
                arguments(json(400, error("ISM_4000", "[\"Required field Incident.Category value must be provided.\",\"Required field Incident.Customer\"]")),
                        Kind.REFUSED, "HTTP 400: Required field Incident.Category value must be provided.; Required field Incident.Customer"),
                arguments(json(400, error("ISM_4000", "[{\"field\":\"x\",\"message\":\"one\"},{\"Message\":\"two\"}]")), Kind.REFUSED, "HTTP 400: one; two"),
                arguments(json(400, error("ISM_4000", "\"one string\"")), Kind.REFUSED, "HTTP 400: one string"),
                arguments(json(400, "{\"error\":{\"code\":\"x\",\"message\":\"Invalid key\"}}"), Kind.ABSENT, "HTTP 400: Invalid key"),
                arguments(json(400, "{\"Message\":\"An error has occurred.\"}"), Kind.REFUSED, "HTTP 400: An error has occurred."),
                arguments(json(400, "{\"code\":\"ISM_4000\",\"description\":\"Invalid Request Payload\",\"message\":[]}"), Kind.REFUSED,
                        "HTTP 400: Invalid Request Payload"),
                arguments(json(400, error("ISM_4000",
                        "[\"Unhandled system exception: Tenant Not Found or wrong Password or OpenID not Configured Properly.\"]")),
                        Kind.UNAUTHORISED, "HTTP 400: Unhandled system exception: Tenant Not Found or wrong Password or OpenID not Configured Properly."),
                arguments(json(401, error("ISM_4001", "[\"Unauthorized\"]")), Kind.UNAUTHORISED, "HTTP 401: Unauthorized"),
                arguments(empty(403), Kind.FORBIDDEN, "HTTP 403"),
                arguments(json(404, error("ISM_4004", "[\"Not Found\"]")), Kind.WRONG_PATH, "HTTP 404: Not Found"),
                arguments(html(404, "<html><title>404</title><body>nothing</body></html>"), Kind.WRONG_PATH, "HTTP 404: 404 nothing"),
                arguments(empty(405), Kind.REFUSED, "HTTP 405"),
                arguments(empty(429), Kind.THROTTLED, "HTTP 429"),
                arguments(json(500, error("ISM_5000", "[]").replace("\"words\"", "\"\"")), Kind.UNAVAILABLE, "HTTP 500"),
                arguments(html(502, "<html><h1>Bad &amp; gone</h1></html>"), Kind.UNAVAILABLE, "HTTP 502: Bad & gone"),
                arguments(empty(503), Kind.UNAVAILABLE, "HTTP 503"),
                arguments(empty(302), Kind.MAINTENANCE, "HTTP 302: redirected in place of an answer"),
                arguments(json(300, "{\"code\":\"ISM_3000\",\"description\":\"Validation Error\",\"message\":[{\"FileName\":\"a.json\",\"IsUploaded\":false,"
                        + "\"Message\":\"Upload Failed, Invalid attachment type.\"}]}"), Kind.UPLOAD_REFUSED,
                        "HTTP 300: a.json: Upload Failed, Invalid attachment type."),
                arguments(html(200, "<html>Please log in</html>"), Kind.MAINTENANCE, "a page for people came in place of data: Please log in"),
                arguments(json(200, "{\"RecId\":"), Kind.UNREADABLE, "the answer is no JSON"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesEveryFaultByWhatItMeansForUs(HttpReply reply, Kind kind, String words) {
        IvantiAnswer answer = IvantiAnswer.read(reply, NOW);
        assertThat(answer.isFault()).isTrue();
        assertThat(answer.fault().kind()).isEqualTo(kind);
        assertThat(answer.fault().words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"ABSENT,false", "REFUSED,false", "UPLOAD_REFUSED,false", "UNAUTHORISED,false", "FORBIDDEN,false", "WRONG_PATH,false",
        "THROTTLED,true", "UNAVAILABLE,true", "MAINTENANCE,true", "UNREADABLE,true"})
    void saysWhetherALaterTryMaySucceed(Kind kind, boolean passing) {
        assertThat(IvantiFault.of(kind, "").isPassing()).isEqualTo(passing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {"30 | 2026-02-11T10:00:30Z", "0 | 2026-02-11T10:00:00Z", "-5 | 2026-02-11T10:00:00Z",
        "999999999999 | 2026-02-11T11:00:00Z", "Wed, 11 Feb 2026 10:05:00 GMT | 2026-02-11T10:05:00Z", "Wed, 11 Feb 2026 09:05:00 GMT | 2026-02-11T10:00:00Z",
        "Thu, 01 Jan 2099 00:00:00 GMT | 2026-02-11T11:00:00Z", "Wednesday, 11-Feb-26 10:05:00 GMT | 2026-02-11T10:05:00Z",
        "Wed Feb 11 10:05:00 2026 | 2026-02-11T10:05:00Z", "soon | none", "1.5 | 2026-02-11T10:00:02Z", "99999999999999999999 | none"})
    void waitsAsLongAsAskedWithinReason(String header, Instant at) {
        HttpReply reply = new HttpReply(429, Map.of("retry-after", header), new byte[0]);
        assertThat(IvantiAnswer.read(reply, NOW).fault().retryAt()).isEqualTo(at);
    }

    @Test
    void withoutRetryAfterTheCallerDecides() {
        assertThat(IvantiAnswer.read(empty(429), NOW).fault().retryAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Required field Incident.Category value must be provided. | ivanti.record.fields.Category",
        "Required field Incident.Description value must be provided. | templates/record-symptom.ftl",
        "Required field Incident.Customer value must be provided. | ivanti.record.fields.ProfileLink_RecID,ivanti.record.fields.ProfileLink_Category",
        "Incident.Summary is too long | templates/record-subject.ftl",
        "Incident.Symptom holds words that are not allowed | templates/record-symptom.ftl",
        "Required field Incident.Owner Team value must be provided. | ivanti.record.fields.OwnerTeam",
        "Incident.Service: not in list. Incident.Customer missing | "
            + "ivanti.record.fields.Service,ivanti.record.fields.ProfileLink_RecID,ivanti.record.fields.ProfileLink_Category",
        "Role SelfService does not have rights to Incident | ivanti.role",
        "The limit of '100' for $top query has been exceeded | ivanti.poll.page-size",
        "DataLayer.PromptException | ''"})
    void namesTheSettingsToCorrect(String message, String settings) {
        IvantiFault fault = IvantiAnswer.read(json(400, error("ISM_4000", "[\"" + message + "\"]")), NOW).fault();
        assertThat(fault.kind()).isEqualTo(Kind.REFUSED);
        assertThat(String.join(",", fault.remedies())).isEqualTo(settings);
        assertThat(fault.line()).startsWith("HTTP 400: " + message).contains(settings.isEmpty() ? "" : "(fix: ");
    }

    @Test
    void wrongPathAndRefusedKeyNameTheirSettings() {
        assertThat(IvantiAnswer.read(empty(404), NOW).fault().remedies()).containsExactly("ivanti.base-url");
        assertThat(IvantiAnswer.read(empty(401), NOW).fault().remedies()).contains("ivanti.api-key");
        assertThat(IvantiAnswer.read(empty(403), NOW).fault().remedies()).containsExactly("ivanti.role");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "Unhandled system exception: {&quot;error&quot;:&quot;x&quot;,&quot;SessionId&quot;:&quot;s3cr3t&quot;} | "
            + "Unhandled system exception: {\"error\":\"x\",\"SessionId\":xxxxxx}",
        "failed TenantId=s3cr3t, LoginId: s3cr3t; on | failed TenantId=xxxxxx, LoginId: xxxxxx; on",
        "at {\"Hostname\": \"s3cr3t web 01\", \"x\": 1} | at {\"Hostname\": xxxxxx, \"x\": 1}",
        "{\\\"SessionId\\\":\\\"s3cr3t\\\"} | {\\\"SessionId\\\":xxxxxx}",
        "session itsm.example#0123456789abcdef0123456789abcdef#4 gone | session itsm.example#xxxxxx gone",
        "bad rest_api_key=s3cr3t given | bad rest_api_key=xxxxxx given"})
    void undoesEntitiesAndMasksSessionData(String body, String words) {
        HttpReply reply = new HttpReply(500, Map.of("Content-Type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
        assertThat(IvantiAnswer.read(reply, NOW).fault().words()).isEqualTo("HTTP 500: " + words).doesNotContain("s3cr3t");
    }

    @Test
    void sessionDataInsideJsonIsMaskedToo() {
        IvantiFault fault = IvantiAnswer.read(json(500, error("ISM_5000", "[\"x {\\\"SessionId\\\":\\\"s3cr3t\\\"}\"]")), NOW).fault();
        assertThat(fault.words()).doesNotContain("s3cr3t");
    }

    @Test
    void wordsAreShortAndOnOneLine() {
        IvantiFault fault = IvantiAnswer.read(html(500, "line one\r\nline\u0000 two\u202e " + "é".repeat(5_000_000)), NOW).fault();
        assertThat(fault.words().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1024 + "HTTP 500: ".length());
        assertThat(fault.words()).startsWith("HTTP 500: line one line two é").endsWith("...").doesNotContain("\n");
    }

    @Test
    void deepAndHostileBodiesAreAnswered() {
        for (String body : List.of("[".repeat(100_000), "{\"message\":".repeat(20_000), "<".repeat(100_000), "&".repeat(100_000),
                "\"SessionId\":\"".repeat(9_000),
                "\"SessionId\":\"" + "x".repeat(60_000), "SessionId=\"" + "\\x".repeat(30_000), "a#".repeat(30_000), "a.".repeat(32_000))) {
            assertThat(IvantiAnswer.read(json(500, body), NOW).fault().kind()).isEqualTo(Kind.UNAVAILABLE);
        }
    }

    @Test
    void dataIsNoFault() {
        IvantiAnswer answer = IvantiAnswer.read(html(200, "{\"RecId\":\"x\"}"), NOW);
        assertThat(answer.isFault()).isFalse();
        assertThat(answer.json().get("RecId").asText()).isEqualTo("x");
        assertThat(IvantiAnswer.read(empty(204), NOW).isFault()).isFalse();
    }

    @Test
    void aPageInPlaceOfAFileIsDistinguishedFromAnHtmlFile() {
        HttpReply file = new HttpReply(200, Map.of("Content-Type", "text/html", "Content-Disposition", "attachment; filename=x.html"),
                "<html></html>".getBytes(StandardCharsets.UTF_8));
        assertThat(IvantiAnswer.isPageInPlaceOfFile(file)).isFalse();
        assertThat(IvantiAnswer.isPageInPlaceOfFile(html(200, "<html>log in</html>"))).isTrue();
    }

    private static String error(String code, String message) {
        return "{\"code\":\"" + code + "\",\"description\":\"" + (message.equals("[]") ? "" : "d") + "\",\"message\":" + message + ",\"help\":\"\"}";
    }
}
