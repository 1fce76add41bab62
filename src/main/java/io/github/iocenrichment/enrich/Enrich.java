package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.intake.Collected;
import io.github.iocenrichment.lists.Known;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.report.ReportChange;
import io.github.iocenrichment.report.StageLine;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.CveAnswers;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.stage.RefusedKeys;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.store.Work;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Scorer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The enriching stage: which indicators are asked about, when to wait for a source and when to report without it. */
public final class Enrich {
    private static final int LOWEST = 5;
    /** After the first report, failing sources are asked again so often at the most. */
    private static final int LATE_OUTAGES = 6;
    static final Duration LATE_OUTAGE_GAP = Duration.ofMinutes(5);
    /** A refused key waits for a person; the source itself is tried no more often than {@link RefusedKeys} lets it be. */
    private static final Duration REFUSED_KEY_GAP = Duration.ofMinutes(15);
    /** Late answers are waited for so long at the most; by then the incident is history. */
    static final Duration LATE_FOR = Duration.ofDays(7);
    /** News is held back when more is to come sooner than this: one further note says more than ten. */
    private static final Duration WORTH_REPORTING_BEFORE = Duration.ofMinutes(10);

    private static final String LOST = "the look-up ended without an answer";

    private final IncidentStore incidents;
    private final AnswerStore answers;
    private final Scorer scorer;
    private final IncidentLog log;
    private final Duration maxWait;
    private final UrlPrivacy privacy;
    private final KnownValues known;
    private final Clock clock;

    public Enrich(IncidentStore incidents, AnswerStore answers, Scorer scorer, IncidentLog log, Duration maxWait, UrlPrivacy privacy, KnownValues known,
                  Clock clock) {
        this.incidents = incidents;
        this.answers = answers;
        this.scorer = scorer;
        this.log = log;
        this.maxWait = maxWait;
        this.privacy = privacy;
        this.known = known;
        this.clock = clock;
    }

    /**
     * Opens the enrichment of an incident. One that is enriched already, because its hand-over came twice or its process ended too early, is opened
     * with what was found.
     */
    public EnrichmentWork begin(String recId) {
        log.open(recId);
        Instant now = clock.instant();
        // kept with what comes of the round, so that nothing has to be written before the sources are asked
        EnrichmentWork enrichment = open(recId, incidents.load(recId, EnrichmentWork.Progress.DOCUMENT, EnrichmentWork.Progress.class)
                .orElseGet(() -> new EnrichmentWork.Progress(now, 0)));
        if (incidents.find(recId).filter(incident -> Stages.isEnriched(incident.stage())).isPresent()) {
            List<Answer> known = findings(recId).findings().stream().flatMap(finding -> finding.answers().stream()).toList();
            enrichment.markConcluded();
            laterTry(known, now).ifPresent(enrichment::lateAnswersAt);
        }
        return enrichment;
    }

    /** Asks again after the first report; what was answered meanwhile comes from the store and costs nothing. */
    public EnrichmentWork beginAmendment(String recId) {
        log.open(recId);
        return open(recId, incidents.load(recId, EnrichmentWork.Progress.DOCUMENT, EnrichmentWork.Progress.class)
                .orElseThrow(() -> new IllegalStateException("incident " + recId + " was not enriched")))
                .late(EarlierAnswers.of(findings(recId), WatchDocument.of(incidents, recId).orElse(null), privacy));
    }

    /** @param work the work that asks, with which its claims on questions end; null when no task does */
    public void doneBy(EnrichmentWork enrichment, Work work) {
        enrichment.doneBy(work);
    }

    private EnrichmentWork open(String recId, EnrichmentWork.Progress progress) {
        Collected collected = collected(recId);
        List<Indicator> indicators = collected.indicators();
        int priority = incidents.find(recId).map(StoredIncident::priority).orElse(LOWEST);
        OutgoingIndicators outgoing = new OutgoingIndicators(indicators, privacy);
        Set<String> ofTicket = outgoing.ofTicket();
        List<Indicator> toAsk = answers.unknownFirst(outgoing.toAsk()).stream().sorted(Comparator.comparing(indicator -> !ofTicket.contains(indicator.key())))
                .toList();
        return new EnrichmentWork(recId, priority, collected.incident(), indicators, outgoing, toAsk,
                hostsOfUrls(outgoing.toAsk()), progress, progress.startedAt().plus(maxWait));
    }

    /** Scores what came, then either waits a little longer or keeps the findings for report and publication. */
    public void conclude(EnrichmentWork enrichment, Collection<?> answers) {
        log.open(enrichment.getRecId());
        Instant now = clock.instant();
        List<Answer> all = enrichment.outgoing().underWrittenValues(complete(enrichment, flatten(answers), now), now);
        Optional<Instant> next = nextTry(all);
        Instant deadline = enrichment.progress().startedAt().plus(maxWait);
        if (next.isPresent() && next.get().isBefore(deadline)) {
            int outages = enrichment.progress().outages() + (all.stream().anyMatch(Enrich::isOutage) ? 1 : 0);
            incidents.save(enrichment.getRecId(), EnrichmentWork.Progress.DOCUMENT, new EnrichmentWork.Progress(enrichment.progress().startedAt(), outages),
                    now);
            incidents.advance(enrichment.getRecId(), Stages.COLLECTED, Stages.ENRICHING, now);
            enrichment.pauseUntil(next.get());
            return;
        }
        List<Finding> findings = score(enrichment, all, now);
        incidents.save(enrichment.getRecId(), EnrichmentWork.Progress.DOCUMENT, enrichment.progress(), now);
        incidents.save(enrichment.getRecId(), Findings.DOCUMENT, new Findings(findings, now, 0, false), now);
        incidents.judged(enrichment.getRecId(), Stages.ENRICHED, IncidentIndex.verdict(findings),
                IncidentIndex.figures(findings, enrichment.progress().startedAt(), collected(enrichment.getRecId()).allUnread().size()),
                IncidentIndex.terms(subject(enrichment.getRecId()), findings), now);
        laterTry(all, now).ifPresent(enrichment::lateAnswersAt);
        log.line(askedLine(enrichment, findings, enrichment.progress().startedAt()));
    }

    /** Scores again; keeps the findings, says whether there is news to report and whether more is to come. */
    public void concludeAmendment(EnrichmentWork enrichment, Collection<?> answers) {
        log.open(enrichment.getRecId());
        Instant now = clock.instant();
        List<Answer> all = enrichment.outgoing().underWrittenValues(complete(enrichment, flatten(answers), now), now);
        Findings before = findings(enrichment.getRecId());
        List<Finding> findings = score(enrichment, all.stream().map(enrichment.earlier()::atLeast).toList(), now);
        ReportChange change = ReportChange.between(before.findings(), findings);
        // each round of the watch has its tries and its time from its own beginning
        Instant begun = WatchDocument.of(incidents, enrichment.getRecId()).map(WatchDocument::askedAt).orElse(enrichment.progress().startedAt());
        int outages = (before.at().isBefore(begun) ? 0 : before.outages()) + (all.stream().anyMatch(Enrich::isOutage) ? 1 : 0);
        // failing sources have their tries; what waits for a quota or a key goes on waiting
        List<Answer> open = outages < LATE_OUTAGES ? all : all.stream().filter(answer -> !isOutage(answer)).toList();
        Optional<Instant> next = laterTry(open, now).filter(when -> when.isBefore(begun.plus(LATE_FOR)));
        boolean unreported = before.unreported() || !change.isEmpty();
        boolean reportNow = unreported && next.map(when -> when.isAfter(now.plus(WORTH_REPORTING_BEFORE))).orElse(true);
        incidents.save(enrichment.getRecId(), Findings.DOCUMENT,
                new Findings(change.isEmpty() ? before.findings() : findings, now, outages, unreported && !reportNow), now);
        if (!change.isEmpty()) {
            incidents.judgedAnew(enrichment.getRecId(), IncidentIndex.verdict(findings), IncidentIndex.kindsThatChange(),
                    IncidentIndex.terms(subject(enrichment.getRecId()), findings), now);
        }
        next.ifPresent(enrichment::pauseUntil);
        if (reportNow) {
            enrichment.markChanged();
            log.line("late answers; " + askedLine(enrichment, findings, before.at()));
        }
    }

    private String subject(String recId) {
        return incidents.find(recId).map(StoredIncident::subject).orElse("");
    }

    private String askedLine(EnrichmentWork enrichment, List<Finding> findings, Instant since) {
        AskedQuestions asked = enrichment.asked(since);
        return StageLine.asked(findings, asked.perSource(), asked.cached());
    }

    /** With an answer for whatever got lost on its way: a question without one failed, and was neither answered nor left unasked. */
    private List<Answer> complete(EnrichmentWork enrichment, List<Answer> answers, Instant now) {
        List<Answer> all = new ArrayList<>(answers);
        Set<String> answered = all.stream().map(Answer::question).collect(Collectors.toCollection(HashSet::new));
        enrichment.begun().stream().map(lookUp -> Answer.without(AnswerState.FAILED, lookUp.getSource(), lookUp.getType(), lookUp.indicator().value(), LOST,
                now))
                .filter(answer -> answered.add(answer.question())).forEach(all::add);
        Set<String> asked = all.stream().map(answer -> answer.type().label() + '|' + answer.value()).collect(Collectors.toSet());
        enrichment.getIndicators().stream().filter(indicator -> indicator.enrichable() && !asked.contains(indicator.key()))
                .forEach(indicator -> all.add(Answer.without(AnswerState.FAILED, Answer.NO_SOURCE, indicator.type(), indicator.value(), LOST, now)));
        if (all.size() > answers.size()) {
            log.warning(StageLine.lost(all.subList(answers.size(), all.size())));
        }
        return all;
    }

    private List<Finding> score(EnrichmentWork enrichment, List<Answer> answers, Instant now) {
        Map<String, List<Answer>> byIndicator = new LinkedHashMap<>();
        withWhatWasKnown(enrichment.getRecId(), answers).forEach(answer -> byIndicator.computeIfAbsent(answer.type().label() + "|" + answer.value(),
                key -> new ArrayList<>()).add(answer));
        Map<String, Known> beforehand = known.of(enrichment.inReadingOrder(), now);
        return enrichment.inReadingOrder().stream().map(indicator -> scorer.score(indicator, answers(indicator, byIndicator),
                beforehand.getOrDefault(indicator.key(), Known.NOTHING), now)).toList();
    }

    private static List<Answer> answers(Indicator indicator, Map<String, List<Answer>> byIndicator) {
        List<Answer> answers = byIndicator.getOrDefault(indicator.key(), List.of());
        return indicator.type() == IndicatorType.CVE ? CveAnswers.together(answers) : answers;
    }

    private Findings findings(String recId) {
        return incidents.load(recId, Findings.DOCUMENT, Findings.class)
                .orElseThrow(() -> new IllegalStateException("incident " + recId + " has no findings to amend"));
    }

    /** A source that answered about this incident before and cannot be asked now has not taken its answer back. */
    private List<Answer> withWhatWasKnown(String recId, List<Answer> answers) {
        Map<String, Answer> known = incidents.load(recId, Findings.DOCUMENT, Findings.class).stream().flatMap(before -> before.findings().stream())
                .flatMap(finding -> finding.answers().stream()).filter(answer -> answer.state().isAnswered())
                .collect(Collectors.toMap(Answer::question, answer -> answer, (one, other) -> other));
        return answers.stream().map(answer -> answer.state().isAnswered() || answer.state() == AnswerState.SKIPPED ? answer
                : known.getOrDefault(answer.question(), answer)).toList();
    }

    private Collected collected(String recId) {
        return incidents.load(recId, Collected.DOCUMENT, Collected.class)
                .orElseThrow(() -> new IllegalStateException("incident " + recId + " was not collected"));
    }

    static List<Answer> flatten(@Nullable Collection<?> grouped) {
        List<Answer> answers = new ArrayList<>();
        if (grouped != null) {
            for (Object one : grouped) {
                if (one instanceof Collection<?> several) {
                    answers.addAll(flatten(several));
                } else if (one instanceof Answer answer) {
                    answers.add(answer);
                }
            }
        }
        return answers;
    }

    /** The earliest time at which some answer may be had that is missing now. */
    private static Optional<Instant> nextTry(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.askAgainAt() != null && (!answer.state().isAnswered() || LookUps.isOpen(answer)))
                .map(Answer::askAgainAt).min(Instant::compareTo);
    }

    private static Optional<Instant> laterTry(List<Answer> answers, Instant now) {
        Optional<Instant> known = nextTry(answers);
        Optional<Instant> other = known.isPresent() ? known : answers.stream().filter(Enrich::isOutage).findAny().map(any -> now.plus(LATE_OUTAGE_GAP));
        Optional<Instant> refused = answers.stream().filter(answer -> answer.state() == AnswerState.UNAUTHORISED).findAny()
                .map(any -> now.plus(REFUSED_KEY_GAP));
        return Stream.concat(other.stream(), refused.stream()).min(Instant::compareTo);
    }

    private static boolean isOutage(Answer answer) {
        return answer.state() == AnswerState.FAILED ? !SourceFailure.isBeingAsked(answer) : answer.state() == AnswerState.FOUND && LookUps.isOpen(answer);
    }

    static Set<String> hostsOfUrls(List<Indicator> indicators) {
        Set<String> hosts = new HashSet<>();
        for (Indicator indicator : indicators) {
            if (indicator.type() == IndicatorType.URL && indicator.enrichable()) {
                host(indicator.value()).ifPresent(hosts::add);
            }
        }
        return hosts;
    }

    public static Optional<String> host(String url) {
        int start = url.indexOf("://");
        if (start < 0) {
            return Optional.empty();
        }
        int end = start + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        try {
            return Optional.ofNullable(URI.create("http://" + url.substring(start + 3, end)).getHost());
        } catch (IllegalArgumentException odd) {
            return Optional.empty();
        }
    }
}
