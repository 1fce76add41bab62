package io.github.iocenrichment.enrich;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.stage.RefusedKeys;
import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.store.StoredIncident;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Incidents whose findings lack an answer that may be had now: after a restart, when a key works again, or when an operator says so. */
public final class UnansweredIncidents {
    private static final Set<AnswerState> UNANSWERED = Set.of(AnswerState.FAILED, AnswerState.UNAUTHORISED, AnswerState.QUOTA);

    private final IncidentStore incidents;
    private final RefusedKeys refusedKeys;
    private final Clock clock;
    private final AtomicBoolean started = new AtomicBoolean();

    public UnansweredIncidents(IncidentStore incidents, LastErrors lastErrors, Clock clock) {
        this.incidents = incidents;
        this.refusedKeys = lastErrors.refusedKeys();
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param recId     Ivanti's key
     * @param name      as people call it: {@code INC48213}
     * @param questions what is missing: {@code VirusTotal 2 (key refused), AbuseIPDB 1 (failed)}
     */
    public record Unanswered(String recId, String name, String questions) {
    }

    /** Those whose sources were last asked since then, in that order. Whoever asks for them wants them tried: a refused key is, at once. */
    public List<Unanswered> since(Instant since) {
        refusedKeys.endPauses();
        return having(since, answer -> UNANSWERED.contains(answer.state()));
    }

    /** One incident, when it has questions that may be asked now; tried at once, as in {@link #since}. */
    public List<Unanswered> of(String recId) {
        refusedKeys.endPauses();
        return unanswered(recId, answer -> UNANSWERED.contains(answer.state())).stream().toList();
    }

    /**
     * Those that wait for a key which works again. At the first call since the start it is every one that waits for a key, for a key is usually mended
     * by a restart; where it is not, the first call to the source shows it.
     */
    public List<Unanswered> waitingForKeys() {
        Collection<String> again = refusedKeys.takeAnsweredAgain();
        boolean first = started.compareAndSet(false, true);
        if (!first && again.isEmpty()) {
            return List.of();
        }
        return having(clock.instant().minus(Enrich.LATE_FOR), answer -> answer.state() == AnswerState.UNAUTHORISED
                && (first || again.contains(answer.source())));
    }

    private List<Unanswered> having(Instant since, Predicate<Answer> wanted) {
        return incidents.savedSince(Findings.DOCUMENT, since).stream().flatMap(recId -> unanswered(recId, wanted).stream()).toList();
    }

    private Optional<Unanswered> unanswered(String recId, Predicate<Answer> wanted) {
        List<Answer> missing = incidents.load(recId, Findings.DOCUMENT, Findings.class).stream().flatMap(findings -> findings.findings().stream())
                .flatMap(finding -> finding.answers().stream()).filter(wanted).toList();
        // one that is on its way to its first findings, or was replayed, is asked about anyway
        Optional<StoredIncident> incident = missing.isEmpty() ? Optional.empty() : incidents.find(recId)
                .filter(one -> Stages.isEnriched(one.stage()) && !one.stage().equals(Stages.DELETED))
                .filter(one -> incidents.load(recId, EnrichmentWork.Progress.DOCUMENT, EnrichmentWork.Progress.class).isPresent());
        return incident.map(one -> new Unanswered(recId, BusinessObject.of(one.object()).name(one.number()), words(missing)));
    }

    private static String words(List<Answer> missing) {
        return missing.stream().collect(Collectors.groupingBy(answer -> SourceCatalog.title(answer.source()), TreeMap::new,
                        Collectors.groupingBy(Answer::state, TreeMap::new, Collectors.counting())))
                .entrySet().stream().flatMap(source -> source.getValue().entrySet().stream()
                        .map(state -> source.getKey() + " " + state.getValue() + " (" + reason(state.getKey()) + ")")).collect(Collectors.joining(", "));
    }

    private static String reason(AnswerState state) {
        return state == AnswerState.UNAUTHORISED ? RefusedKeys.REASON : state.label();
    }
}
