package io.github.iocenrichment.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** What only the process itself can count, in a process of its own; see {@link MeasuredMain}. */
final class InnerMeasurements {
    private static final int STATEMENTS = 15;
    private static final int WIDTH = 110;

    private final Bench bench;

    InnerMeasurements(Bench bench) {
        this.bench = bench;
    }

    void counts() {
        bench.begin("statements, commits and look-ups, counted within the process");
        Path folder = bench.folder("counts");
        try (OutsideSystems systems = OutsideSystems.start(folder)) {
            Instant since = Instant.now();
            int port = FreePort.find();
            try (JarProcess process = new Product(bench, folder, systems).with(Product.WIDE).startMeasured(port)) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                counted(port);
                Bench.burst(systems, bench.incidents(), process);
                report(counted(port), bench.incidents());
            }
        }
    }

    private void report(JsonNode counted, double incidents) {
        double executed = total(counted, "executions");
        // shorter ones asked nobody: an answer was there, or none was wanted
        List<Double> ways = StreamSupport.stream(counted.path("lookUps").spliterator(), false).map(JsonNode::asDouble)
                .filter(millis -> millis >= OutsideSystems.LATENCY.toMillis()).toList();
        bench.put(Figure.SQL, Figure.text(counted.path("readOnly").asDouble() / incidents) + " transactions that only read; "
                + Figure.text(counted.path("batched").asDouble() / incidents) + " rows in batches", executed / incidents,
                counted.path("commits").asDouble() / incidents);
        bench.put(Figure.LOOK_UP, Figure.text(ways.size() / incidents) + " look-ups per incident", Figures.median(ways));
        show(counted, "executions", incidents);
    }

    private static double total(JsonNode counted, String figure) {
        return StreamSupport.stream(counted.path("statements").spliterator(), false).mapToDouble(each -> each.path(figure).asDouble()).sum();
    }

    /**
     * Prints the statements with the most of something.
     *
     * @param figure {@code executions} or {@code millis}
     */
    static void show(JsonNode counted, String figure, double incidents) {
        System.out.println("  statements with the most " + figure + " per incident, of " + Figure.text(total(counted, figure) / incidents) + ":");
        StreamSupport.stream(counted.path("statements").spliterator(), false).sorted(Comparator.comparing(each -> -each.path(figure).asDouble()))
                .limit(Integer.getInteger("load.statements", STATEMENTS))
                .forEach(each -> System.out.printf("  %8s  %." + WIDTH + "s%n", Figure.text(each.path(figure).asDouble() / incidents),
                each.path("sql").asText()));
    }

    /** What was counted in a process of {@link MeasuredMain} since the last call. */
    static JsonNode counted(int port) {
        try {
            return new ObjectMapper().readTree(URI.create("http://127.0.0.1:" + port + "/").toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
