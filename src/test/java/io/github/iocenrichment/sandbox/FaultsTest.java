package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong on demand, and what the sandbox keeps of it. */
class FaultsTest {
    private static final String NOTES = "/odata/businessobject/journal__notess";

    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
    private final IvantiCalls ivanti = new IvantiCalls(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Http.Answer note() throws IOException {
        ObjectNode body = Json.object().put("Subject", "s").put("NotesBody", "b".repeat(4_000)).put("PublishToWeb", false);
        return ivanti.send("POST", NOTES, body);
    }

    @Test
    void anAnswerLostAfterTheWriteTookEffect() {
        sandbox.addFault(Fault.of(SandboxSystem.IVANTI, "journal__notess", Fault.Kind.APPLY_THEN_CUT));
        assertThatThrownBy(this::note).isInstanceOf(IOException.class);
        assertThat(sandbox.notes()).hasSize(1);
        assertThat(sandbox.requests(SandboxSystem.IVANTI, "POST", "journal__notess")).extracting(RequestRecord::status, RequestRecord::applied)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(0, true));
    }

    @Test
    void aConnectionCutBeforeAnythingHappened() {
        sandbox.addFault(Fault.of(SandboxSystem.IVANTI, "journal__notess", Fault.Kind.CUT_BEFORE));
        assertThatThrownBy(this::note).isInstanceOf(IOException.class);
        assertThat(sandbox.notes()).isEmpty();
    }

    @Test
    void aConnectionCutInTheMiddleOfTheAnswer() {
        sandbox.addFault(Fault.of(SandboxSystem.IVANTI, null, Fault.Kind.CUT_MID_BODY));
        assertThatThrownBy(this::note).isInstanceOf(IOException.class);
        assertThat(sandbox.notes()).hasSize(1);
    }

    @Test
    void aGatewayGivesUpAfterTheWriteTookEffect() throws Exception {
        sandbox.addFault(Fault.of(SandboxSystem.IVANTI, null, Fault.Kind.APPLY_THEN_ANSWER).withStatus(504, "<html>Gateway Time-out</html>"));
        Http.Answer answer = note();
        assertThat(answer.status() + " " + answer.header("Content-Type")).isEqualTo("504 text/html; charset=utf-8");
        assertThat(sandbox.notes()).hasSize(1);
    }

    @Test
    void aLoginPageWith200AndThrottlingWithAndWithoutRetryAfter() throws Exception {
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, null, 200, "<html><title>Sign in</title></html>"));
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, null, 429, null).withHeaders(Map.of("Retry-After", "3")));
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, null, 429, "slow down"));
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, null, 500, "{\"code\":\"ISM_5000\",\"message\":[]}"));
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Http.Answer answer = note();
            seen.add(answer.status() + " " + answer.header("Content-Type") + " " + answer.header("Retry-After"));
        }
        assertThat(seen).containsExactly("200 text/html; charset=utf-8 null", "429 null 3", "429 text/plain; charset=utf-8 null",
                "500 application/json; charset=utf-8 null", "201 application/json; charset=utf-8 null");
        assertThat(sandbox.notes()).hasSize(1);
    }

    @Test
    void plainBytesAnnouncedAsGzip() throws Exception {
        sandbox.addFault(Fault.of(SandboxSystem.IVANTI, null, Fault.Kind.WRONG_ENCODING));
        Http.Answer answer = note();
        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(answer.text()).startsWith("{");
    }

    @Test
    void aSlowDripIsStillWhole() throws Exception {
        sandbox.addFault(Fault.of(SandboxSystem.IVANTI, null, Fault.Kind.DRIP).delayed(2));
        assertThat(note().json().path("Subject").asText()).isEqualTo("s");
    }

    @Test
    void rulesMatchMethodAndQueryPassSomeAndStrikeSoOften() throws Exception {
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, "SUBJECT eq", 503, null).onMethod("GET").after(1).times(2));
        String query = NOTES + "?$filter=" + Http.enc("Subject eq 'x'");
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            seen.add(ivanti.get(query).status());
        }
        assertThat(seen).containsExactly(204, 503, 503, 204, 204);
        assertThat(note().status()).isEqualTo(201);
    }

    @Test
    void chancesComeFromTheSeed() throws Exception {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (Sandbox other = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
                other.addFault(Fault.answer(SandboxSystem.KEV, null, 503, null).always().withProbability(0.5));
                List<Integer> seen = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    seen.add(Http.get(other.kevUrl()).status());
                }
                runs.add(seen);
            }
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1)).contains(200, 503);
    }

    @Test
    void clearedFaultsAreGone() throws Exception {
        sandbox.addFault(Fault.answer(null, null, 503, null).always());
        assertThat(note().status()).isEqualTo(503);
        sandbox.clearFaults();
        assertThat(note().status()).isEqualTo(201);
    }
}
