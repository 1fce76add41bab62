package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.sandbox.Switch;
import io.github.iocenrichment.store.Databases;
import io.github.iocenrichment.store.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes on one PostgreSQL work as one: what both need is asked once, a budget is never exceeded, each incident is noted once. One of
 * them is killed with {@code kill -9} in the middle of a second wave, and the other finishes it.
 */
class TwoNodesTest {
    private static final int INCIDENTS = 50;
    private static final int SECOND_WAVE = 8;
    private static final int EACH = 20;
    private static final int URLS = 6;
    /** Enough for every hash and for half of the URLs. */
    private static final int VIRUSTOTAL_A_DAY = EACH + URLS / 2;

    private final List<String> incidents = new ArrayList<>();
    private final StoreSettings store = Databases.POSTGRESQL.fresh("node-1");

    @TempDir
    Path folder;

    @Test
    void whatTwoNodesNeedIsPaidOnceAndOneOfThemMayDie() throws Exception {
        // a day's budget is anew at midnight, and this is about one day's
        await().until(() -> LocalTime.now(ZoneOffset.UTC).isBefore(LocalTime.of(23, 58)));
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
                Child one = start(sandbox, "node-1"); Child two = start(sandbox, "node-2")) {
            await().until(() -> Stream.of(one, two).allMatch(node -> !node.isAlive() || node.said().contains("Status page")));
            add(sandbox, INCIDENTS);
            awaitNotes(sandbox, incidents.size(), one, two);
            assertThat(List.of(one, two)).as("both had a share").allSatisfy(node -> assertThat(node.said()).contains(" noted: "));
            asked(sandbox);

            sandbox.turn(Switch.IVANTI_WRITE_DELAY, "PT0.2S");
            add(sandbox, SECOND_WAVE);
            awaitNotes(sandbox, INCIDENTS + SECOND_WAVE / 4, one, two);
            one.kill();
            awaitNotes(sandbox, incidents.size(), two);
            assertThat(two.stop()).as(two.said()).isIn(0, 143);
            asked(sandbox);
            assertThat(incidents).allSatisfy(incident -> assertThat(sandbox.notes(incident)).as(incident).hasSize(1));
            assertThat(sandbox.violations()).isEmpty();
        }
    }

    private Child start(Sandbox sandbox, String name) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("node.name", name);
        // user and password have settings of their own
        settings.put("store.url", store.url().substring(0, store.url().indexOf('?')));
        settings.put("store.username", store.username());
        settings.put("store.password", store.password());
        settings.put("http.port", "" + Job.freePort());
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("ivanti.record.enabled", "false");
        settings.put("ivanti.write.settle-time", "2s");
        settings.put("intelx.verify", "false");
        settings.put("publish.note-waits", "10m");
        settings.put("work.incidents-at-once", "4");
        settings.put("abuseipdb.quota.per-day", "" + EACH);
        settings.put("enrichment.source-share", "100%");
        settings.put("virustotal.quota.per-day", "" + VIRUSTOTAL_A_DAY);
        return Child.start(Path.of("").toAbsolutePath(), settings, folder.resolve(name + ".txt"), "run");
    }

    /** The same indicators in each, now in the text and now in capitals in an attachment. */
    private void add(Sandbox sandbox, int count) {
        String addresses = IntStream.rangeClosed(1, EACH).mapToObj(i -> "93.115.26." + i).collect(Collectors.joining(", "));
        String hashes = IntStream.rangeClosed(1, EACH).mapToObj(i -> String.format("%064x", 0x5eed1000L + i * 7919L)).collect(Collectors.joining(", "));
        String urls = IntStream.rangeClosed(1, URLS).mapToObj(i -> "http://moss-" + i + ".example.org/load").collect(Collectors.joining(" , "));
        for (int i = 0; i < count; i++) {
            SandboxIncident incident = SandboxIncident.of("Beacon number " + incidents.size(), "Traffic to " + addresses + " and " + urls + " . "
                    + (i % 2 == 0 ? hashes : ""));
            incidents.add(sandbox.addIncident(i % 3 == 0 || i % 2 == 1 ? incident.with(SandboxAttachment.of("hashes.txt", "text/plain",
                    hashes.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8))) : incident));
        }
    }

    private static void awaitNotes(Sandbox sandbox, int count, Child... nodes) {
        await().until(() -> Stream.of(nodes).anyMatch(node -> !node.isAlive()) || noted(sandbox) >= count);
        assertThat(nodes).allSatisfy(node -> assertThat(node.isAlive()).as(node.said()).isTrue());
    }

    private static long noted(Sandbox sandbox) {
        return sandbox.notes().stream().map(note -> note.path("ParentLink_RecID").asText()).distinct().count();
    }

    private static void asked(Sandbox sandbox) {
        assertThat(calls(sandbox, SandboxSystem.ABUSEIPDB)).hasSize(EACH).allSatisfy((call, count) -> assertThat(count).as(call).isOne());
        assertThat(calls(sandbox, SandboxSystem.HYBRID_ANALYSIS)).hasSize(EACH).allSatisfy((call, count) -> assertThat(count).as(call).isOne());
        assertThat(calls(sandbox, SandboxSystem.VIRUSTOTAL)).hasSize(VIRUSTOTAL_A_DAY).allSatisfy((call, count) -> assertThat(count).as(call).isOne());
    }

    private static Map<String, Long> calls(Sandbox sandbox, SandboxSystem system) {
        return sandbox.requests(system, null, null).stream().collect(Collectors.groupingBy(RequestRecord::path, Collectors.counting()));
    }
}
