package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.intelx.Replies.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.intelx.SendReply.Outcome;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:12:31Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', value = {
        "200 | {\"success\": true, \"message\": \"Successfully sent bundle to ingestion.\"} | SENT | -",
        "201 | {\"success\": \"true\"} | SENT | -",
        "200 | {} | SENT | -",
        "200 | {\"success\": false, \"message\": \"bundle is empty\"} | REFUSED | bundle is empty",
        "200 | {\"success\": \"False\"} | REFUSED | no reason given",
        "200 | <html><body>Please log in</body></html> | RETRY_LATER | HTML page",
        "400 | {\"detail\": \"object 3 is bad\"} | REFUSED | object 3 is bad",
        "400 | {\"message\": \"no\"} | REFUSED | no",
        "400 | {\"bundle\": [\"This field is required.\"]} | REFUSED | bundle: This field is required.",
        "400 | {\"result\": {\"non_field_error\": \"Invalid pattern\"}} | REFUSED | Invalid pattern",
        "400 | {\"bundle\": {\"objects\": [{}, {\"pattern\": [\"Not a valid pattern.\"]}]}} | REFUSED | pattern: Not a valid pattern.",
        "400 | plain words | REFUSED | plain words",
        "400 | `` | REFUSED | no reason given",
        "413 | <html>too large</html> | REFUSED | HTML page",
        "402 | {\"detail\": \"licence expired\"} | STOPPED | licence expired",
        "404 | <html>not here</html> | STOPPED | intelx.base-url",
        "302 | `` | STOPPED | redirects (302)",
        "418 | {\"detail\": \"teapot\"} | STOPPED | teapot",
        "500 | <html>oops</html> | RETRY_LATER | fails (500)",
        "503 | {\"status\": \"starting\"} | RETRY_LATER | fails (503)",
    })
    void everyAnswerHasAnOutcomeAndWords(int status, String body, Outcome outcome, String words) {
        SendReply read = IngestReader.read(reply(status, body), false, NOW);

        assertThat(read.outcome()).isEqualTo(outcome);
        if (words == null) {
            assertThat(read.words()).isNull();
        } else {
            assertThat(read.words()).contains(words);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "401 | Mon, 23 Nov 2026 09:05:19 GMT | our clock is 7 min 12 s ahead of the server's",
        "403 | Mon, 23 Nov 2026 10:13:01 GMT | our clock is 1 h 30 s behind the server's",
        "401 | Mon, 23 Nov 2026 09:12:29 GMT | check intelx.access-id and intelx.secret-key",
        "403 | nonsense                      | the key's role lacks the right",
        "401 | -                             | check intelx.access-id",
    })
    void aRefusedSignatureIsMadeAnewOnceAndTheClockIsSuspected(int status, String date, String words) {
        var answer = reply(status, "{\"detail\": \"denied\"}", date == null ? Map.of() : Map.of("date", date));

        SendReply first = IngestReader.read(answer, false, NOW);
        SendReply second = IngestReader.read(answer, true, NOW);

        assertThat(first.outcome()).isEqualTo(Outcome.SIGN_ANEW);
        assertThat(second.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(second.words()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "30                            | 2026-11-23T09:13:01Z",
        "Mon, 23 Nov 2026 09:20:00 GMT | 2026-11-23T09:20:00Z",
        "Monday, 23-Nov-26 09:20:00 GMT | 2026-11-23T09:20:00Z",
        "Mon, 23 Nov 2026 09:00:00 GMT | 2026-11-23T09:12:31Z",
        "999999999                     | 2026-11-24T09:12:31Z",
        "soon                          | 2026-11-23T09:13:00Z",
        "-                             | 2026-11-23T09:13:00Z",
    })
    void aUsedUpQuotaIsWaitedForAsStatedElseToTheNextMinute(String retryAfter, Instant until) {
        SendReply read = IngestReader.read(reply(429, "{}", retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter)), false, NOW);

        assertThat(read.outcome()).isEqualTo(Outcome.RETRY_LATER);
        assertThat(read.retryTime()).contains(until);
    }

    @Test
    void wordsOfThePlatformAreCleanAndBounded() {
        SendReply read = IngestReader.read(reply(400, "{\"detail\": \"a\\u0000\\u202eb\\r\\n" + "x".repeat(100_000) + "\"}"), false, NOW);

        assertThat(read.words()).startsWith("a b x").hasSizeLessThanOrEqualTo(400).doesNotContain("\u202e", "\n", "\u0000");
    }
}
