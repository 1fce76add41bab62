package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process as {@code make run} starts it, beside programs that take every core twice: it is slow, but no worker takes itself for one whose task
 * another one has taken over, and no note reports a look-up that failed for that.
 */
class BusyMachineTest {
    private static final int INCIDENTS = 12;

    @TempDir
    Path folder;

    /** Programs that compute without a pause, two for each core. */
    private static final class BusyLoops implements AutoCloseable {
        private final List<Process> loops = new ArrayList<>();

        BusyLoops() throws IOException {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                loops.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
        }

        @Override
        public void close() {
            loops.forEach(Process::destroyForcibly);
        }
    }

    @Test
    void noWorkerStopsAndNoLookUpFails() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false).withSeed(1))) {
            List<String> incidents = new ArrayList<>();
            for (int i = 1; i <= INCIDENTS; i++) {
                incidents.add(sandbox.addIncident(SandboxIncident.of("Beacon " + i, "Traffic to 93.116.7." + i + " and http://cdn" + i
                        + ".quill-otter.net/load, file 44d88612fea8a8f36de82e1278ab" + "%04x".formatted(i))));
            }
            try (BusyLoops loops = new BusyLoops();
                 Child life = Child.start(Path.of("").toAbsolutePath(), settings(sandbox), folder.resolve("output.txt"), "run")) {
                await("every incident is noted").until(() -> !life.isAlive()
                        || incidents.stream().noneMatch(incident -> sandbox.notes(incident).isEmpty()));
                assertThat(life.stop()).as(life.said()).isIn(0, 143);
                assertThat(life.said()).doesNotContain("stood still", "stopped before sending", "taken over", "could not be asked", "ERROR");
            }
            assertThat(incidents).allSatisfy(incident -> assertThat(sandbox.notes(incident)).singleElement().satisfies(note ->
                    assertThat(note.path("NotesBody").asText()).contains("asked AbuseIPDB").doesNotContain("NOT ANSWERED", "could not be asked", "PROBLEMS")));
        }
    }

    private Map<String, String> settings(Sandbox sandbox) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("http.port", "" + Job.freePort());
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("node.name", "busy-machine-test");
        // the quota of a public key would make all wait for the next minute
        settings.put("virustotal.quota.per-minute", "10000");
        settings.put("virustotal.quota.per-day", "10000");
        return settings;
    }
}
