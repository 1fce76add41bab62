package io.github.iocenrichment.load;

import io.github.iocenrichment.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What becomes of speed and store with time. */
final class StoreMeasurements {
    /** Incidents a second of steady work. */
    private static final double STEADY = 2.5;
    private static final int PARTS = 10;
    /** Incidents in the store that the figure is for. */
    private static final int USUAL = 100_000;
    private static final int WARM_UP = 100;
    private static final double MILLION = 1e6;

    private final Bench bench;

    StoreMeasurements(Bench bench) {
        this.bench = bench;
    }

    /** How far the product was at one moment. */
    private record Mark(int notes, double cpuMillis) {
        double eachSince(Mark before) {
            return (cpuMillis - before.cpuMillis) / (notes - before.notes);
        }
    }

    /** The same burst on an empty store, and on one with many incidents that were done over the past months. */
    void full(int incidents) {
        bench.begin("a store with " + incidents + " incidents");
        Path folder = bench.folder("full");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Product product = new Product(bench, folder, systems).with(Product.WIDE);
            double empty = burstOf(systems, product);
            long begin = System.nanoTime();
            StoreFiller.fill(product.storeFile(), incidents);
            System.out.printf("  filled in %.0f s to %.0f MB%n", (System.nanoTime() - begin) / 1e9, size(product.storeFile()) / MILLION);
            double full = burstOf(systems, product);
            showStatements(systems, product);
            bench.put(Figure.FULL, Figure.text(full) + " ms against " + Figure.text(empty) + " ms of CPU"
                    + (incidents == USUAL ? "" : "; " + incidents + " incidents"), full / empty);
        }
    }

    private double burstOf(OutsideSystems systems, Product product) {
        Instant since = Instant.now();
        try (JarProcess process = product.start()) {
            Bench.awaitPoll(systems, process, since);
            Bench.burst(systems, Bench.WARM_UP, process);
            double each = Bench.burst(systems, bench.incidents(), process).cpuEach();
            process.stop();
            return each;
        }
    }

    /** Which statements the full store makes slow. */
    private void showStatements(OutsideSystems systems, Product product) {
        Instant since = Instant.now();
        int port = FreePort.find();
        try (JarProcess process = product.startMeasured(port)) {
            Bench.awaitPoll(systems, process, since);
            Bench.burst(systems, Bench.WARM_UP, process);
            InnerMeasurements.counted(port);
            Bench.burst(systems, bench.incidents(), process);
            InnerMeasurements.show(InnerMeasurements.counted(port), "millis", bench.incidents());
            process.stop();
        }
    }

    /** Steady work for long: what an incident costs at its end, and how large the file has become. */
    void soak(int incidents) {
        bench.begin("steady work, " + incidents + " incidents at " + STEADY + " a second");
        Path folder = bench.folder("soak");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Product product = new Product(bench, folder, systems);
            Instant since = Instant.now();
            List<Mark> marks = new ArrayList<>();
            long worked;
            try (JarProcess process = product.start()) {
                Bench.awaitPoll(systems, process, since);
                steadily(systems, WARM_UP);
                marks.add(new Mark(systems.notes(), process.cpuMillis()));
                for (int part = 0; part < PARTS; part++) {
                    steadily(systems, incidents / PARTS);
                    marks.add(new Mark(systems.notes(), process.cpuMillis()));
                    System.out.printf("  %d noted, %.0f ms of CPU each, file of %.0f MB, %.0f MB resident at most%n", systems.notes(),
                            marks.get(part + 1).eachSince(marks.get(part)), size(product.storeFile()) / MILLION, process.peakMegabytes());
                }
                Bench.awaitNotes(systems, process);
                systems.mustBeContent();
                worked = size(product.storeFile());
                process.stop();
            }
            double content = StoreContent.ofFile(product.storeFile()).bytes();
            double stopped = size(product.storeFile());
            bench.put(Figure.FILE, Figure.text(worked / MILLION) + " and " + Figure.text(stopped / MILLION) + " MB for " + Figure.text(content / MILLION)
                    + " MB of content, " + incidents + " incidents", worked / content, stopped / content);
            double start = marks.get(1).eachSince(marks.get(0));
            double end = marks.get(PARTS).eachSince(marks.get(PARTS - 1));
            bench.put(Figure.SOAK, Figure.text(end) + " ms against " + Figure.text(start) + " ms", end / start);
        }
    }

    private static void steadily(OutsideSystems systems, int incidents) {
        Instant begin = Instant.now();
        for (int i = 0; i < incidents; i++) {
            Pause.until(begin.plusMillis((long) (i * 1000 / STEADY)));
            systems.add(1, Instant.now());
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
