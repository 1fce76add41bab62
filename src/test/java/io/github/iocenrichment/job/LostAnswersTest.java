package io.github.iocenrichment.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers that are lost, late, wrong or refused, at each call of the journey: whatever happens, an incident ends with one note, one record and
 * one publication.
 */
class LostAnswersTest {
    private static final String LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Log in</title></head><body><form action='/Login'></form></body></html>";

    @RegisterExtension
    private final FailingSystems world = new FailingSystems();

    /** Each call of the journey: the door, the method and a part of the address. */
    private static Stream<Fault> eachCall(UnaryOperator<Fault> failure) {
        return Stream.of(at(SandboxSystem.IVANTI, "GET", "$orderby"), at(SandboxSystem.IVANTI, "GET", "incidents('"),
                at(SandboxSystem.IVANTI, "GET", "IncidentContainsAttachment"), at(SandboxSystem.IVANTI, "GET", "/rest/Attachment"),
                at(SandboxSystem.IVANTI, "GET", "Subject eq 'Intel published"), at(SandboxSystem.IVANTI, "POST", "businessobject/incidents"),
                at(SandboxSystem.IVANTI, "GET", "journal__notess"), at(SandboxSystem.IVANTI, "POST", "journal__notess"),
                at(SandboxSystem.INTEL_EXCHANGE, "POST", "ingest_bundle"), at(SandboxSystem.INTEL_EXCHANGE, "POST", "bulk-lookup")).map(failure);
    }

    private static Fault at(SandboxSystem system, String method, String path) {
        return Fault.of(system, path, Fault.Kind.CUT_BEFORE).onMethod(method);
    }

    private static UnaryOperator<Fault> kind(Fault.Kind kind) {
        return at -> Fault.of(at.system(), at.path(), kind).onMethod(at.method());
    }

    private static UnaryOperator<Fault> answer(Fault.Kind kind, int status, String body, Map<String, String> headers) {
        return at -> Fault.of(at.system(), at.path(), kind).onMethod(at.method()).withStatus(status, body).withHeaders(headers);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("the connection breaks before it was applied", kind(Fault.Kind.CUT_BEFORE)),
                Arguments.of("it is applied and the answer is lost", kind(Fault.Kind.APPLY_THEN_CUT)),
                Arguments.of("it is applied and the answer breaks off", kind(Fault.Kind.CUT_MID_BODY)),
                Arguments.of("500 as JSON", answer(Fault.Kind.ANSWER, 500, "{\"code\":\"ISM_5000\",\"message\":[\"internal error\"]}", Map.of())),
                Arguments.of("503 as a page", answer(Fault.Kind.ANSWER, 503, FailingSystems.HTML, Map.of())),
                Arguments.of("429 with Retry-After", answer(Fault.Kind.ANSWER, 429, "slow down", Map.of("Retry-After", "7"))),
                Arguments.of("429 without Retry-After", answer(Fault.Kind.ANSWER, 429, null, Map.of())),
                Arguments.of("a log-in page in place of the answer", answer(Fault.Kind.ANSWER, 200, LOGIN_PAGE, Map.of())),
                Arguments.of("it is applied and answered with 500", answer(Fault.Kind.APPLY_THEN_ANSWER, 500, "oops", Map.of())),
                Arguments.of("it is applied and a log-in page is the answer", answer(Fault.Kind.APPLY_THEN_ANSWER, 200, LOGIN_PAGE, Map.of())));
    }

    @ParameterizedTest(name = "{0}, once at each call")
    @MethodSource("failures")
    void everythingIsThereOnce(String name, UnaryOperator<Fault> failure) throws Exception {
        world.work();
        eachCall(failure).forEach(world.sandbox()::addFault);
        String incident = world.addIncident();

        world.awaitSkipping(() -> !world.sandbox().notes(incident).isEmpty() && World.isIdle(world.job()));

        world.assertOnce(incident);
        assertThat(world.notes(incident).get(0)).contains("93.115.28[.]40").contains("hxxps://login-portal-verify[.]com/verify")
                .contains("6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426");
    }

    @Test
    void anIncidentThatIsDeletedMeanwhileLeavesNothingBehind() throws Exception {
        world.work();
        world.sandbox().addFault(Fault.of(SandboxSystem.INTEL_EXCHANGE, "ingest_bundle", Fault.Kind.DELAY).delayed(1_500));
        String incident = world.addIncident();
        world.awaitSkipping(() -> world.sandbox().count(SandboxSystem.IVANTI, "GET", "/rest/Attachment") > 0);
        world.sandbox().deleteIncident(incident);

        world.awaitSkipping(() -> World.isIdle(world.job()) && world.sandbox().count(SandboxSystem.IVANTI, "GET", "journal__notess") > 0);

        assertThat(world.sandbox().notes()).extracting(JsonNode::toString).isEmpty();
        assertThat(world.job().page("/status.json")).doesNotContain("\"parked\":1");
    }
}
