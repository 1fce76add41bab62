package io.github.iocenrichment.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What every measurement needs: a place, the JVM's options, the incidents in bursts, and the table that takes the figures. */
final class Bench {
    /** Incidents at once that the figures are for. */
    static final int USUAL = 100;
    /** Incidents before anything is measured. */
    static final int WARM_UP = 40;
    private static final Duration SETTLING = Duration.ofMillis(500);
    private static final Duration LONGEST_BURST = Duration.ofMinutes(15);

    private final Path folder;
    private final Path product;
    private final List<String> javaOptions;
    private final int incidents;
    private final ResultTable table = new ResultTable();

    /**
     * A measurement.
     *
     * @param folder      takes logs and stores
     * @param product     top folder of the version that is measured, with its jar under {@code target}, its routes and templates
     * @param javaOptions what its JVM is started with
     * @param incidents   at once
     */
    Bench(Path folder, Path product, List<String> javaOptions, int incidents) {
        this.folder = folder;
        this.product = product.toAbsolutePath().normalize();
        this.javaOptions = javaOptions;
        this.incidents = incidents;
    }

    /**
     * What a burst of incidents took.
     *
     * @param seconds       from the poll that finds them to the answer to the last note
     * @param cpuMillis     of the product's processes, from before the first to after the last
     * @param sandboxMillis CPU of the sandbox meanwhile
     * @param calls         the sandbox's requests meanwhile
     */
    record Burst(int incidents, double seconds, double cpuMillis, double sandboxMillis, List<OutsideSystems.Request> calls) {
        double aSecond() {
            return incidents / seconds;
        }

        double cpuEach() {
            return cpuMillis / incidents;
        }

        Map<String, Long> callsBySystem() {
            return calls.stream().collect(Collectors.groupingBy(OutsideSystems.Request::system, Collectors.counting()));
        }
    }

    Path product() {
        return product;
    }

    /** The jar that is measured. */
    Path jar() {
        return jar(product);
    }

    /** The jar that was built in a top folder. */
    static Path jar(Path top) {
        return top.resolve("target").resolve("ioc-enrichment.jar").toAbsolutePath();
    }

    List<String> javaOptions() {
        return javaOptions;
    }

    int incidents() {
        return incidents;
    }

    ResultTable table() {
        return table;
    }

    /** A new, empty folder. */
    Path folder(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a figure into the table and shows it to whoever waits. */
    void put(Figure figure, String more, double... values) {
        System.out.println("  " + table.put(figure, more, values).line());
    }

    void begin(String measurement) {
        System.out.println(measurement + " …");
    }

    /** Waits until a product that was started polls. */
    static void awaitPoll(OutsideSystems systems, JarProcess product, Instant since) {
        product.await("its first poll", () -> systems.wasPolled(since));
    }

    /** Shows so many incidents at once and waits until each of them is noted. */
    static Burst burst(OutsideSystems systems, int count, JarProcess... nodes) {
        Instant visible = Instant.now().plus(Duration.ofMillis(500 + 2L * count));
        systems.add(count, visible);
        double sandbox = systems.cpuMillis();
        double cpu = cpu(nodes);
        Pause.until(visible);
        awaitNotes(systems, nodes);
        Pause.millis(SETTLING.toMillis());
        double used = cpu(nodes) - cpu;
        double sandboxUsed = systems.cpuMillis() - sandbox;
        systems.mustBeContent();
        List<OutsideSystems.Request> calls = systems.requests(visible.minus(OutsideSystems.LATENCY));
        Instant found = calls.stream().filter(OutsideSystems.Request::isPoll).findFirst().orElseThrow().when();
        Instant noted = calls.stream().filter(OutsideSystems.Request::isNote).reduce((one, next) -> next).orElseThrow().when();
        return new Burst(count, Figures.seconds(Duration.between(found, noted.plus(OutsideSystems.LATENCY))), used, sandboxUsed, calls);
    }

    static void awaitNotes(OutsideSystems systems, JarProcess... nodes) {
        nodes[0].await("the notes", LONGEST_BURST, () -> systems.notes() >= systems.incidents());
    }

    private static double cpu(JarProcess... nodes) {
        double all = 0;
        for (JarProcess node : nodes) {
            all += node.cpuMillis();
        }
        return all;
    }
}
