package io.github.iocenrichment.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;

/** The measurements that together take some minutes. */
final class ShortMeasurements {
    /** Limits as shipped: requests in flight by system. */
    private static final Map<String, Integer> SHIPPED = Map.of("IVANTI", 2, "ABUSEIPDB", 8, "VIRUSTOTAL", 8, "HYBRID_ANALYSIS", 8, "INTEL_EXCHANGE", 4);
    private static final int SHIPPED_AT_ONCE = 8;
    /** Details, attachments, one look-up, bundle, record sought and written, note sought and written: each waits for the one before it. */
    private static final double SHORTEST_CHAIN_MILLIS = 8 * OutsideSystems.LATENCY.toMillis();
    private static final int STARTS = 3;
    private static final int IDLE_SECONDS = 20;
    private static final int SINGLES = 12;
    private static final int AT_ONCE = 64;
    private static final int TELLING = 6;
    private static final int LOG_BYTES = 5 << 20;

    private final Bench bench;

    ShortMeasurements(Bench bench) {
        this.bench = bench;
    }

    /** Process to first poll, on a store that is there; then what it uses when there is nothing to do, with the poll as shipped. */
    void start() {
        bench.begin("start and idle");
        Path folder = bench.folder("start");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Product product = new Product(folder, bench.javaOptions(), systems);
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i <= STARTS; i++) {
                seconds.add(startOnce(systems, product));
            }
            double first = seconds.remove(0);
            double idle = idle(systems, product.with("ivanti.poll.cron", "0/30 * * * * ?"));
            bench.tell(bench.table().most("start of the jar to first poll / CPU when idle, % of a core", "", new double[]{3, 1},
                    new double[]{Figures.median(seconds), idle}, " (s / %; with the tables to be made " + ResultTable.text(first)
                            + " s; a poll is due at each full second)"));
        }
    }

    private static double startOnce(OutsideSystems systems, Product product) {
        Instant since = Instant.now();
        try (JarProcess process = product.start()) {
            Bench.awaitPoll(systems, process, since);
            Instant polled = systems.requests(since).stream().filter(OutsideSystems.Request::isPoll).findFirst().orElseThrow().when();
            process.stop();
            return (polled.toEpochMilli() - process.started()) / 1000.0;
        }
    }

    private static double idle(OutsideSystems systems, Product product) {
        Instant since = Instant.now();
        try (JarProcess process = product.start()) {
            process.await("its status page", () -> process.said().substring(process.said().lastIndexOf("Running against")).contains("Status page"));
            Pause.until(since.plusSeconds(8));
            double before = process.cpuMillis();
            Pause.millis(IDLE_SECONDS * 1000L);
            return (process.cpuMillis() - before) / (IDLE_SECONDS * 1000) * 100;
        }
    }

    /** Wide limits: CPU, incidents a second, the way of a single one, and what the store keeps of each. */
    void speed() {
        bench.begin("speed, with wide limits");
        Path folder = bench.folder("speed");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Product product = new Product(folder, bench.javaOptions(), systems).with(Product.WIDE);
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
                ResultTable table = bench.table();
                bench.tell(table.most("CPU of the product per incident", 45, " ms", mean(bursts, Bench.Burst::cpuEach), ""));
                bench.tell(table.least("incidents a second, " + bench.incidents() + " at once, limits wide (50 in flight)", 25, "",
                        mean(bursts, Bench.Burst::aSecond), ""));
                bench.tell(table.most("visible → note at light load, against the shortest chain of calls (160 ms)", 1.25, " ×",
                        Figures.median(ways) / SHORTEST_CHAIN_MILLIS, " (" + ResultTable.text(Figures.median(ways)) + " ms)"));
                bench.tell(table.told("CPU of the sandbox per incident", ResultTable.text(mean(bursts, burst -> burst.sandboxMillis() / burst.incidents()))
                        + " ms; calls per incident " + ResultTable.text(mean(bursts, burst -> burst.calls().size() / (double) burst.incidents()))));
            }
            StoreContent content = StoreContent.ofFile(product.storeFile());
            bench.tell(bench.table().most("store per incident of 7 indicators, without kept raw answers", 15, " KB",
                    content.bytesWithout("answer") / 1000.0 / systems.incidents(), " (" + content.perIncident(systems.incidents(), TELLING) + ")"));
        }
    }

    /** From the answer to the poll that shows the only incident to the answer to its note, in milliseconds. */
    private static double wayOfOne(OutsideSystems systems, JarProcess process) {
        Instant added = Instant.now();
        systems.add(1, added);
        Bench.awaitNotes(systems, process);
        Instant poll = null;
        boolean begun = false;
        for (OutsideSystems.Request each : systems.requests(added.minusSeconds(1))) {
            if (each.isPoll() && !begun) {
                poll = each.when();
            } else if (poll != null && !each.when().isBefore(added)) {
                begun = true;
                if (each.isNote()) {
                    return Duration.between(poll, each.when()).toNanos() / 1e6;
                }
            }
        }
        throw new IllegalStateException("an incident was noted without a poll or a note");
    }

    private static double mean(List<Bench.Burst> bursts, java.util.function.ToDoubleFunction<Bench.Burst> figure) {
        return bursts.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** What only the process itself can count, in a process of its own with wide limits. */
    void counts() {
        bench.begin("statements, commits and look-ups, counted within the process");
        Path folder = bench.folder("counts");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Instant since = Instant.now();
            int port = Product.freePort();
            try (JarProcess process = new Product(folder, bench.javaOptions(), systems).with(Product.WIDE).startMeasured(port)) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                counted(port);
                Bench.burst(systems, bench.incidents(), process);
                report(counted(port));
            }
        }
    }

    private void report(JsonNode counted) {
        double incidents = bench.incidents();
        double statements = numbers(counted.path("statements")).stream().mapToDouble(Double::doubleValue).sum();
        // shorter ones asked nobody: an answer was there, or none was wanted
        List<Double> ways = numbers(counted.path("lookUps")).stream().filter(millis -> millis >= OutsideSystems.LATENCY.toMillis()).toList();
        bench.tell(bench.table().most("SQL statements / commits per incident", "", new double[]{40, 12},
                new double[]{statements / incidents, counted.path("commits").asDouble() / incidents}, " (and "
                        + ResultTable.text(counted.path("readOnly").asDouble() / incidents) + " transactions that only read; "
                        + ResultTable.text(counted.path("batched").asDouble() / incidents) + " rows in batches)"));
        bench.tell(bench.table().most("a look-up's way (20 ms at the vendor), median under load", 60, " ms", Figures.median(ways), " (of "
                + ResultTable.text(ways.size() / incidents) + " look-ups per incident)"));
        System.out.println("  most frequent statements, per incident:");
        counted.path("statements").properties().stream().sorted(Comparator.comparing(each -> -each.getValue().asLong())).limit(Integer.getInteger("load.statements", 2 * TELLING))
                .forEach(each -> System.out.println("    " + ResultTable.text(each.getValue().asLong() / incidents) + "  "
                        + each.getKey().strip().replaceAll("\\s+", " ").substring(0, Math.min(110, each.getKey().strip().replaceAll("\\s+", " ").length()))));
    }

    private static List<Double> numbers(JsonNode of) {
        return StreamSupport.stream(of.spliterator(), false).map(JsonNode::asDouble).toList();
    }

    private static JsonNode counted(int port) {
        try {
            return new ObjectMapper().readTree(URI.create("http://127.0.0.1:" + port + "/").toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Limits as shipped, quotas excepted. */
    void limits() {
        bench.begin("limits as shipped");
        Path folder = bench.folder("limits");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Instant since = Instant.now();
            try (JarProcess process = new Product(folder, bench.javaOptions(), systems).start()) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                Bench.Burst burst = Bench.burst(systems, bench.incidents(), process);
                double least = Math.max(Figures.leastSeconds(burst.callsBySystem(), SHIPPED, OutsideSystems.LATENCY),
                        burst.incidents() * SHORTEST_CHAIN_MILLIS / 1000 / SHIPPED_AT_ONCE);
                bench.tell(bench.table().most("the same with default limits, against what the limits allow", 1.15, " ×", burst.seconds() / least,
                        " (" + ResultTable.text(burst.seconds()) + " s; the limits allow " + ResultTable.text(least) + " s)"));
            }
        }
    }

    /** The largest resident set while 64 incidents are in work. */
    void memory() {
        bench.begin("memory, " + AT_ONCE + " incidents at once");
        Path folder = bench.folder("memory");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Instant since = Instant.now();
            try (JarProcess process = new Product(folder, bench.javaOptions(), systems).with(Product.limits(AT_ONCE)).start()) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                Bench.burst(systems, 2 * AT_ONCE, process);
                bench.tell(bench.table().most("RSS with 64 incidents at once", 300, " MB", process.peakMegabytes(), " at most"));
            }
        }
    }

    /** A log of 5 MiB, by the command, from its start to its end. */
    void extract() {
        bench.begin("extract");
        Path folder = bench.folder("extract");
        try {
            Path log = Files.writeString(folder.resolve("mixed.log"), LogText.of(LOG_BYTES, new Random(7)), StandardCharsets.UTF_8);
            double size = Files.size(log) / 1048576.0;
            List<Double> speeds = new ArrayList<>();
            for (int i = 0; i < STARTS; i++) {
                List<String> arguments = new ArrayList<>(bench.javaOptions());
                arguments.addAll(List.of("-jar", JarProcess.JAR.toString(), "extract", log.toString()));
                long begin = System.nanoTime();
                try (JarProcess process = JarProcess.start(folder, folder.resolve("found-" + i + ".txt"), arguments)) {
                    process.waitFor();
                    speeds.add(size / ((System.nanoTime() - begin) / 1e9));
                }
            }
            bench.tell(bench.table().least("extraction of a 5 MiB log by `extract`, process included", 8, " MiB/s", Figures.median(speeds), ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
