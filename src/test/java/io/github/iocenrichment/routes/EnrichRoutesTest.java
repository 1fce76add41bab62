package io.github.iocenrichment.routes;

import static io.github.iocenrichment.indicator.IndicatorType.CVE;
import static io.github.iocenrichment.indicator.IndicatorType.DOMAIN;
import static io.github.iocenrichment.indicator.IndicatorType.EMAIL;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static io.github.iocenrichment.indicator.IndicatorType.IPV6;
import static io.github.iocenrichment.indicator.IndicatorType.MD5;
import static io.github.iocenrichment.indicator.IndicatorType.SHA256;
import static io.github.iocenrichment.indicator.IndicatorType.SHA512;
import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.StoreException;
import io.github.iocenrichment.verdict.VerdictValue;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Enriching one incident with every source mocked: who is asked, what happens when answers are late. */
class EnrichRoutesTest {
    private static final String ADDRESS = "198.51.100.77";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("30-enrich", "29-read-overrides", "29-stored-answers", "11-ivanti", "12-ivanti-calls", "42-open-api")
            .mocking("direct:look-up-*")
            .with("enrichment.max-wait", "2m").with("verdict.override-authors", "JDoe, svc-ti").with("ivanti.service-account", "svc-ti")
            .with("warning-lists.cdn", "skip").with("intelx.stored-answers", "true");
    private static final String NOTES = "/ivanti/api/odata/businessobject/journal__notess";

    private static int addresses = 100;
    private Enriching enriching;

    @BeforeEach
    void sourcesAnswer() {
        enriching = new Enriching(WORLD);
        notes("");
        platform(okJson("{\"next\":null,\"results\":[]}"));
    }

    private static void notes(String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson(RouteWorld.json("{'value':[", rows, "]}"))));
    }

    private static void platform(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(Publishing.LOOK_UP)).willReturn(answer));
    }

    private static String note(String recId, String author, Duration ago, String subject, String body) {
        return RouteWorld.json("{'ParentLink_RecID':'" + recId + "','CreatedBy':'" + author + "','CreatedDateTime':'" + WORLD.clock().instant().minus(ago)
                + "','Subject':'" + subject + "','NotesBody':'" + body + "'}");
    }

    static Stream<Arguments> askedByType() {
        return Stream.of(Arguments.of(IPV4, ADDRESS, List.of("abuseipdb")), Arguments.of(IPV6, "2001:db8::1", List.of("abuseipdb")),
                Arguments.of(MD5, "609ea63407d7ecc0ee1d88e401c3a53d", List.of("hybrid-analysis", "virustotal")),
                Arguments.of(SHA256, "7331d49d01b5befcbf7a539f33cb8fafc6f82e4bdad3fdd298e635fb54a44b87", List.of("hybrid-analysis", "virustotal")),
                Arguments.of(URL, "http://login.example.net/a", List.of("virustotal")), Arguments.of(DOMAIN, "example.net", List.of("virustotal")),
                Arguments.of(CVE, "CVE-2021-44228", List.of("vulnerability")), Arguments.of(EMAIL, "a@example.net", List.of()),
                Arguments.of(SHA512, "7331d49d01b5befcbf7a539f33cb8faf".repeat(4), List.of()));
    }

    @ParameterizedTest(name = "{0} to {2}")
    @MethodSource("askedByType")
    void eachTypeGoesToTheSourcesThatKnowIt(IndicatorType type, String value, List<String> asked) {
        String recId = Incidents.collected(WORLD, Indicator.of(type, value));
        enriching.enrich(recId);
        assertThat(Enriching.SOURCES.stream().filter(source -> !WORLD.received("direct:look-up-" + source).isEmpty())).containsExactlyElementsOf(asked);
        List<String> answered = enriching.findings(recId).findings().get(0).answers().stream().map(Answer::source).toList();
        assertThat(answered).containsExactlyElementsOf(asked.isEmpty() ? List.of("none") : asked);
    }

    @Test
    void theFindingsAreKeptAndHandedOver() {
        enriching.answers().put("abuseipdb", indicator -> enriching.answer(AnswerState.FOUND, "abuseipdb", indicator));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS), Indicator.of(DOMAIN, "example.net"));
        Exchange done = enriching.enrich(recId);
        assertThat(done.getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(enriching.findings(recId).findings()).extracting(finding -> finding.indicator().value()).containsExactly(ADDRESS, "example.net");
        assertThat(enriching.findings(recId).findings()).extracting(finding -> finding.verdict().value()).containsExactly(VerdictValue.MALICIOUS, VerdictValue.UNKNOWN);
        assertThat(WORLD.stageOf(recId)).isEqualTo("enriched");
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
        assertThat(WORLD.handedOver("note")).containsExactly(recId);
        assertThat(WORLD.handedOver("amend")).isEmpty();
    }

    /** Of an answer that is old, failed, about something else, marked RED or of no source of ours nothing is used. */
    @ParameterizedTest(name = "{0}, {1}, {2}, {3}, {4}")
    @CsvSource(delimiter = '|', textBlock = """
            AbuseIPDB  | 2h  | SUCCESS | same           | AMBER | abuseipdb | found     | answer kept by Intel Exchange of
            AbuseIPDB  | 2h  | success | none           | {}    | abuseipdb | found     | answer kept by Intel Exchange of
            AbuseIPDB  | 25h | SUCCESS | same           | AMBER | abuseipdb |           |
            AbuseIPDB  | 2h  | FAILURE | same           | AMBER | abuseipdb |           |
            AbuseIPDB  | 2h  | SUCCESS | 198.51.100.250 | AMBER | abuseipdb |           |
            AbuseIPDB  | 2h  | SUCCESS | same           | RED   | abuseipdb |           |
            Shodan     | 2h  | SUCCESS | same           | AMBER | abuseipdb |           |
            VirusTotal | 2h  | SUCCESS | same           | AMBER | virustotal |          |
            """)
    void aFreshAnswerThatIntelExchangeKeepsIsKnownWhenItsSourceIsAsked(String tool, String age, String status, String about, String tlp, String source,
                                                                       String state, String words) {
        String address = "198.51.100." + ++addresses;
        Instant updated = WORLD.clock().instant().minus(Duration.parse("PT" + age.toUpperCase(Locale.ROOT)));
        String named = about.equals("none") ? "" : "'ipAddress':'" + (about.equals("same") ? address : about) + "',";
        String response = "{\"data\": {\"data\": {" + named.replace('\'', '"') + "\"abuseConfidenceScore\": \"90\", \"isTor\": \"False\", \"totalReports\": \"7\"}},"
                + " \"execution_status\": \"" + status + "\", \"updated\": " + updated.getEpochSecond() + "}";
        platform(okJson("{\"next\":{},\"results\":[{\"name\":\"" + address + "\",\"tlp\":" + (tlp.equals("{}") ? tlp : "\"" + tlp + "\"")
                + ",\"enrichment_data\":[{\"tool\":\"" + tool + "\",\"tool_response\":\"" + response.replace("\"", "\\\"") + "\"}]}]}"));
        enriching.enrich(Incidents.collected(WORLD, Indicator.of(IPV4, address)));
        AnswerStore.Key key = new AnswerStore.Key(source, IPV4, address);
        AnswerStore.Kept kept = WORLD.store().answers().inOne(set -> set.kept(List.of(key))).get(key);
        if (state == null) {
            assertThat(kept).isNull();
        } else {
            assertThat(kept.answer().state().label()).isEqualTo(state);
            assertThat(kept.answer().summary()).startsWith(words).endsWith("; score 90, 7 reports in 90 days");
            assertThat(kept.answer().answeredAt()).isEqualTo(updated.truncatedTo(ChronoUnit.SECONDS));
            assertThat(kept.expiresAt()).isEqualTo(kept.answer().answeredAt().plus(Duration.ofHours(24)));
        }
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(Publishing.LOOK_UP)).withQueryParam("enrichment_data", equalTo("true"))
                .withRequestBody(containing(address)));
    }

    @Test
    void withoutAnAnswerOfIntelExchangeTheSourcesAreAskedAllTheSame() {
        platform(serverError());
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        enriching.enrich(recId);
        assertThat(WORLD.received("direct:look-up-abuseipdb")).hasSize(1);
        platform(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        enriching.enrich(Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS)));
        assertThat(WORLD.received("direct:look-up-abuseipdb")).hasSize(2);
        assertThat(enriching.findings(recId).findings().get(0).answers()).extracting(Answer::source).containsExactly("abuseipdb");
    }

    @Test
    void aLookUpThatBreaksIsNotAnsweredAndSaysWhereAndWhy() {
        enriching.answers().put("virustotal", indicator -> {
            throw new IllegalStateException("no such field: verdict\nat https://vendor.example/v3?apikey=0123456789abcdef");
        });
        String recId = Incidents.collected(WORLD, Indicator.of(URL, "http://login.example.net/a"), Indicator.of(MD5, "609ea63407d7ecc0ee1d88e401c3a53d"));
        enriching.enrich(recId);
        assertThat(enriching.findings(recId).findings().get(0).answers()).singleElement().satisfies(answer -> {
            assertThat(answer.state()).isEqualTo(AnswerState.FAILED);
            assertThat(answer.reason()).isEqualTo("the look-up failed in route ask-sources, step url-sources: IllegalStateException: no such field: verdict");
        });
        assertThat(enriching.findings(recId).findings().get(1).answers()).extracting(Answer::source, Answer::state)
                .containsExactly(tuple("hybrid-analysis", AnswerState.NOT_FOUND), tuple("virustotal", AnswerState.FAILED));
        assertThat(WORLD.handedOver("amend")).as("asked again later").containsExactly(recId);
    }

    @Test
    void anAnswerThatGotLostIsNotAnsweredAndNotLeftUnasked() {
        WORLD.answer("direct:look-up-virustotal", exchange -> exchange.getMessage().setBody("no answer"));
        String recId = Incidents.collected(WORLD, Indicator.of(URL, "http://login.example.net/a"));
        enriching.enrich(recId);
        assertThat(enriching.findings(recId).findings().get(0).answers()).extracting(Answer::state, Answer::reason)
                .containsExactly(tuple(AnswerState.FAILED, "the look-up ended without an answer"));
    }

    @Test
    void anIncidentThatIsHandedOverTwiceIsAskedAboutOnce() {
        enriching.late("abuseipdb", Duration.ofHours(3));
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS));
        WORLD.store().incidents().stage(recId, "collected", WORLD.clock().instant());
        enriching.enrich(recId);
        Findings first = enriching.findings(recId);
        WORLD.clock().advance(Duration.ofMinutes(1));
        enriching.enrich(recId);
        assertThat(WORLD.received("direct:look-up-abuseipdb")).hasSize(1);
        assertThat(enriching.findings(recId)).isEqualTo(first);
        assertThat(WORLD.handedOver("publish")).as("what may have been missing").containsExactly(recId, recId);
        assertThat(WORLD.received("task:amend")).extracting(exchange -> exchange.getMessage().getHeader("TaskDueAt", Instant.class))
                .containsOnly(first.at().plus(Duration.ofHours(3)));
    }

    static Stream<RuntimeException> stops() {
        return Stream.of(new UnableToExecuteStatementException(new SQLException("gone", "08006"), null), new StoreException("the store failed"));
    }

    @ParameterizedTest
    @MethodSource("stops")
    void whatStopsTheWorkItselfIsNoAnswerOfASource(RuntimeException stop) {
        WORLD.answer("direct:look-up-abuseipdb", exchange -> {
            throw stop;
        });
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, ADDRESS), Indicator.of(DOMAIN, "example.net"));
        assertThat(WORLD.runStage("enrich-incident", recId).getException()).isSameAs(stop);
        assertThat(WORLD.store().incidents().load(recId, "findings", Findings.class)).isEmpty();
        assertThat(WORLD.handedOver("publish")).isEmpty();
    }

    /** Those who are named decide by a note, in every incident; nobody else does, whatever the text of a ticket or a note of ours quotes. */
    @Test
    void anAnalystsNoteSetsTheVerdictEverywhere() {
        Indicator address = Indicator.of(IPV4, "198.51.100.90");
        String recId = Incidents.collected(WORLD, address, Indicator.of(DOMAIN, "fjord.example.net"), Indicator.of(DOMAIN, "other.example.net"));
        String theirs = note(recId, "jdoe", Duration.ofDays(179), "Call", "ti: malicious 198.51.100.90 seen in our proxy");
        notes(String.join(",", theirs, note(recId, "mallory", Duration.ofDays(1), "Call", "ti: malicious fjord.example.net"),
                note(recId, "svc-ti", Duration.ofDays(1), "Call", "ti: malicious fjord.example.net"),
                note(recId, "jdoe", Duration.ofDays(1), "TI enrichment INC48213 part 1/1 [ref:9c1f77aa]", "ti: malicious fjord.example.net"),
                note("F".repeat(32), "jdoe", Duration.ofDays(1), "Call", "ti: malicious fjord.example.net"),
                note(recId, "jdoe", Duration.ofDays(181), "Call", "ti: malicious other.example.net")));
        enriching.enrich(recId);
        assertThat(enriching.findings(recId).findings()).extracting(finding -> finding.verdict().value())
                .containsExactly(VerdictValue.MALICIOUS, VerdictValue.UNKNOWN, VerdictValue.UNKNOWN);
        assertThat(enriching.findings(recId).findings().get(0).verdict().confidence()).isEqualTo(100);
        assertThat(enriching.findings(recId).findings().get(0).verdict().rules().get(0).words())
                .isEqualTo("Set by an analyst: malicious, by jdoe in a note on INC48213 of 28 May 2026 (seen in our proxy)");

        notes("");
        String other = Incidents.collected(WORLD, address);
        enriching.enrich(other);
        assertThat(enriching.findings(other).findings().get(0).verdict().value()).as("in another incident").isEqualTo(VerdictValue.MALICIOUS);
        WORLD.clock().advance(Duration.ofDays(2));
        String later = Incidents.collected(WORLD, address);
        enriching.enrich(later);
        assertThat(enriching.findings(later).findings().get(0).verdict().value()).as("when it is too old").isEqualTo(VerdictValue.UNKNOWN);
    }

    @Test
    void anAmendmentReadsTheNotesAgainAndAGoneNoteCountsNoMore() {
        String recId = Incidents.collected(WORLD, Indicator.of(IPV4, "198.51.100.91"));
        enriching.late("abuseipdb", Duration.ofHours(3));
        enriching.enrich(recId);
        notes(note(recId, "jdoe", Duration.ZERO, "ti: false positive 198.51.100.91", "our own scanner"));
        enriching.answers().put("abuseipdb", indicator -> enriching.answer(AnswerState.FOUND, "abuseipdb", indicator));
        assertThat(WORLD.runStage("amend-incident", recId).getException()).isNull();
        assertThat(enriching.findings(recId).findings().get(0).verdict().value()).isEqualTo(VerdictValue.NO_THREAT_FOUND);
        assertThat(enriching.findings(recId).findings().get(0).verdict().bySource().get(0).verdict()).as("what the source says stands beside it")
                .isEqualTo(VerdictValue.MALICIOUS);
        // Ivanti does not answer: what was read before holds
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(serverError()));
        assertThat(WORLD.runStage("amend-incident", recId).getException()).isNull();
        assertThat(enriching.findings(recId).findings().get(0).verdict().value()).isEqualTo(VerdictValue.NO_THREAT_FOUND);
        notes("");
        assertThat(WORLD.runStage("amend-incident", recId).getException()).isNull();
        assertThat(enriching.findings(recId).findings().get(0).verdict().value()).isEqualTo(VerdictValue.MALICIOUS);
    }

    @Test
    void anIncidentWithNothingInItGoesOnToo() {
        String recId = Incidents.collected(WORLD);
        enriching.enrich(recId);
        assertThat(enriching.findings(recId).findings()).isEmpty();
        assertThat(WORLD.handedOver("publish")).containsExactly(recId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrich-incident", "amend-incident"})
    void anIncidentThatWasNotCollectedIsForAnOperator(String route) {
        long failed = WORLD.problems(route);
        assertThat(WORLD.runStage(route, WORLD.admitted("too early")).getException()).isInstanceOf(IllegalStateException.class);
        assertThat(WORLD.problems(route)).isEqualTo(failed + 1);
        assertThat(WORLD.handedOver("publish")).isEmpty();
    }
}
