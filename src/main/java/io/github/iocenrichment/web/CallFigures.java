package io.github.iocenrichment.web;

import io.github.iocenrichment.network.CallTimes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** How many calls went to each system, how they ended and how long they took: as metrics, and as amounts for the figures of the day. */
public final class CallFigures implements CallTimes {
    private static final Duration[] BUCKETS = {Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
            Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30)};

    private final Map<String, LongAdder> amounts = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    public CallFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void took(String system, String outcome, long nanos) {
        amounts.computeIfAbsent("calls|" + system + "|" + outcome, name -> new LongAdder()).increment();
        amounts.computeIfAbsent("call-millis|" + system, name -> new LongAdder()).add(TimeUnit.NANOSECONDS.toMillis(nanos));
        Timer.builder("ioc.http.client").description("Calls to other systems, until the head of the answer").tags("system", system, "outcome", outcome)
                .serviceLevelObjectives(BUCKETS).register(registry).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** What came since the last call of this, by the names of the figures. */
    Map<String, Long> drain() {
        Map<String, Long> all = new TreeMap<>();
        amounts.forEach((name, adder) -> {
            long amount = adder.sumThenReset();
            if (amount > 0) {
                all.put(name, amount);
            }
        });
        return all;
    }
}
