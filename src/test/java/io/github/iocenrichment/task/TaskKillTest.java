package io.github.iocenrichment.task;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.store.ChildJvm;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random moments: what was handed over arrives at the remote system once, neither never nor twice. */
class TaskKillTest {
    private static final int INCIDENTS = 200;
    private static final int KILLS = 4;
    private static final Duration NOTE_TAKES = Duration.ofMillis(30);

    private final Map<String, Integer> notes = new ConcurrentHashMap<>();
    private final ExecutorService farSideThreads = Executors.newCachedThreadPool();
    private final CountDownLatch never = new CountDownLatch(1);
    private final List<Process> nodes = new ArrayList<>();
    private HttpServer farSide;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        farSide = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        farSide.setExecutor(farSideThreads);
        farSide.createContext("/", this::answer);
        farSide.start();
    }

    /** Takes every note that it is given, never noticing a double, and answers a while after it has taken it. */
    private void answer(HttpExchange call) throws IOException {
        int status = notes.containsKey(call.getRequestURI().getPath()) ? 200 : 404;
        if (call.getRequestMethod().equals("POST")) {
            notes.merge(call.getRequestURI().getPath(), 1, Integer::sum);
            status = 201;
            try {
                never.await(NOTE_TAKES.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        call.sendResponseHeaders(status, -1);
        call.close();
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process node : nodes) {
            node.destroyForcibly().waitFor();
        }
        farSide.stop(0);
        farSideThreads.shutdownNow();
    }

    private Process node(StoreSettings settings) throws IOException {
        Process node = ChildJvm.start(KillableNode.class, settings.url(), settings.username(), settings.password(), settings.nodeName(),
                "http://127.0.0.1:" + farSide.getAddress().getPort() + "/", "" + INCIDENTS);
        nodes.add(node);
        return node;
    }

    @Test
    void onTheEmbeddedFileNothingIsLostOrDoubled() throws Exception {
        StoreSettings settings = new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "node-1");
        Random random = new Random();
        for (int kill = 1; kill <= KILLS; kill++) {
            int before = notes.size();
            int atLeast = before + 1 + random.nextInt(INCIDENTS / (KILLS + 1));
            Process node = node(settings);
            await().pollInterval(Duration.ofMillis(3)).until(() -> notes.size() >= atLeast || !node.isAlive());
            assertThat(node.isAlive()).isTrue();
            node.destroyForcibly().waitFor();
        }
        Process last = node(settings);
        await().until(() -> notes.size() == INCIDENTS || !last.isAlive());
        last.getOutputStream().write('\n');
        last.getOutputStream().flush();
        assertThat(last.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isZero();

        assertThat(notes).hasSize(INCIDENTS).allSatisfy((path, times) -> assertThat(times).as(path).isEqualTo(1));
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            // whatever the clean stop left over is still handed over, not lost
            long open = new ParkedTasks(store.transactions(), Clock.systemUTC()).counts().stream().mapToLong(count -> count.later() + count.due()).sum();
            assertThat(store.incidents().countByStage().get("done") + open).isGreaterThanOrEqualTo(INCIDENTS);
        }
    }

    @Test
    void ofTwoNodesOneIsKilledAndTheOtherTakesOver() throws Exception {
        StoreSettings one = Databases.POSTGRESQL.fresh("node-1");
        StoreSettings two = new StoreSettings(one.url(), one.username(), one.password(), "node-2");
        Process doomed = node(one);
        Process survivor = node(two);
        await().pollInterval(Duration.ofMillis(3)).until(() -> notes.size() >= INCIDENTS / 3);
        doomed.destroyForcibly().waitFor();
        try (Store store = Store.open(new StoreSettings(one.url(), one.username(), one.password(), "observer"), Clock.systemUTC())) {
            await().until(() -> store.incidents().countByStage().getOrDefault("done", 0L) == INCIDENTS);
        }
        assertThat(survivor.isAlive()).isTrue();
        assertThat(notes).hasSize(INCIDENTS).allSatisfy((path, times) -> assertThat(times).as(path).isEqualTo(1));
    }
}
