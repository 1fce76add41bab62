package io.github.iocenrichment.web;

import io.github.iocenrichment.journey.StoredReport;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoredIncident;
import io.github.iocenrichment.task.ParkedTasks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Takes the figures of the status page from the store and the running routes. */
public final class StatusData {
    private static final int RECENT = 50;

    private final Store store;
    private final ParkedTasks tasks;
    private final List<String> sources;
    private final Predicate<String> enabled;
    private final Supplier<Map<String, String>> breakers;
    private final Node node;
    private final Clock clock;

    /** Which program this is, where, and against which outside world. */
    public record Node(String version, String name, boolean sandbox) {
    }

    public StatusData(Store store, ParkedTasks tasks, List<String> sources, Predicate<String> enabled, Supplier<Map<String, String>> breakers,
                      Node node, Clock clock) {
        this.store = store;
        this.tasks = tasks;
        this.sources = sources;
        this.enabled = enabled;
        this.breakers = breakers;
        this.node = node;
        this.clock = clock;
    }

    public StatusView view() {
        List<StatusView.Stage> stages = tasks.counts().stream()
                .map(count -> new StatusView.Stage(count.name(), count.later() + count.due(), count.running(), 0, count.parked())).toList();
        List<StatusView.Incident> recent = store.incidents().recent(RECENT).stream().map(this::incident).toList();
        Map<String, String> states = breakers.get();
        List<StatusView.Source> systems = sources.stream().map(source -> source(source, states.get(source))).toList();
        List<StatusView.Parked> parked = tasks.list().stream().map(task -> new StatusView.Parked(task.name() + "|" + task.key(), task.name(),
                store.incidents().find(task.key()).map(StoredIncident::number).orElse("?"), task.attempts(), task.parkedAt(), task.lastError(), true)).toList();
        return new StatusView(node.version(), node.name(), node.sandbox(), clock.instant(), store.isReachable() ? null : "the store does not answer",
                stages, recent, systems, parked);
    }

    private StatusView.Incident incident(StoredIncident incident) {
        StoredReport report = StoredReport.of(store.incidents(), incident.recId());
        return new StatusView.Incident(incident.number(), incident.recId(), incident.subject(), null, incident.stageAt(),
                List.of(new StatusView.Step(incident.stage(), "done", null)), report.verdictLine(), report.publication(), report.recordNumber(), null);
    }

    private StatusView.Source source(String name, String breaker) {
        List<StatusView.Quota> quotas = store.quotas().state(name, clock.instant()).windows().stream()
                .map(window -> new StatusView.Quota(window.window().label(), window.spent(), window.limit(), null)).toList();
        return new StatusView.Source(name, enabled.test(name), breaker, quotas, null, store.quotas().state(name, clock.instant()).closedUntil());
    }
}
