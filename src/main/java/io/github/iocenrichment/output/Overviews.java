package io.github.iocenrichment.output;

import io.github.iocenrichment.answer.StoredReports;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.intake.PolledObjects;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.report.IncidentReport;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the overview of an incident together from the store. */
public final class Overviews {
    static final List<String> VERDICTS = Arrays.stream(VerdictValue.values()).map(VerdictValue::label).toList();
    private static final int WORDS_MAX = 500;
    private static final int PLACES_MAX = 20;

    private final IncidentStore incidents;
    private final PolledObjects objects;
    private final UrlPrivacy privacy;
    private final RecordPages pages;
    private final Clock clock;

    /** @param pages where people read an incident */
    public Overviews(Store store, UrlPrivacy privacy, RecordPages pages, Clock clock) {
        this.incidents = store.incidents();
        this.objects = new PolledObjects(store.incidents());
        this.privacy = privacy;
        this.pages = pages;
        this.clock = clock;
    }

    Overview of(String recId) {
        Collected collected = incidents.load(recId, Collected.DOCUMENT, Collected.class)
                .orElseThrow(() -> new IllegalStateException("incident " + recId + " was not collected, so there is nothing to report"));
        Incident incident = collected.incident();
        IncidentReport report = StoredReports.of(incidents, recId, clock.instant());
        Map<String, Overview.Found> findings = new LinkedHashMap<>();
        report.findings().stream().sorted(Comparator.<Finding>comparingInt(finding -> finding.verdict().value().ordinal())
                .thenComparing(finding -> -finding.verdict().confidence())).map(this::found)
                .forEach(found -> findings.putIfAbsent(found.type() + "|" + found.value(), found));
        Map<String, Integer> counts = new LinkedHashMap<>();
        VERDICTS.forEach(verdict -> counts.put(verdict, 0));
        findings.values().forEach(found -> counts.merge(found.verdict(), 1, Integer::sum));
        return new Overview(recId, report.incident().number(), privacy.maskText(incident.subject()), incident.category(), incident.priority(),
                incident.ownerTeam(), incident.named(),
                pages.of(objects.of(recId), incident.number()).orElse(null), findings.values().stream().findFirst().map(Overview.Found::verdict).orElse("none"),
                counts,
                List.copyOf(findings.values()), report.publication().state().name().toLowerCase(Locale.ROOT).replace('_', '-'), report.record().number());
    }

    private Overview.Found found(Finding finding) {
        OutgoingValue outgoing = privacy.outgoing(finding.indicator());
        Map<String, SourceVerdict> verdicts = new LinkedHashMap<>();
        finding.verdict().bySource().forEach(one -> verdicts.put(one.source(), one));
        return new Overview.Found(outgoing.value(), Defanger.value(outgoing.type(), outgoing.value()), outgoing.type().label(),
                finding.verdict().value().label(),
                finding.verdict().confidence(), finding.indicator().enrichable(),
                finding.answers().stream().map(answer -> said(answer, verdicts.get(answer.source()))).toList(),
                finding.indicator().places().stream().map(Overviews::words).distinct().limit(PLACES_MAX).toList());
    }

    private Overview.Said said(Answer answer, @Nullable SourceVerdict verdict) {
        String words = answer.summary() == null ? answer.reason() : answer.summary();
        return new Overview.Said(answer.source(), SourceCatalog.title(answer.source()), answer.state().label(), verdict == null || verdict.verdict() == null
                ? null
                : verdict.verdict().label(), SafeText.line(privacy.maskText(words == null ? "" : words), WORDS_MAX), privacy.maskText(answer.link()),
                answer.observedAt());
    }

    private static String words(Place place) {
        return SafeText.line(place.source() + (place.path().isEmpty() ? "" : " > " + place.path()), WORDS_MAX);
    }
}
