package io.github.iocenrichment.web;

import io.github.iocenrichment.stage.LastErrors;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.task.ParkedTasks;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The metrics in Prometheus' text form: figures of the store are taken when they are asked for. */
public final class Metrics {
    private final PrometheusMeterRegistry registry;
    private final ParkedTasks tasks;
    private final Store store;
    private final List<String> sources;
    private final Supplier<Map<String, String>> breakers;
    private final Predicate<String> refused;
    private final Supplier<Map<String, Long>> failures;
    private final Clock clock;
    private final MultiGauge incidents;
    private final MultiGauge work;
    private final MultiGauge quota;
    private final MultiGauge breaker;
    private final MultiGauge failed;
    private final MultiGauge keyRefused;
    private final MultiGauge queueAge;
    private final MultiGauge lastPoll;
    private final Supplier<Instant> polled;

    public Metrics(PrometheusMeterRegistry registry, ParkedTasks tasks, Store store, List<String> sources, Supplier<Map<String, String>> breakers,
                   Predicate<String> refused, Supplier<Map<String, Long>> failures, Supplier<Instant> polled, Clock clock) {
        this.polled = polled;
        this.refused = refused;
        this.registry = registry;
        this.tasks = tasks;
        this.store = store;
        this.sources = sources;
        this.breakers = breakers;
        this.failures = failures;
        this.clock = clock;
        ofProcess(registry);
        this.incidents = gauge("ioc.incidents", "Incidents by the stage that they have reached");
        this.work = gauge("ioc.tasks", "Work of each stage: later, due, running, failing, parked");
        this.quota = gauge("ioc.source.quota.remaining", "Calls left of a source in a window");
        this.breaker = gauge("ioc.source.breaker.open", "1 while the circuit breaker of a source is open");
        this.keyRefused = gauge("ioc.source.key.refused", "1 while a source, Ivanti or Intel Exchange refuses our key");
        this.queueAge = gauge("ioc.queue.age.seconds", "Age of the oldest work of a stage that is due and not begun");
        this.lastPoll = gauge("ioc.last.poll.timestamp.seconds", "When the last poll of this node went through, in seconds since 1970; missing before the"
                + " first");
        this.failed = gauge("ioc.failures", "How often each route has failed since the start");
    }

    public String scrape() {
        incidents.register(store.incidents().countByStage().entrySet().stream()
                .map(stage -> MultiGauge.Row.of(Tags.of("stage", stage.getKey()), stage.getValue())).toList(), true);
        Instant now = clock.instant();
        List<ParkedTasks.Count> counts = tasks.counts();
        queueAge.register(counts.stream().map(count -> MultiGauge.Row.of(Tags.of("stage", count.name()), count.due() == 0 || count.oldestDue() == null ? 0
                : Math.max(0, Duration.between(count.oldestDue(), now).toSeconds()))).toList(), true);
        lastPoll.register(Optional.ofNullable(polled.get()).stream().map(at -> MultiGauge.Row.of(Tags.empty(), at.getEpochSecond())).toList(), true);
        work.register(counts.stream().flatMap(count -> Map.of("later", count.later(), "due", count.due(), "running", count.running(),
                        "failing", count.failing(), "parked", count.parked()).entrySet().stream()
                .map(state -> MultiGauge.Row.of(Tags.of("stage", count.name(), "state", state.getKey()), state.getValue()))).toList(), true);
        quota.register(sources.stream().flatMap(source -> store.quotas().state(source, clock.instant()).windows().stream()
                .map(window -> MultiGauge.Row.of(Tags.of("source", source, "window", window.window().label()), window.remaining()))).toList(), true);
        breaker.register(breakers.get().entrySet().stream().map(state -> MultiGauge.Row.of(Tags.of("source", state.getKey()),
                state.getValue().equals("open") ? 1 : 0)).toList(), true);
        keyRefused.register(Stream.concat(Stream.of(LastErrors.IVANTI, LastErrors.INTEL_EXCHANGE), sources.stream())
                .map(system -> MultiGauge.Row.of(Tags.of("source", system), refused.test(system) ? 1 : 0)).toList(), true);
        failed.register(failures.get().entrySet().stream().map(one -> MultiGauge.Row.of(Tags.of("route", one.getKey()), one.getValue())).toList(), true);
        return registry.scrape();
    }

    /** Metrics of the Java process: memory, collections, threads, CPU, uptime. */
    static void ofProcess(MeterRegistry registry) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private MultiGauge gauge(String name, String words) {
        return MultiGauge.builder(name).description(words).register(registry);
    }
}
