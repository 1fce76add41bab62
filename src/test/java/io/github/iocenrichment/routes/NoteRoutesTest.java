package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.LaterReading;
import io.github.iocenrichment.intelx.Knowledge;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.publish.KnownThere;
import io.github.iocenrichment.publish.PublicationDocument;
import io.github.iocenrichment.publish.PublicationPlan;
import io.github.iocenrichment.report.Publication;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The note on the source incident: written once, in parts if long, and only when there is something new to say. */
class NoteRoutesTest {
    private static final String NOTES = "/ivanti/api/odata/businessobject/journal__notess";
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("60-note", "11-ivanti", "12-ivanti-calls").with("ivanti.note.max-chars", "1500");

    private String recId;

    @BeforeEach
    void anEnrichedIncident() {
        recId = Incidents.enriched(WORLD, finding("203.0.113.9"));
        published(Publication.State.SENT);
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson("{\"value\":[]}")));
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')")).willReturn(okJson("{\"RecId\":\"" + recId + "\"}")));
        posting(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201));
    }

    private static Finding finding(String value) {
        return Incidents.finding(WORLD, Indicator.of(IPV4, value), VerdictValue.MALICIOUS, 92);
    }

    private void published(Publication.State state) {
        published(state, null);
    }

    private PublicationDocument published(Publication.State state, String message) {
        PublicationDocument publication = publication(state, message);
        Incidents.save(WORLD, recId, "publication", publication);
        return publication;
    }

    private static PublicationDocument publication(Publication.State state, String message) {
        return new PublicationDocument("grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11", "AMBER", 1, 5, message == null ? List.of() : List.of(message),
                List.of(), state, null, WORLD.clock().instant(), 0);
    }

    /** What the publishing stage has decided to send about the findings as they are. */
    private void plan(PublicationDocument publication) {
        Findings findings = WORLD.store().incidents().load(recId, "findings", Findings.class).orElseThrow();
        Incidents.save(WORLD, recId, PublicationPlan.DOCUMENT, new PublicationPlan(PublicationPlan.nameOf(findings), publication, List.of(), null));
    }

    private static List<String> texts() {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(NOTES))).stream().map(request -> field(request, "NotesBody")).toList();
    }

    private static void posting(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).willReturn(answer));
    }

    private Exchange note() {
        return WORLD.runStage("write-notes", recId);
    }

    private static List<String> posted() {
        return WORLD.outside().findAll(postRequestedFor(urlPathEqualTo(NOTES))).stream().map(NoteRoutesTest::subject).toList();
    }

    private static String subject(LoggedRequest request) {
        return field(request, "Subject");
    }

    private static String field(LoggedRequest request, String name) {
        try {
            return new ObjectMapper().readTree(request.getBody()).path(name).asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theNoteIsPostedOnceForTheEyesOfAnalystsOnly() {
        Exchange done = note();
        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getHeader("TaskPostponeUntil")).isNull();
        assertThat(WORLD.stageOf(recId)).isEqualTo("done");
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo(NOTES)).withRequestBody(matchingJsonPath("$[?(@.PublishToWeb == false)]"))
                .withRequestBody(matchingJsonPath("$.ParentLink_RecID", equalTo(recId)))
                .withRequestBody(matchingJsonPath("$.Subject", matching("TI enrichment INC48213 part 1/1 \\[ref:[0-9a-f]{8}]")))
                .withRequestBody(matchingJsonPath("$.NotesBody", containing("203.0.113[.]9"))));
    }

    @Test
    void withNothingNewNothingIsAskedOrWritten() {
        note();
        // as when it is done again
        WORLD.store().incidents().stage(recId, "enriched", WORLD.clock().instant());
        WORLD.outside().resetRequests();
        assertThat(note().getException()).isNull();
        assertThat(WORLD.outside().getAllServeEvents()).isEmpty();
        assertThat(WORLD.stageOf(recId)).isEqualTo("done");
    }

    @Test
    void newsIsReportedInAFurtherNote() {
        note();
        Incidents.found(WORLD, recId, finding("203.0.113.9"), finding("203.0.113.10"));
        published(Publication.State.NOT_CONFIRMED);
        note();
        assertThat(posted()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whatWasMarkedThereAfterItWasSentIsToldInAFurtherNote() {
        note();
        Incidents.save(WORLD, recId, "publication", new PublicationDocument("grouping--0c1c4ab1-55a9-5d4c-8a2e-9e5b7d1f1b11", "AMBER", 1, 5, List.of(),
                List.of(), Publication.State.DELIVERED, "Marked a false positive by an analyst there: 203.0.113.9.", WORLD.clock().instant(), 1));
        note();
        note();
        assertThat(texts()).hasSize(2);
        assertThat(texts().get(1)).contains("Marked a false positive by an analyst there: 203.0.113[.]9");
    }

    @Test
    void whatThePlatformKnowsIsSaidOfValuesThatAreNamedTogetherToo() {
        Answer unseen = Answer.without(AnswerState.NOT_FOUND, "abuseipdb", IPV4, "203.0.113.10", "no reports in 90 days", WORLD.clock().instant());
        Incidents.found(WORLD, recId, finding("203.0.113.9"), new Finding(Indicator.of(IPV4, "203.0.113.10"), List.of(unseen),
                new Verdict(VerdictValue.UNKNOWN, 0, List.of(), List.of(new SourceVerdict("abuseipdb", AnswerState.NOT_FOUND, VerdictValue.UNKNOWN, 0)))));
        Findings findings = WORLD.store().incidents().load(recId, "findings", Findings.class).orElseThrow();
        KnownThere known = new KnownThere(PublicationPlan.nameOf(findings), true, "IOC Enrichment", Map.of("ipv4|203.0.113.10", Knowledge.onlyAllowed()));
        Incidents.save(WORLD, recId, PublicationPlan.DOCUMENT,
                new PublicationPlan(PublicationPlan.nameOf(findings), publication(Publication.State.SENT, null), List.of(), known));
        note();
        assertThat(texts().get(0)).contains("203.0.113[.]10: Intel Exchange: on the list of allowed indicators of Intel Exchange; not published as an indicator");
    }

    @Test
    void anAnswerThatThePlatformKeptIsNamedSoBesideItsSource() {
        Finding asked = finding("203.0.113.9");
        Answer now = asked.answers().get(0);
        Answer kept = new Answer(now.source(), now.type(), now.value(), now.state(), null, null, now.answeredAt(), null, null,
                "answer kept by Intel Exchange of 11 Feb 2026 09:30 UTC; score 90, 7 reports in 90 days", now.facts());
        Incidents.found(WORLD, recId, new Finding(asked.indicator(), List.of(kept), asked.verdict()));
        note();
        assertThat(texts().get(0)).contains("  AbuseIPDB, answer kept by Intel Exchange of 11 Feb 2026 09:30 UTC: score 90, 7 reports in 90 days");
    }

    /** As when an outage of Intel Exchange holds up the publication of late answers: the stage has not got to it, or it has and could not send. */
    @ParameterizedTest(name = "decided: {0}, then {1}")
    @CsvSource({"true, SENT, completed since the last note", "false, SENT, completed since the last note",
        "true, PARTLY_REFUSED, not delivered as expected", "true, NOT_CONFIRMED, not delivered as expected"})
    void anAmendmentBeforeItsPublicationSaysSoAndIsFollowedByANote(boolean decided, Publication.State outcome, String news) {
        PublicationDocument first = published(Publication.State.DELIVERED, "first");
        plan(first);
        note();
        Incidents.found(WORLD, recId, finding("203.0.113.9"), finding("203.0.113.10"));
        PublicationDocument further = publication(Publication.State.PENDING, "further");
        if (decided) {
            plan(further);
        }
        note();
        assertThat(WORLD.stageOf(recId)).isEqualTo("noted");
        assertThat(texts().get(1)).contains("203.0.113[.]10", "Publication to Intel Exchange pending", "this adds to what was sent before",
                "a further note follows");

        plan(further);
        published(outcome, "further");
        note();
        note();
        assertThat(texts()).hasSize(3);
        assertThat(texts().get(2)).contains(news).doesNotContain("pending;");
        assertThat(WORLD.stageOf(recId)).isEqualTo("done");
    }

    /** An attachment for which there was no memory or time: the first note says so, a further one gives the result, no third one follows. */
    @Test
    void whatWasReadLaterIsReportedInAFurtherNote() {
        reading(null);
        note();
        reading("read now: no indicator that was not known");
        note();
        note();
        assertThat(texts()).hasSize(2);
        assertThat(texts().get(0)).contains("NOT READ", "\"hosts.txt\": not read yet, tried again: reading took longer than 20 s");
        assertThat(texts().get(1)).contains("READ AGAIN", "\"hosts.txt\": read now: no indicator that was not known").doesNotContain("NOT READ");
    }

    /** @param outcome null while the reading is open */
    private void reading(String outcome) {
        Collected before = WORLD.store().incidents().load(recId, "collected", Collected.class).orElseThrow();
        Incidents.save(WORLD, recId, "collected", new Collected(before.incident(), before.indicators(), List.of(), List.of(), List.of(), 0,
                List.of(new LaterReading("62DEC5547F8D4710915165910ACF4833", "hosts.txt", "reading took longer than 20 s", 1,
                        outcome == null ? WORLD.clock().instant() : null, outcome))));
    }

    @Test
    void beforeThePublicationTheIncidentIsNotDone() {
        published(Publication.State.PENDING);
        note();
        assertThat(WORLD.stageOf(recId)).isEqualTo("noted");
    }

    @Test
    void aPartThatIsFoundBySubjectIsNotPostedAgain() {
        posting(aResponse().withFault(Fault.EMPTY_RESPONSE));
        assertThat(note().getException()).isNotNull();
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(okJson(RouteWorld.json("{'value':[{'RecId':'ABCDEF0123456789ABCDEF0123456789','Subject':'"
                + posted().get(0) + "'}]}"))));
        assertThat(note().getException()).isNull();
        assertThat(posted()).hasSize(1);
        assertThat(WORLD.stageOf(recId)).isEqualTo("done");
    }

    @Test
    void aPartThatMayStillArriveIsWaitedForAndThenPostedAsItWas() {
        posting(aResponse().withStatus(500));
        assertThat(note().getException()).hasRootCauseInstanceOf(IvantiUnavailableException.class);
        Instant sentAt = WORLD.clock().instant();
        WORLD.clock().advance(Duration.ofSeconds(5));
        Exchange waiting = note();
        assertThat(waiting.getException()).isNull();
        assertThat(waiting.getMessage().getHeader("TaskPostponeUntil", Instant.class)).isEqualTo(sentAt.plusSeconds(30));
        assertThat(posted()).hasSize(1);

        WORLD.clock().advance(Duration.ofSeconds(25));
        posting(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201));
        assertThat(note().getException()).isNull();
        assertThat(posted()).hasSize(2).containsOnly(posted().get(0));
    }

    @Test
    void aLongNoteGoesInNumberedPartsAndOnlyTheMissingOneIsWrittenAgain() {
        Incidents.found(WORLD, recId, IntStream.range(1, 40).mapToObj(i -> finding("203.0.113." + i)).toArray(Finding[]::new));
        WORLD.outside().stubFor(post(urlPathEqualTo(NOTES)).withRequestBody(matchingJsonPath("$.Subject", containing("part 2/")))
                .willReturn(aResponse().withStatus(503)));
        assertThat(note().getException()).hasRootCauseInstanceOf(IvantiUnavailableException.class);
        assertThat(posted()).hasSize(2);
        posting(okJson("{\"RecId\":\"ABCDEF0123456789ABCDEF0123456789\"}").withStatus(201));
        WORLD.clock().advance(Duration.ofSeconds(31));
        assertThat(note().getException()).isNull();
        assertThat(posted()).hasSizeGreaterThan(3).filteredOn(subject -> subject.contains("part 1/")).hasSize(1);
        assertThat(WORLD.stageOf(recId)).isEqualTo("done");
    }

    @Test
    void onAnIncidentDeletedMeanwhileNothingIsWritten() {
        WORLD.outside().stubFor(get(urlPathEqualTo(INCIDENTS + "('" + recId + "')"))
                .willReturn(okJson("{\"message\":\"Record cannot be found\"}").withStatus(400)));
        assertThat(note().getException()).isNull();
        assertThat(posted()).isEmpty();
        assertThat(WORLD.stageOf(recId)).isEqualTo("deleted");
    }

    @Test
    void aLookUpThatFailsWritesNothing() {
        WORLD.outside().stubFor(get(urlPathEqualTo(NOTES)).willReturn(aResponse().withStatus(503)));
        long failed = WORLD.problems("write-notes");
        assertThat(note().getException()).hasRootCauseInstanceOf(IvantiUnavailableException.class);
        assertThat(posted()).isEmpty();
        assertThat(WORLD.problems("write-notes")).isEqualTo(failed + 1);
    }
}
