package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.task.ParkException;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Intel Exchange refused, put before operators: it waits for them, goes out when they release it, and stays where it is when they do not. */
class QuarantineRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "43-release-refused", "41-taxii", "42-open-api");
    private static final Publishing STAGE = new Publishing(WORLD);

    private static int addresses;
    private String good;
    private String bad;
    private String recId;

    @BeforeEach
    void oneOfTwoValuesIsRefusedAndBeforeOperators() {
        WORLD.clock().advance(Duration.ofMinutes(1));
        good = "198.51.100." + ++addresses;
        bad = "203.0.113." + addresses;
        STAGE.ingest(Publishing.taken());
        dislike(okJson("{\"detail\":\"not accepted by tenant policy\"}").withStatus(400));
        recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, good), VerdictValue.MALICIOUS, 92),
                Incidents.finding(WORLD, Indicator.of(IPV4, bad), VerdictValue.MALICIOUS, 95));
        publish();
        assertThat(publication().state()).isEqualTo(Publication.State.PARTLY_REFUSED);
        assertThat(WORLD.handedOver("quarantine")).containsExactly(recId);
        assertThatItWaitsForAnOperator();
        WORLD.outside().resetRequests();
        WORLD.mock("task:record").reset();
        WORLD.mock("task:note").reset();
    }

    private void dislike(ResponseDefinitionBuilder answer) {
        STAGE.ingest(bad, answer);
    }

    private void publish() {
        assertThat(STAGE.publish(recId).getException()).isNull();
    }

    private void assertThatItWaitsForAnOperator() {
        assertThat(WORLD.runStage("release-refused", recId).getException()).rootCause().isInstanceOf(ParkException.class)
                .hasMessageContaining("Intel Exchange refused: ").hasMessageContaining(bad).hasMessageContaining("not accepted by tenant policy");
    }

    private Exchange release() {
        WORLD.clock().advance(Duration.ofSeconds(1));
        return WORLD.runReleased("release-refused", recId, WORLD.clock().instant());
    }

    private PublicationDocument publication() {
        return STAGE.publication(recId);
    }

    private static List<String> sent() {
        return STAGE.sent().stream().map(LoggedRequest::getBodyAsString).toList();
    }

    @Test
    void whatIsReleasedGoesOutAloneAndIsRecordedReportedAndLookedUp() {
        dislike(Publishing.taken());
        assertThat(release().getException()).isNull();
        assertThat(sent()).hasSize(1).allMatch(body -> body.contains(bad) && !body.contains("'" + good + "'"));
        assertThat(publication().state()).isEqualTo(Publication.State.SENT);
        assertThat(publication().values()).extracting(value -> value.value()).containsExactlyInAnyOrder(good, bad);
        for (String task : List.of("record", "note", "verify")) {
            assertThat(WORLD.handedOver(task)).as(task).containsExactly(recId);
        }
    }

    @Test
    void whatIsReleasedAfterANewerVersionOfItWasSentStaysBehind() {
        dislike(Publishing.taken());
        WORLD.clock().advance(Duration.ofSeconds(1));
        STAGE.publish(Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IPV4, bad), VerdictValue.MALICIOUS, 80)));
        WORLD.outside().resetRequests();

        assertThat(release().getException()).isInstanceOf(IntelExchangeException.class);
        assertThat(WORLD.runReleased("release-refused", recId, WORLD.clock().instant()).getException())
                .hasMessageContaining("newer versions of its objects have been sent since");
        assertThat(sent()).isEmpty();
    }

    @Test
    void whatComesAgainAfterACrashHasBeenReleasedByNobody() {
        // the process ended before the work was parked: the same run once more
        assertThatItWaitsForAnOperator();
        assertThat(sent()).isEmpty();

        Exchange released = release();
        assertThat(released.getException()).hasMessageContaining("refused again");
        assertThat(sent()).hasSize(1);
        // the same again: that release has had its answer
        assertThat(WORLD.runReleased("release-refused", recId, WORLD.clock().instant()).getException()).hasRootCauseInstanceOf(ParkException.class);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void whatIsDroppedStaysUnpublishedWhateverElseIsPublished() {
        dislike(Publishing.taken());
        publish();
        assertThat(sent()).isEmpty();
        assertThat(publication().state()).isEqualTo(Publication.State.PARTLY_REFUSED);
        assertThat(publication().values()).extracting(value -> value.value()).containsExactly(good);
    }

    /** What happens to the message of a release, and how the route fails. */
    static Stream<Arguments> answers() {
        return Stream.of(Arguments.of("503", aResponse().withStatus(503), IntelExchangeException.class),
                Arguments.of("a lost answer", aResponse().withFault(Fault.EMPTY_RESPONSE), Exception.class),
                Arguments.of("404", aResponse().withStatus(404), ParkException.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void aReleaseThatDidNotGetThroughIsRepeatedWithTheSameBundle(String name, ResponseDefinitionBuilder answer, Class<? extends Exception> failure) {
        dislike(answer);
        assertThat(release().getException()).isInstanceOf(failure);
        assertThat(WORLD.handedOver("record")).isEmpty();

        dislike(Publishing.taken());
        assertThat(release().getException()).isNull();
        assertThat(sent()).hasSizeGreaterThan(1).containsOnly(sent().get(0));
        assertThat(WORLD.handedOver("record")).containsExactly(recId);
    }

    @Test
    void whatIsRefusedAgainComesBackBeforeOperatorsAndCanBeReleasedOnceMore() {
        assertThat(release().getException()).isInstanceOf(ParkException.class).hasMessageContaining("refused again: not accepted by tenant policy");
        assertThat(sent()).hasSize(1);
        assertThat(WORLD.handedOver("note")).isEmpty();

        dislike(Publishing.taken());
        assertThat(release().getException()).isNull();
        assertThat(sent()).hasSize(2).doesNotHaveDuplicates();
        assertThat(publication().state()).isEqualTo(Publication.State.SENT);
    }
}
