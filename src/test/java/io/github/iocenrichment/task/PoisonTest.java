package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.store.ChildJvm;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Eight pieces of work at a time, one of which ends the process whenever it runs: it alone is parked, the others are done once. */
class PoisonTest {
    private final List<Process> nodes = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void stop() throws InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
    }

    private Process node(StoreSettings settings) throws IOException {
        Process node = ChildJvm.start(PoisonedNode.class, settings.url(), settings.username(), settings.password(), settings.nodeName(),
                done().toString());
        nodes.add(node);
        return node;
    }

    private Path done() {
        return folder.resolve("done.txt");
    }

    private List<String> whatWasDone() {
        try {
            return Files.exists(done()) ? Files.readAllLines(done()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> allButThePoison() {
        return IntStream.range(0, PoisonedNode.AT_ONCE).mapToObj(i -> "W" + i).filter(key -> !key.equals(PoisonedNode.POISON)).map(key -> "collected " + key)
                .toList();
    }

    private static void handOver(StoreSettings settings) {
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            TaskTable table = new TaskTable(store.transactions(), Clock.systemUTC());
            IntStream.range(0, PoisonedNode.AT_ONCE).forEach(i -> table.handOver("collect", "W" + i, Instant.now(), 5));
        }
    }

    private void count() {
        assertThat(whatWasDone()).contains("reported " + PoisonedNode.POISON).containsAll(allButThePoison()).doesNotHaveDuplicates()
                .hasSize(PoisonedNode.AT_ONCE);
    }

    @Test
    void theThirdDeathParksItAlone() throws Exception {
        StoreSettings settings = new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "node-1");
        handOver(settings);
        for (int death = 1; death <= 3; death++) {
            Process node = node(settings);
            assertThat(node.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).as("death %d", death).isTrue();
            assertThat(node.exitValue()).isEqualTo(PoisonedNode.EXIT);
        }
        Process last = node(settings);
        await().until(() -> whatWasDone().size() >= PoisonedNode.AT_ONCE || !last.isAlive());
        assertThat(last.isAlive()).isTrue();
        last.getOutputStream().write('\n');
        last.getOutputStream().flush();
        assertThat(last.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        count();
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            assertThat(new ParkedTasks(store.transactions(), Clock.systemUTC()).list()).singleElement().satisfies(parked -> {
                assertThat(parked.key()).isEqualTo(PoisonedNode.POISON);
                assertThat(parked.lastError()).contains("ended three times");
            });
        }
    }
}
