package io.github.iocenrichment.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the processes take without any incident: starting, having nothing to do, and reading one file. */
final class ProcessMeasurements {
    private static final int REPEATS = 3;
    private static final int IDLE_SECONDS = 20;
    private static final int SETTLING_SECONDS = 8;
    private static final int LOG_CHARACTERS = 5 << 20;
    private static final double MEBIBYTE = 1 << 20;

    private final Bench bench;

    ProcessMeasurements(Bench bench) {
        this.bench = bench;
    }

    /** Process to first poll, on a store that is there; then what it uses when there is nothing to do, with the poll as shipped. */
    void start() {
        bench.begin("start and idle");
        Path folder = bench.folder("start");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Product product = new Product(bench, folder, systems);
            double first = startOnce(systems, product);
            List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < REPEATS; i++) {
                seconds.add(startOnce(systems, product));
            }
            double idle = idle(product.with("ivanti.poll.cron", "0/30 * * * * ?"));
            bench.put(Figure.START, "the first start, which makes the tables, " + Figure.text(first) + " s; a poll is due at each full second",
                    Figures.median(seconds), idle);
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

    private static double idle(Product product) {
        try (JarProcess process = product.start()) {
            String start = "Running against";
            process.await("its status page", () -> process.said().substring(process.said().lastIndexOf(start)).contains("Status page"));
            Pause.millis(SETTLING_SECONDS * 1000L);
            double before = process.cpuMillis();
            Pause.millis(IDLE_SECONDS * 1000L);
            return (process.cpuMillis() - before) / (IDLE_SECONDS * 1000) * 100;
        }
    }

    /** A log of 5 MiB, by the command, from its start to its end. */
    void extract() {
        bench.begin("extract");
        Path folder = bench.folder("extract");
        try {
            Path log = Files.writeString(folder.resolve("mixed.log"), LogText.of(LOG_CHARACTERS, new Random(7)), StandardCharsets.UTF_8);
            double size = Files.size(log) / MEBIBYTE;
            List<Double> speeds = new ArrayList<>();
            for (int i = 0; i < REPEATS; i++) {
                List<String> arguments = new ArrayList<>(bench.javaOptions());
                arguments.addAll(List.of("-jar", bench.jar().toString(), "extract", log.toString()));
                long begin = System.nanoTime();
                try (JarProcess process = JarProcess.start(folder, folder.resolve("found-" + i + ".txt"), arguments)) {
                    process.waitFor();
                    speeds.add(size / ((System.nanoTime() - begin) / 1e9));
                }
            }
            bench.put(Figure.EXTRACT, "", Figures.median(speeds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
