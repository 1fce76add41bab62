package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.attachment.Documents;
import io.github.iocenrichment.attachment.PoisonFiles;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tickets whose texts and attachments are larger to read than the heap of {@code make run}: the real process with the flags of {@code make run} stays
 * alive, notes every ticket beside them, and each of them with what was left out.
 */
class PoisonTest {
    private static final List<String> ENDED_THE_PROCESS = List.of("dictionaries.xz", "domains.txt", "addresses.txt", "proxy.log", "proxy.zip",
            "pictures-hidden.pdf");
    private static final int LARGE_LOGS = 8;
    private static final int LARGE_PDFS = 12;
    private static final int OTHERS = 5;

    @TempDir
    Path folder;

    @Test
    void everyTicketIsNotedAndTheProcessLives() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false).withSeed(1))) {
            Map<String, String> poisoned = new LinkedHashMap<>();
            for (String file : ENDED_THE_PROCESS) {
                poisoned.put(add(sandbox, "Ticket with " + file, "See the file.", file, PoisonFiles.all().get(file).get()), file);
            }
            poisoned.put(sandbox.addIncident(ours("Ticket with a long text", PoisonFiles.domains(97_000))), "long text");
            byte[] log = PoisonFiles.all().get("large.log").get();
            for (int i = 0; i < LARGE_LOGS; i++) {
                poisoned.put(add(sandbox, "Ticket with log " + i, "See the log.", "large" + i + ".log", log), "large" + i + ".log");
            }
            List<String> others = new ArrayList<>();
            for (int i = 0; i < OTHERS; i++) {
                others.add(sandbox.addIncident(ours("Other ticket " + i, "Traffic to 93.116.0." + (i + 1))));
            }

            try (Child life = Child.start(Path.of("").toAbsolutePath(), settings(sandbox), folder.resolve("output.txt"), "run")) {
                await().until(() -> !life.isAlive() || noted(sandbox, others) && noted(sandbox, poisoned.keySet()));
                assertThat(life.isAlive()).as(life.said()).isTrue();
            }

            poisoned.forEach((incident, what) -> assertThat(words(sandbox, incident)).as(what).containsPattern("(?i)not read|counted only"));
        }
    }

    /** Every worker that reads attachments meets one of them, and more wait behind: the files beside them get their turn all the same. */
    @Test
    void pagesOfHiddenGigabytesKeepNoOtherAttachmentFromBeingRead() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false).withSeed(1))) {
            byte[] pictures = PoisonFiles.pictures(60);
            assertThat(pictures).hasSizeBetween(6_000_000, 6_500_000);
            List<String> poisoned = new ArrayList<>();
            Map<String, String> others = new LinkedHashMap<>();
            for (int i = 1; i <= LARGE_PDFS; i++) {
                poisoned.add(add(sandbox, "Ticket with page " + i, "See the page.", "page" + i + ".pdf", pictures));
                if (i % 5 == 0) {
                    others.put(add(sandbox, "Other ticket " + i, "See the report.", "report.pdf", report("Beacon to 93.116.1." + i)), "93.116.1[.]" + i);
                }
            }

            try (Child life = Child.start(Path.of("").toAbsolutePath(), settings(sandbox), folder.resolve("output.txt"), "run")) {
                await().until(() -> !life.isAlive() || noted(sandbox, poisoned)
                        && others.entrySet().stream().allMatch(other -> words(sandbox, other.getKey()).contains(other.getValue())));
                assertThat(life.isAlive()).as(life.said()).isTrue();
                assertThat(life.said()).doesNotContain("OutOfMemoryError");
            }

            assertThat(poisoned).allSatisfy(incident -> assertThat(words(sandbox, incident)).contains("NOT READ")
                    .containsPattern("a stream of this PDF was left out|not read yet, tried again"));
        }
    }

    private static byte[] report(String text) {
        return Documents.pdf(List.of(List.of(text)), List.of());
    }

    private static SandboxIncident ours(String subject, String text) {
        return SandboxIncident.of(subject, text).withField("Service", "Security Operations").withField("Category", "Malware");
    }

    private static String add(Sandbox sandbox, String subject, String text, String file, byte[] content) {
        return sandbox.addIncident(ours(subject, text).with(SandboxAttachment.of(file, "application/octet-stream", content)));
    }

    private static boolean noted(Sandbox sandbox, Iterable<String> incidents) {
        for (String incident : incidents) {
            if (sandbox.notes(incident).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static String words(Sandbox sandbox, String incident) {
        return sandbox.notes(incident).stream().map(note -> note.path("NotesBody").asText()).collect(Collectors.joining("\n"));
    }

    private Map<String, String> settings(Sandbox sandbox) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("http.port", "" + Job.freePort());
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
        settings.put("enrichment.max-wait", "5s");
        // thousands of look-ups would only make the test long: what is kept of a ticket does not depend on it
        settings.put("enrichment.max-indicators", "20");
        settings.put("publish.note-waits", "1s");
        // what found no memory beside the others is looked at again while the test waits
        settings.put("attachment.read-again", "5s,15s,1m");
        settings.put("node.name", "poison-test");
        return settings;
    }
}
