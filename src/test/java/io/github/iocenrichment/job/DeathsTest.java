package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.task.ParkedTasks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real process is killed three times while it reads the attachment of one and the same incident, with default settings: that incident is parked
 * and its analyst gets a note, those beside it are noted once, and when an operator has released it the usual note follows.
 */
class DeathsTest {
    private static final int DEATHS = 3;
    private static final long HELD_MILLIS = 600_000;

    @TempDir
    Path folder;

    @Test
    void whatRunsAtThreeDeathsIsParkedAndReported() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            Map<String, String> settings = settings(sandbox);
            Path output = folder.resolve("output.txt");
            String poison = sandbox.addIncident(SandboxIncident.of("Odd file", "See the attachment."));
            String attachment = sandbox.addAttachment(poison, SandboxAttachment.of("hosts.txt", "text/plain",
                    "seen on ws-1: http://93.116.0.77/load\n".getBytes(StandardCharsets.UTF_8)));
            sandbox.addFault(Fault.of(SandboxSystem.IVANTI, "ID=" + attachment, Fault.Kind.DRIP).delayed(HELD_MILLIS).always());
            List<String> others = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                others.add(sandbox.addIncident(SandboxIncident.of("Beacon " + i, "Traffic to 93.117.0." + i)));
            }
            for (int death = 1; death <= DEATHS; death++) {
                long downloads = death;
                try (Child life = start(settings, output)) {
                    await().until(() -> !life.isAlive() || sandbox.count(SandboxSystem.IVANTI, "GET", attachment) >= downloads);
                    assertThat(life.isAlive()).as(life.said()).isTrue();
                    assertThat(sandbox.notes(poison)).isEmpty();
                    life.kill();
                }
            }
            try (Child life = start(settings, output)) {
                await().until(() -> !life.isAlive() || !sandbox.notes(poison).isEmpty() && others.stream().noneMatch(other -> sandbox.notes(other).isEmpty()));
                assertThat(life.stop()).as(life.said()).isIn(0, 143);
            }
            assertThat(sandbox.notes(poison)).singleElement().satisfies(note -> assertThat(note.path("NotesBody").asText())
                    .contains("work on this incident is parked").contains("stage collect was parked, because the process ended 3 times while it ran")
                    .contains("An operator can release it"));
            assertThat(sandbox.count(SandboxSystem.IVANTI, "GET", attachment)).isEqualTo(DEATHS);
            release(settings, poison);
            sandbox.clearFaults();
            try (Child life = start(settings, output)) {
                await().until(() -> !life.isAlive() || sandbox.notes(poison).size() > 1);
                assertThat(life.stop()).as(life.said()).isIn(0, 143);
            }
            assertThat(sandbox.notes(poison)).hasSize(2).last().satisfies(note -> assertThat(note.path("NotesBody").asText()).contains("93.116.0"));
            assertThat(others).allSatisfy(other -> assertThat(sandbox.notes(other)).hasSize(1));
            assertThat(sandbox.violations()).isEmpty();
        }
    }

    private static Child start(Map<String, String> settings, Path output) throws Exception {
        return Child.start(Path.of("").toAbsolutePath(), settings, output, "run");
    }

    private Map<String, String> settings(Sandbox sandbox) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("http.port", "" + Job.freePort());
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("node.name", "deaths-test");
        return settings;
    }

    /** As an operator does on the page. */
    private static void release(Map<String, String> settings, String recId) {
        try (Store store = Store.open(new StoreSettings(settings.get("store.url"), "sa", "", "operator"), Clock.systemUTC())) {
            ParkedTasks tasks = new ParkedTasks(store.transactions(), Clock.systemUTC());
            assertThat(tasks.list()).singleElement().satisfies(parked -> {
                assertThat(parked.key()).isEqualTo(recId);
                assertThat(parked.lastError()).isEqualTo(
                        "the process ended three times while this ran (work.deaths); release it on the page when the cause is gone");
            });
            assertThat(tasks.release("collect", recId)).isTrue();
        }
    }
}
