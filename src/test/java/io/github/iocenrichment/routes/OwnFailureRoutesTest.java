package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.enrich.AnalystNotes;
import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.enrich.EpssBatches;
import io.github.iocenrichment.enrich.StoredAnswers;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.publish.AskFirst;
import io.github.iocenrichment.publish.PublicationWork;
import io.github.iocenrichment.publish.PublishIncident;
import io.github.iocenrichment.publish.VerifyDelivery;
import io.github.iocenrichment.store.StoreException;
import io.github.iocenrichment.verdict.VerdictValue;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A step whose failure the routes work around is not left out when it was our own store that failed: the stage stops. */
class OwnFailureRoutesTest {
    private static final Indicator ADDRESS = Indicator.of(IndicatorType.IPV4, "198.51.100.77");
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("40-publish", "41-taxii", "42-open-api");

    private static EnrichmentWork enrichment(String recId) {
        return WORLD.bean("enrich", Enrich.class).begin(recId);
    }

    static Stream<Arguments> steps() {
        return Stream.of(
                step("analysts' notes", (recId, stop) -> WORLD.bean("analystNotes", AnalystNotes.class).failed(recId, stop)),
                step("stored answers", (recId, stop) -> {
                    StoredAnswers stored = WORLD.bean("storedAnswers", StoredAnswers.class);
                    stored.failed(stored.begin(enrichment(recId)), stop);
                }),
                step("EPSS", (recId, stop) -> WORLD.bean("epssBatches", EpssBatches.class).failed(enrichment(recId), stop, "")),
                step("the question before publishing", (recId, stop) -> {
                    AskFirst asking = WORLD.bean("askFirst", AskFirst.class);
                    asking.failed(asking.begin(recId), stop);
                }),
                step("the report on inboxes", (recId, stop) -> {
                    AskFirst.Asking asked = WORLD.bean("askFirst", AskFirst.class).begin(recId);
                    PublicationWork work = WORLD.bean("publishIncident", PublishIncident.class).begin(recId, asked);
                    WORLD.bean("verifyDelivery", VerifyDelivery.class).inboxNotReported(work, stop);
                }));
    }

    private static Arguments step(String name, BiConsumer<String, RuntimeException> failing) {
        return Arguments.of(name, failing);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void itStopsTheStage(String name, BiConsumer<String, RuntimeException> failing) {
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, ADDRESS, VerdictValue.MALICIOUS, 92));
        for (RuntimeException stop : List.of(new StoreException("the store failed"),
                new UnableToExecuteStatementException(new SQLException("gone", "08006"), null))) {
            assertThatThrownBy(() -> failing.accept(recId, stop)).isSameAs(stop);
        }
    }
}
