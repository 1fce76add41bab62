package io.github.iocenrichment.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code make load}: one measurement after the other, then the table, which is also written to {@code target/load.md}. */
@Command(name = "make load", description = "Measures the built jar against the sandbox.")
public final class LoadRun implements Callable<Integer> {
    static final String DEFAULT_ROWS = "start,speed,counts,limits,memory,extract";
    private static final Path RESULT = Path.of("target", "load.md");

    @Option(names = "--incidents", defaultValue = "100", description = "incidents at once")
    private int incidents;

    @Option(names = "--soak", defaultValue = "0", description = "incidents of steady work; 0 for none")
    private int soak;

    @Option(names = "--rows", defaultValue = DEFAULT_ROWS, split = "[, ]+", description = "which measurements")
    private List<String> names;

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
            return run(new Bench(folder, Arrays.asList(java.strip().split("\\s+")), incidents));
        } finally {
            if (keep) {
                System.out.println("Logs and stores: " + folder);
            } else {
                delete(folder);
            }
        }
    }

    private int run(Bench bench) throws IOException {
        Map<String, Runnable> measurements = new LinkedHashMap<>();
        ShortMeasurements quick = new ShortMeasurements(bench);
        measurements.put("start", quick::start);
        measurements.put("speed", quick::speed);
        measurements.put("counts", quick::counts);
        measurements.put("limits", quick::limits);
        measurements.put("memory", quick::memory);
        measurements.put("extract", quick::extract);
        for (String name : names) {
            if (!measurements.containsKey(name)) {
                System.err.println("there is no measurement " + name + "; there are " + String.join(", ", measurements.keySet()));
                return 2;
            }
        }
        for (Map.Entry<String, Runnable> each : measurements.entrySet()) {
            if (names.contains(each.getKey())) {
                each.getValue().run();
            }
        }
        String machine = ProcessFigures.machine() + "; " + String.join(" ", bench.javaOptions());
        System.out.println("\n" + machine + "\n\n" + bench.table().columns());
        Files.writeString(RESULT, machine + "\n\n" + bench.table().markdown());
        System.out.println("As Markdown: " + RESULT);
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
