package io.github.iocenrichment.routes;

import io.github.iocenrichment.enrich.Findings;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Incidents at a later stage, as the stage before would have left them in the store. */
final class Incidents {
    private Incidents() {
    }

    /** An incident that was collected with these indicators. */
    static String collected(RouteWorld world, Indicator... indicators) {
        return marked(world, "", indicators);
    }

    /** The same, with a marking of its own. */
    static String marked(RouteWorld world, String tlp, Indicator... indicators) {
        String recId = world.admitted("Suspicious mail");
        collect(world, recId, "Suspicious mail", tlp, indicators);
        return recId;
    }

    /** Keeps what was collected of an incident with this subject. */
    static void collect(RouteWorld world, String recId, String subject) {
        collect(world, recId, subject, "");
    }

    private static void collect(RouteWorld world, String recId, String subject, String tlp, Indicator... indicators) {
        Incident incident = new Incident(recId, "48213", subject, "", "Active", "3", Instant.parse("2026-11-23T07:55:00Z"), null,
                "5D6A8D1B1E2F4C3B9A8F7E6D5C4B3A21", "Employee", false, "", "Phishing", "", "", tlp, "imarchetti");
        save(world, recId, "collected", new Collected(incident, List.of(indicators), List.of(), List.of(), List.of(), 0, List.of()));
    }

    /** An incident that was enriched with these findings. */
    static String enriched(RouteWorld world, Finding... findings) {
        return enrichedAndMarked(world, "", findings);
    }

    /** The same, marked. */
    static String enrichedAndMarked(RouteWorld world, String tlp, Finding... findings) {
        String recId = marked(world, tlp, Arrays.stream(findings).map(Finding::indicator).toArray(Indicator[]::new));
        found(world, recId, findings);
        return recId;
    }

    /** Other findings about an incident that is there. */
    static void found(RouteWorld world, String recId, Finding... findings) {
        save(world, recId, "findings", new Findings(List.of(findings), world.clock().instant(), 0, false));
    }

    static void save(RouteWorld world, String recId, String name, Object document) {
        Store store = world.store();
        store.incidents().save(recId, name, document, world.clock().instant());
    }

    /** What one source thinks of one indicator. */
    static Finding finding(RouteWorld world, Indicator indicator, VerdictValue verdict, int score) {
        Answer answer = new Answer("abuseipdb", indicator.type(), indicator.value(), AnswerState.FOUND, null, null, world.clock().instant(),
                world.clock().instant(), "https://www.abuseipdb.com/check/" + indicator.value(), "score " + score, Map.of("score", score, "reports", 12L));
        return new Finding(indicator, List.of(answer), new Verdict(verdict, score, List.of(),
                List.of(new SourceVerdict("abuseipdb", AnswerState.FOUND, verdict, score))));
    }
}
