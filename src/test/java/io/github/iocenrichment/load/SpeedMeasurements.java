package io.github.iocenrichment.load;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What incidents cost and how fast they are done, seen from outside the process. */
final class SpeedMeasurements {
    /** Limits as shipped: requests in flight by system. */
    private static final Map<String, Integer> SHIPPED = Map.of("IVANTI", 2, "ABUSEIPDB", 8, "VIRUSTOTAL", 8, "HYBRID_ANALYSIS", 8, "INTEL_EXCHANGE", 4);
    private static final int SHIPPED_AT_ONCE = 8;
    /** Details, attachments, one look-up, bundle, record sought and written, note sought and written: each waits for the one before it. */
    private static final double SHORTEST_CHAIN_MILLIS = 8 * OutsideSystems.LATENCY.toMillis();
    private static final int SINGLES = 12;
    private static final int AT_ONCE = 64;
    private static final int LARGEST_TABLES = 6;

    private final Bench bench;

    SpeedMeasurements(Bench bench) {
        this.bench = bench;
    }

    /** Wide limits: CPU, incidents a second, the way of a single one, and what the store keeps of each. */
    void speed() {
        bench.begin("speed, with wide limits");
        Path folder = bench.folder("speed");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Product product = new Product(bench, folder, systems).with(Product.WIDE);
            Instant since = Instant.now();
            try (JarProcess process = product.start()) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                List<Double> ways = new ArrayList<>();
                for (int i = 0; i < SINGLES; i++) {
                    ways.add(wayOfOne(systems, process));
                }
                List<Bench.Burst> bursts = List.of(Bench.burst(systems, bench.incidents(), process), Bench.burst(systems, bench.incidents(), process));
                process.stop();
                bench.put(Figure.CPU, "", mean(bursts, Bench.Burst::cpuEach));
                bench.put(Figure.RATE, bench.incidents() == Bench.USUAL ? "" : bench.incidents() + " at once", mean(bursts, Bench.Burst::aSecond));
                bench.put(Figure.WAY, Figure.text(Figures.median(ways)) + " ms", Figures.median(ways) / SHORTEST_CHAIN_MILLIS);
                bench.put(Figure.SANDBOX, Figure.text(mean(bursts, burst -> burst.calls().size() / (double) burst.incidents())) + " calls per incident",
                        mean(bursts, burst -> burst.sandboxMillis() / burst.incidents()));
            }
            StoreContent content = StoreContent.ofFile(product.storeFile());
            bench.put(Figure.CONTENT, content.perIncident(systems.incidents(), LARGEST_TABLES), content.bytesWithout("answer") / 1000.0 / systems.incidents());
        }
    }

    /** From the answer to the poll that shows the only incident to the answer to its note, in milliseconds. */
    private static double wayOfOne(OutsideSystems systems, JarProcess process) {
        Instant added = Instant.now();
        systems.add(1, added);
        Bench.awaitNotes(systems, process);
        return way(systems.requests(added.minusSeconds(2)), added);
    }

    /**
     * Each answer comes one latency after its request, so the time between two answers is that between their requests.
     *
     * @param calls in order of their arrival
     * @param added when the only incident of that time became visible
     */
    static double way(List<OutsideSystems.Request> calls, Instant added) {
        Instant poll = null;
        boolean begun = false;
        for (OutsideSystems.Request each : calls) {
            if (each.isPoll() && !begun) {
                poll = each.when();
            } else if (poll != null && !each.isPoll() && each.when().isAfter(added)) {
                begun = true;
                if (each.isNote()) {
                    return Duration.between(poll, each.when()).toNanos() / 1e6;
                }
            }
        }
        throw new IllegalStateException("no poll with a note after it: " + calls);
    }

    private static double mean(List<Bench.Burst> bursts, ToDoubleFunction<Bench.Burst> figure) {
        return bursts.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Limits as shipped, quotas excepted. */
    void limits() {
        bench.begin("limits as shipped");
        Path folder = bench.folder("limits");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Instant since = Instant.now();
            try (JarProcess process = new Product(bench, folder, systems).start()) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                Bench.Burst burst = Bench.burst(systems, bench.incidents(), process);
                double least = Math.max(Figures.leastSeconds(burst.callsBySystem(), SHIPPED, OutsideSystems.LATENCY),
                        burst.incidents() * SHORTEST_CHAIN_MILLIS / 1000 / SHIPPED_AT_ONCE);
                bench.put(Figure.LIMITS, Figure.text(burst.seconds()) + " s; the limits allow " + Figure.text(least) + " s", burst.seconds() / least);
            }
        }
    }

    /** The largest resident set while 64 incidents are in work. */
    void memory() {
        bench.begin("memory, " + AT_ONCE + " incidents at once");
        Path folder = bench.folder("memory");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Instant since = Instant.now();
            try (JarProcess process = new Product(bench, folder, systems).with(Product.limits(AT_ONCE)).start()) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                Bench.burst(systems, 2 * AT_ONCE, process);
                bench.put(Figure.MEMORY, "", process.peakMegabytes());
            }
        }
    }
}
