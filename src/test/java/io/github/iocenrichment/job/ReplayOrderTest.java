package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.iocenrichment.job.Replays.Said;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.store.AuditStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code replay} beside a running product on the same H2 file, which it gives the order to, and without one. */
class ReplayOrderTest {
    private static final String TOKEN = "token-of-the-page-0123456789";

    @TempDir
    Path folder;
    private Sandbox sandbox;
    private Job job;
    private Map<String, String> settings;
    private List<String> incidents;

    /** Two incidents are noted while VirusTotal refuses the key, which it does no more afterwards. */
    @BeforeEach
    void twoIncidentsAreLeftUnanswered() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
        sandbox.addFault(Fault.answer(SandboxSystem.VIRUSTOTAL, null, 401, "{}").always());
        incidents = List.of(sandbox.addIncident(SandboxIncident.of("One", "Seen: https://login-portal-verify.com/verify")),
                sandbox.addIncident(SandboxIncident.of("Other", "Seen: https://login-portal-verify.com/verify and 93.115.28.40")));
        settings = new LinkedHashMap<>(sandbox.settings());
        settings.keySet().removeIf(name -> name.startsWith("urlscan."));
        settings.putAll(Map.of("store.url", "jdbc:h2:file:" + folder.resolve("store"), "http.port", "" + Job.freePort(), "http.token", TOKEN,
                "intelx.verify.first-delay", "1s", "publish.note-waits", "1m"));
        job = Job.start(sandbox, Clock.systemUTC(), settings);
        await().until(() -> incidents.stream().noneMatch(recId -> sandbox.notes(recId).isEmpty()));
        await().until(() -> sandbox.notes().stream().allMatch(note -> note.path("NotesBody").asText().contains("VirusTotal")));
        sandbox.clearFaults();
    }

    @AfterEach
    void stop() {
        job.close();
        sandbox.close();
    }

    private Said replay(Map<String, String> more, String... arguments) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        return Replays.replay(all, arguments);
    }

    private void assertAllAskedAgain(Said said) {
        assertThat(said.exit()).as(said.errors()).isZero();
        assertThat(said.out().lines().filter(line -> line.matches("INC\\d+ is asked about again: VirusTotal 1 \\(key refused\\)"))).hasSize(2);
        assertThat(said.out().lines().reduce((one, next) -> next).orElse("")).startsWith("2 incidents with unanswered questions since ");
    }

    private void awaitFurtherNotes() {
        await().until(() -> incidents.stream().allMatch(recId -> sandbox.notes(recId).size() == 2));
        assertThat(sandbox.notes()).hasSize(4);
    }

    @Test
    void aRunningProductAsksAgainWhatWasLeftUnanswered() {
        assertAllAskedAgain(replay(Map.of(), "--since", "2d", "--unanswered"));
        awaitFurtherNotes();
        Said again = replay(Map.of(), "--unanswered");
        assertThat(again.exit()).isZero();
        assertThat(again.out()).startsWith("no incident has unanswered questions since ");
    }

    @Test
    void aRunningProductShowsHowItIsDoingAndMakesABackup() {
        Said status = Replays.command(settings, "status");
        assertThat(status.errors()).isEmpty();
        assertThat(status.out()).startsWith("ioc-enrichment ").contains("last poll 20",
                "VirusTotal: breaker closed; last error VirusTotal refused the key (401)");

        Path file = folder.resolve("kept/monday.mv.db");
        Said backup = Replays.command(settings, "backup", file.toString());
        assertThat(backup.exit()).as(backup.errors()).isZero();
        assertThat(backup.out()).startsWith("Backup of the store in " + file).contains("To restore it");
        assertThat(folder.resolve("backups")).isEmptyDirectory();
        try (Store copy = Store.open(new StoreSettings("jdbc:h2:file:" + folder.resolve("kept/monday"), "sa", "", "operator"), Clock.systemUTC())) {
            assertThat(incidents).allSatisfy(recId -> assertThat(copy.incidents().find(recId)).isPresent());
        }
        assertThat(Replays.command(settings, "backup", file.toString()).errors()).contains("exists; name a file that is not there yet");
        assertThat(audit()).extracting(AuditStore.Entry::action, AuditStore.Entry::outcome).containsExactly(tuple("backup", "done"));

        job.close();
        Said none = Replays.command(settings, "status");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.out()).startsWith("no product answers at http.host and http.port");
    }

    @Test
    void withoutAProductTheCommandDoesItItself() {
        job.close();
        assertAllAskedAgain(replay(Map.of(), "--since", "2d", "--unanswered"));
        awaitFurtherNotes();
    }

    @Test
    void aRunningProductDoesOneIncidentAgain() {
        String number = sandbox.incidents().get(0).path("IncidentNumber").asText();
        Said said = replay(Map.of(), number);
        assertThat(said.exit()).as(said.errors()).isZero();
        assertThat(said.out()).startsWith("INC" + number + " handed to the running product");

        Said nobody = replay(Map.of(), "99999");
        assertThat(nobody.exit()).isEqualTo(2);
        assertThat(nobody.errors()).contains("no incident of that number or RecId");

        Said refused = replay(Map.of("http.token", "another-token-0123456789"), number);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.errors()).contains("refuses http.token");

        assertThat(audit()).extracting(AuditStore.Entry::action, AuditStore.Entry::subject, AuditStore.Entry::address, AuditStore.Entry::outcome)
                .containsExactlyInAnyOrder(tuple("replay", number, "127.0.0.1", "done"), tuple("replay", "99999", "127.0.0.1", "not done: no such incident"),
                        tuple("access", "POST /replay", "127.0.0.1", "refused: the token is wrong; send that of http.token"));
    }

    /** What the product has left in its table, once it is stopped. */
    private List<AuditStore.Entry> audit() {
        job.close();
        try (Store store = Store.open(new StoreSettings(settings.get("store.url"), "sa", "", "observer"), Clock.systemUTC())) {
            return store.audit().latest(10);
        }
    }
}
