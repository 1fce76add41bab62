package io.github.iocenrichment.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make load}: one measurement after the other, then the table, which is also written to {@code target/load.md}. */
@Command(name = "make load", description = "Measures the built jar against the sandbox.")
public final class LoadRun implements Callable<Integer> {
    private static final String DEFAULT_ROWS = "start,speed,counts,limits,memory,extract";
    private static final int USUAL_SOAK = 1500;
    private static final Path RESULT = Path.of("target", "load.md");

    @Option(names = "--incidents", defaultValue = "100", description = "incidents at once")
    private int incidents;

    @Option(names = "--soak", defaultValue = "0", description = "also steady work, with so many incidents")
    private int soak;

    @Option(names = "--full", defaultValue = "100000", description = "incidents of a full store")
    private int full;

    @Option(names = "--rows", defaultValue = DEFAULT_ROWS, split = "[, ]+",
            description = "which measurements: start, speed, counts, limits, memory, extract, nodes, full, soak or all")
    private List<String> names;

    @Option(names = "--product", defaultValue = ".", description = "top folder of another version, built there, to be measured against the same sandbox")
    private Path product;

    @Option(names = "--java", defaultValue = "${env:LOAD_OPTIONS:--Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1}",
            description = "options of the product's JVM")
    private String java;

    @Option(names = "--keep", description = "leave logs and stores where they are")
    private boolean keep;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadRun()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("ioc-load-");
        try {
            return run(new Bench(folder, product, Arrays.asList(java.strip().split("\\s+")), incidents));
        } finally {
            if (keep) {
                System.out.println("Logs and stores: " + folder);
            } else {
                delete(folder);
            }
        }
    }

    private int run(Bench bench) throws IOException {
        ProcessMeasurements processes = new ProcessMeasurements(bench);
        SpeedMeasurements speed = new SpeedMeasurements(bench);
        StoreMeasurements store = new StoreMeasurements(bench);
        Map<String, Runnable> measurements = new LinkedHashMap<>();
        measurements.put("start", processes::start);
        measurements.put("speed", speed::speed);
        measurements.put("counts", new InnerMeasurements(bench)::counts);
        measurements.put("limits", speed::limits);
        measurements.put("memory", speed::memory);
        measurements.put("extract", processes::extract);
        measurements.put("nodes", new NodesMeasurement(bench)::nodes);
        measurements.put("full", () -> store.full(full));
        measurements.put("soak", () -> store.soak(soak == 0 ? USUAL_SOAK : soak));
        Set<String> wanted = new LinkedHashSet<>(names.contains("all") ? measurements.keySet() : names);
        if (soak > 0) {
            wanted.add("soak");
        }
        for (String name : wanted) {
            if (!measurements.containsKey(name)) {
                System.err.println("there is no measurement " + name + "; there are " + String.join(", ", measurements.keySet()));
                return 2;
            }
        }
        boolean whole = true;
        for (Map.Entry<String, Runnable> each : measurements.entrySet()) {
            whole &= !wanted.contains(each.getKey()) || measured(each.getValue());
        }
        String machine = ProcessFigures.machine() + "; " + String.join(" ", bench.javaOptions());
        System.out.println("\n" + machine + "\n\n" + bench.table().columns());
        Files.writeString(RESULT, machine + "\n\n" + bench.table().markdown());
        System.out.println("As Markdown: " + RESULT);
        return whole ? 0 : 1;
    }

    /** One that fails costs the others nothing; its rows are missing. */
    private static boolean measured(Runnable measurement) {
        try {
            measurement.run();
            return true;
        } catch (IllegalStateException | UncheckedIOException e) {
            System.out.println("  FAILED: " + e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause() + ")"));
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
