package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.output.IncidentReports;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of {@code docs/examples} that decide by a field of the incident what is published and whether a note is written. */
class FieldExamplesTest {
    private static final Indicator URL = Indicator.of(IndicatorType.URL, "https://login-portal.example/verify");
    private static final Indicator IP = Indicator.of(IndicatorType.IPV4, "198.51.100.77");

    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("../docs/examples/decide-by-field", "../docs/examples/skip-note")
            .with("ivanti.field.business-unit", "BusinessUnit");

    private static String malicious() {
        return Incidents.enriched(WORLD, Incidents.finding(WORLD, IP, VerdictValue.SUSPICIOUS, 55), Incidents.finding(WORLD, URL, VerdictValue.MALICIOUS, 90));
    }

    @Test
    void whatIsPublishedDependsOnFields() throws IOException {
        String training = withFields("Awareness Training", "SOC Tier 1", Map.of());
        WORLD.runStage("decide-by-field", training);
        assertThat(publication(training).words()).isEqualTo("it belongs to an awareness training");
        assertThat(WORLD.handedOver("publish")).isEmpty();
        assertThat(WORLD.handedOver("note")).containsExactly(training);

        String treasury = withFields("Phishing", "SOC Tier 1", Map.of("business-unit", "Treasury"));
        String board = withFields("Phishing", "Board Support", Map.of());
        String usual = withFields("Phishing", "SOC Tier 1", Map.of());
        List.of(treasury, board, usual).forEach(recId -> WORLD.runStage("decide-by-field", recId));
        assertThat(WORLD.handedOver("publish")).containsExactly(treasury, board, usual);
        assertThat(Stream.of(treasury, board, usual).map(recId -> WORLD.store().incidents().load(recId, Collected.DOCUMENT, Collected.class).orElseThrow()
                .incident().tlp()))
                .containsExactly("AMBER+STRICT", "AMBER+STRICT", "");
        JsonNode bundle = new ObjectMapper().readTree(WORLD.bean("report", IncidentReports.class).stix(board));
        assertThat(bundle.path("objects")).extracting(object -> object.path("name").asText()).contains("TLP:AMBER+STRICT");
    }

    /** As a look-up route reads them, before there is any report. */
    @Test
    void fieldsOfTheIncidentAreThereWhileItIsEnriched() {
        String recId = withFields("Phishing", "SOC Tier 1", Map.of("business-unit", "Treasury"));
        Exchange exchange = new DefaultExchange(WORLD.context());
        exchange.setVariable("enrichment", WORLD.bean("enrich", Enrich.class).begin(recId));
        assertThat(WORLD.context().resolveLanguage("simple").createExpression("${variable.enrichment.incident.category}, ${variable.enrichment.incident.priority},"
                + " ${variable.enrichment.incident.ownerTeam}, ${variable.enrichment.incident.fields[business-unit]}").evaluate(exchange, String.class))
                .isEqualTo("Phishing, 3, SOC Tier 1, Treasury");
    }

    @Test
    void someIncidentsGetNoNote() {
        String suspicious = Incidents.enriched(WORLD, Incidents.finding(WORLD, IP, VerdictValue.SUSPICIOUS, 55));
        assertThat(noteIsSkipped(withFields(suspicious, "Awareness Training", "SOC Tier 1", Map.of()))).isTrue();
        assertThat(WORLD.store().incidents().find(suspicious).orElseThrow().stage()).isEqualTo("done");
        assertThat(noteIsSkipped(withFields("Awareness Training", "SOC Tier 1", Map.of()))).as("something is malicious").isFalse();
        assertThat(noteIsSkipped(withFields("Phishing", "SOC Tier 1", Map.of()))).isFalse();
    }

    private static boolean noteIsSkipped(String recId) {
        return WORLD.context().createFluentProducerTemplate().to("direct:skip-note-by-field").withProcessor(exchange -> exchange.setVariable("recId", recId))
                .send().isRouteStop();
    }

    private static PublicationDocument publication(String recId) {
        return WORLD.store().incidents().load(recId, PublicationDocument.DOCUMENT, PublicationDocument.class).orElseThrow();
    }

    private static String withFields(String category, String team, Map<String, String> fields) {
        return withFields(malicious(), category, team, fields);
    }

    private static String withFields(String recId, String category, String team, Map<String, String> fields) {
        Incident incident = new Incident(recId, "48213", "Suspicious mail", "", "Active", "3", Instant.parse("2026-11-23T07:55:00Z"), null, "", "", false, "",
                category, "", team, "", "imarchetti", fields);
        Incidents.save(WORLD, recId, "collected", new Collected(incident, List.of(URL, IP), List.of(), List.of(), List.of(), 0, List.of()));
        return recId;
    }
}
