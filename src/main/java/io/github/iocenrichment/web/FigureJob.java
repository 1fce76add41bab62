package io.github.iocenrichment.web;

import io.github.iocenrichment.store.FigureStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Adds what happened to the figures of hour and day, and to the metrics. Each noted incident is added by one node, which counts it in its metrics. */
public final class FigureJob {
    private static final Duration[] BUCKETS = FigureStore.NOTE_SECONDS.stream().map(Duration::ofSeconds).toArray(Duration[]::new);
    private static final String TIMES = "stage-times|";
    private static final String SECONDS = "stage-seconds|";

    private final FigureStore figures;
    private final CallFigures calls;
    private final MeterRegistry registry;
    private final IncidentTraces traces;
    private final Nodes nodes;
    private final Clock clock;

    /** @param traces get every incident that is counted here @param nodes to which this one is reported */
    public FigureJob(FigureStore figures, CallFigures calls, MeterRegistry registry, IncidentTraces traces, Nodes nodes, Clock clock) {
        this.nodes = nodes;
        this.traces = traces;
        this.figures = figures;
        this.calls = calls;
        this.registry = registry;
        this.clock = clock;
        noteTimer();
    }

    /** To be called every half minute or so. */
    public void addUp() {
        nodes.report();
        List<FigureStore.Counted> noted = figures.addNoted();
        noted.forEach(this::count);
        figures.add(clock.instant(), calls.drain());
        traces.send(noted);
    }

    private Timer noteTimer() {
        return Timer.builder("ioc.note").description("Time from the intake of an incident to its first note").serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void count(FigureStore.Counted incident) {
        noteTimer().record(Duration.ofSeconds(incident.seconds()));
        incident.figures().forEach((name, amount) -> {
            String[] parts = name.split("\\|");
            if (name.startsWith(TIMES)) {
                Timer stage = Timer.builder("ioc.stage").description("Time that incidents took until they reached a stage").tag("stage", parts[1])
                        .serviceLevelObjectives(BUCKETS).register(registry);
                long seconds = incident.figures().getOrDefault(SECONDS + parts[1], 0L);
                for (int i = 0; i < amount; i++) {
                    stage.record(Duration.ofSeconds(seconds / amount));
                }
            } else if (parts.length == 3 && parts[0].equals("answer")) {
                Counter.builder("ioc.answers").description("What became of the questions to the sources").tags("source", parts[1], "state", parts[2])
                        .register(registry).increment(amount);
            } else if (parts.length == 2 && parts[0].equals("kept")) {
                Counter.builder("ioc.answers.kept").description("Questions that were answered from what is kept").tag("source", parts[1]).register(registry)
                        .increment(amount);
            }
        });
    }
}
