package io.github.iocenrichment.web;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.answer.StoredReport;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.QuotaView;
import io.github.iocenrichment.store.RecordStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.task.ParkedTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the figures of the status page from the store and the running routes. */
public final class StatusData {
    private static final int RECENT = 20;
    private static final int MARKED = 20;
    private static final int AUDIT_SHOWN = 20;
    private static final Duration COUNTED = Duration.ofDays(7);
    private static final Set<String> SENDING = Set.of("publish", "verify", "quarantine");
    private static final Duration LONG_DUE = Duration.ofMinutes(10);
    /** Stage of an incident for which nothing is left to do. */
    private static final String DONE = "done";

    private final Store store;
    private final ParkedTasks tasks;
    private final List<String> sources;
    private final Predicate<String> enabled;
    private final Supplier<Map<String, String>> breakers;
    private final LastErrors lastErrors;
    private final Node node;
    private final UrlPrivacy privacy;
    private final Clock clock;

    /**
     * Which program this is, where, and against which outside world.
     *
     * @param poll how its poll fares
     * @param warnings what its settings give reason to warn of, one sentence each
     * @param all  the nodes on the store
     * @param page where people read an incident in Ivanti
     * @param limits how often Intel Exchange may be called, in one sentence; empty when our key is not used there
     * @param approvals publications that wait for a decision; null when none does
     */
    public record Node(String version, String name, boolean sandbox, Supplier<List<String>> warnings, Supplier<StatusView.Poll> poll, Nodes all,
            RecordPages page, Supplier<Optional<String>> limits, Supplier<StatusView.Approvals> approvals) {
    }

    public StatusData(Store store, ParkedTasks tasks, List<String> sources, Predicate<String> enabled, Supplier<Map<String, String>> breakers,
                      LastErrors lastErrors, Node node, UrlPrivacy privacy, Clock clock) {
        this.store = store;
        this.tasks = tasks;
        this.sources = sources;
        this.enabled = enabled;
        this.breakers = breakers;
        this.lastErrors = lastErrors;
        this.node = node;
        this.privacy = privacy;
        this.clock = clock;
    }

    public StatusView view() {
        Optional<Instant> silentSince = store.silentSince();
        if (silentSince.isPresent()) {
            // all other figures are in the store: who asks for them now would wait for nothing
            return new StatusView(node.version(), node.name(), node.sandbox(), clock.instant(), "The store has not answered since "
                    + silentSince.get().truncatedTo(ChronoUnit.SECONDS) + ": the work waits and resumes by itself when it answers; nothing else can be"
                    + " shown now",
                    node.poll().get(), List.of(), List.of(), List.of(), List.of(), List.of());
        }
        List<ParkedTasks.Count> counts = tasks.counts();
        List<StatusView.Stage> stages = Stream.concat(counts.stream()
                .map(count -> new StatusView.Stage(count.name(), count.later() + count.due(), count.running(), 0, count.parked(), overdue(count),
                        count.oldest())),
                store.incidents().countByStage().entrySet().stream().filter(count -> count.getKey().equals(DONE))
                        .map(count -> new StatusView.Stage(DONE, 0, 0, count.getValue(), 0, null, null))).toList();
        List<StatusView.Incident> recent = store.incidents().recent(RECENT).stream().map(this::incident).toList();
        Map<String, String> states = breakers.get();
        List<StatusView.Source> systems = Stream.concat(Stream.of(LastErrors.IVANTI, LastErrors.INTEL_EXCHANGE), sources.stream())
                .map(system -> system(system, states.get(system), counts)).toList();
        List<StatusView.Parked> parked = tasks.list().stream().map(this::parked).toList();
        return new StatusView(node.version(), node.name(), node.sandbox(), clock.instant(), store.isReachable() ? null : "the store does not answer",
                node.poll().get(), stages, recent, systems, parked, store.records().decisions(MARKED).stream().map(this::marked).toList(),
                store.audit().latest(AUDIT_SHOWN),
                node.warnings().get(), node.all().all(), node.approvals().get());
    }

    private StatusView.Marked marked(RecordStore.GuardDecision decision) {
        return new StatusView.Marked(decision.number(), page(decision.number()), decision.leftOut(), decision.rule(), decision.reason(), decision.at());
    }

    /** The number of an incident, by its key in the store; empty when it is not there. */
    public Optional<String> number(@Nullable String recId) {
        return store.incidents().find(recId).map(StoredIncident::number);
    }

    /** Due work is begun within seconds, unless all workers are busy. */
    private @Nullable Instant overdue(ParkedTasks.Count count) {
        boolean late = count.due() > 0 && count.oldestDue() != null && count.oldestDue().isBefore(clock.instant().minus(LONG_DUE));
        return late ? count.oldestDue() : null;
    }

    private StatusView.Parked parked(ParkedTasks.Parked task) {
        Optional<StoredIncident> incident = store.incidents().find(task.key());
        return new StatusView.Parked(task.name() + "|" + task.key(), task.name(), incident.map(StoredIncident::number).orElse("?"),
                incident.map(this::page).orElse(null), task.attempts(), task.parkedAt(),
                privacy.maskText(task.lastError()), true);
    }

    private StatusView.Incident incident(StoredIncident incident) {
        StoredReport report = StoredReport.of(store.incidents(), incident.recId());
        return new StatusView.Incident(incident.number(), incident.recId(), privacy.maskText(incident.subject()), page(incident), incident.stageAt(),
                List.of(new StatusView.Step(incident.stage(), incident.stage(), null)), report.verdictLine(), report.publication(), report.recordNumber(),
                page(report.recordNumber()));
    }

    private @Nullable String page(StoredIncident incident) {
        return node.page().of(BusinessObject.of(incident.object()), incident.number()).orElse(null);
    }

    private @Nullable String page(@Nullable String number) {
        return node.page().of(number).orElse(null);
    }

    /** What a person does when the system refuses our key. */
    private static String remedy(String name) {
        return switch (name) {
            case LastErrors.IVANTI -> "nothing is read or written there; set ivanti.api-key, or user and password, and release parked work";
            case LastErrors.INTEL_EXCHANGE -> "nothing is published; set intelx.access-id and intelx.secret-key (TAXII: intelx.taxii.username and "
                    + "intelx.taxii.password), and release parked work";
            default -> "notes say what could not be asked; set " + name + ".api-key, then it is asked and a further note follows by itself";
        };
    }

    /** How many incidents lack an answer of the system, or wait for it. */
    private long held(String name, List<ParkedTasks.Count> counts) {
        if (!sources.contains(name)) {
            return counts.stream().filter(count -> SENDING.contains(count.name()) == name.equals(LastErrors.INTEL_EXCHANGE))
                    .mapToLong(count -> count.failing() + count.parked()).sum();
        }
        Instant since = clock.instant().minus(COUNTED);
        return Stream.of(AnswerState.UNAUTHORISED, AnswerState.FAILED, AnswerState.QUOTA)
                .mapToLong(state -> store.search().count("answer|" + name + "|" + state.label(), since)).sum();
    }

    private StatusView.Source system(String name, @Nullable String breaker, List<ParkedTasks.Count> counts) {
        QuotaView quota = store.quotas().state(name, clock.instant());
        List<StatusView.Quota> quotas = quota.windows().stream()
                .map(window -> new StatusView.Quota(window.window().label(), window.spent(), window.limit(),
                        window.remaining() > 0 ? null : window.freesAt())).toList();
        LastErrors.Failure failure = lastErrors.last(name).orElse(null);
        return new StatusView.Source(name, SourceCatalog.title(name), !sources.contains(name) || enabled.test(name), breaker, quotas,
                quota.closedUntil(), failure == null ? null : failure.words(), failure == null ? null : failure.at(),
                new StatusView.Health(lastErrors.refusedKeys().since(name).orElse(null), lastErrors.failingSince(name).orElse(null), remedy(name),
                        held(name, counts)),
                name.equals(LastErrors.INTEL_EXCHANGE) ? node.limits().get().orElse(null) : null);
    }
}
