package io.github.iocenrichment.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
            int port = Product.freePort();
            try (JarProcess process = new Product(folder, bench.javaOptions(), systems).with(Product.WIDE).startMeasured(port)) {
                Bench.awaitPoll(systems, process, since);
                Bench.burst(systems, Bench.WARM_UP, process);
                counted(port);
                Bench.burst(systems, bench.incidents(), process);
                report(counted(port), bench.incidents());
            }
        }
    }

    private void report(JsonNode counted, double incidents) {
        JsonNode statements = counted.path("statements");
        double executed = numbers(statements).stream().mapToDouble(Double::doubleValue).sum();
        // shorter ones asked nobody: an answer was there, or none was wanted
        List<Double> ways = numbers(counted.path("lookUps")).stream().filter(millis -> millis >= OutsideSystems.LATENCY.toMillis()).toList();
        bench.put(Figure.SQL, Figure.text(counted.path("readOnly").asDouble() / incidents) + " transactions that only read; "
                + Figure.text(counted.path("batched").asDouble() / incidents) + " rows in batches", executed / incidents,
                counted.path("commits").asDouble() / incidents);
        bench.put(Figure.LOOK_UP, Figure.text(ways.size() / incidents) + " look-ups per incident", Figures.median(ways));
        System.out.println("  most frequent statements, per incident:");
        statements.properties().stream().sorted(Comparator.comparing(each -> -each.getValue().asLong())).limit(Integer.getInteger("load.statements", STATEMENTS))
                .forEach(each -> System.out.printf("  %8s  %." + WIDTH + "s%n", Figure.text(each.getValue().asLong() / incidents),
                        each.getKey().strip().replaceAll("\\s+", " ")));
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
}
