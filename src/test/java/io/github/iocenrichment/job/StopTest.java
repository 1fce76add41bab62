package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.task.ParkedTasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is asked to stop while a source does not answer and Ivanti does not end its answer to a note: it ends in time, and after the next
 * start each incident has one note in which nothing has failed.
 */
class StopTest {
    private static final Duration WITHIN = Duration.ofSeconds(15);
    private static final long HELD_MILLIS = 600_000;

    @TempDir
    Path folder;

    /** A source that takes every connection and says nothing. */
    private static final class SilentSource implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> calls = new CopyOnWriteArrayList<>();

        SilentSource() throws IOException {
            Thread thread = new Thread(() -> {
                while (!server.isClosed()) {
                    try {
                        calls.add(server.accept());
                    } catch (IOException closed) {
                        return;
                    }
                }
            }, "silent-source");
            thread.setDaemon(true);
            thread.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/api/v3";
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket call : calls) {
                call.close();
            }
        }
    }

    @Test
    void theProcessEndsInTimeWhateverOtherSystemsDo() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false)); SilentSource silent = new SilentSource()) {
            Map<String, String> settings = settings(sandbox);
            Path output = folder.resolve("output.txt");
            String asking = sandbox.addIncident(SandboxIncident.of("Odd pages", "Seen: https://quiet-harbour.com/verify https://quiet-harbour.com/a"
                    + " https://quiet-harbour.com/b https://quiet-harbour.com/c"));
            String writing = sandbox.addIncident(SandboxIncident.of("Beacon", "Traffic to 93.115.28.41"));
            sandbox.addFault(Fault.of(SandboxSystem.IVANTI, "journal__notess", Fault.Kind.DRIP).onMethod("POST").delayed(HELD_MILLIS).always());
            Map<String, String> first = new LinkedHashMap<>(settings);
            first.put("virustotal.base-url", silent.url());
            first.put("virustotal.timeout", "10m");
            // more look-ups than connections: the others wait for one
            first.put("virustotal.max-in-flight", "2");
            try (Child life = Child.start(Path.of("").toAbsolutePath(), first, output, "run")) {
                await().until(() -> !life.isAlive() || silent.calls.size() >= 2 && !sandbox.notes(writing).isEmpty());
                assertThat(life.isAlive()).as(life.said()).isTrue();
                Instant asked = Instant.now();
                int code = life.stop();
                Duration taken = Duration.between(asked, Instant.now());
                assertThat(code).as(life.said()).isIn(0, 143);
                assertThat(taken).as(life.said()).isLessThan(WITHIN);
                assertThat(life.said()).doesNotContain("could not be asked", "failed", "not closed cleanly", "ERROR");
            }
            List<ParkedTasks.Open> left = left(settings, asking, writing);
            assertThat(left).extracting(ParkedTasks.Open::name).contains("enrich", "note");
            assertThat(left).allSatisfy(task -> {
                assertThat(task.running()).isFalse();
                assertThat(task.lastError()).isEmpty();
                assertThat(task.deaths()).isZero();
            });
            sandbox.clearFaults();
            try (Child life = Child.start(Path.of("").toAbsolutePath(), settings, output, "run")) {
                await().until(() -> !life.isAlive() || !sandbox.notes(asking).isEmpty());
                long polls = polls(sandbox);
                await().until(() -> !life.isAlive() || polls(sandbox) >= polls + 3);
                assertThat(life.stop()).as(life.said()).isIn(0, 143);
            }
            assertThat(List.of(asking, writing)).allSatisfy(incident -> assertThat(sandbox.notes(incident)).singleElement()
                    .satisfies(note -> assertThat(note.path("NotesBody").asText()).doesNotContain("NOT ANSWERED", "could not be asked", "PROBLEMS")));
        }
    }

    private Map<String, String> settings(Sandbox sandbox) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("http.port", "" + Job.freePort());
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("ivanti.write.settle-time", "2s");
        settings.put("node.name", "stop-test");
        return settings;
    }

    private static long polls(Sandbox sandbox) {
        return sandbox.requests(SandboxSystem.IVANTI, "GET", "$orderby=CreatedDateTime").stream().filter(request -> request.path().contains("$top=100"))
                .count();
    }

    /** The work that the store holds while no process runs. */
    private static List<ParkedTasks.Open> left(Map<String, String> settings, String... incidents) {
        try (Store store = Store.open(new StoreSettings(settings.get("store.url"), "sa", "", "observer"), Clock.systemUTC())) {
            ParkedTasks tasks = new ParkedTasks(store.transactions(), Clock.systemUTC());
            return Stream.of(incidents).flatMap(incident -> tasks.of(incident).stream()).toList();
        }
    }
}
