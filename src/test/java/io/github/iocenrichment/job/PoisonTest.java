package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

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
    private static final String[] FLAGS_OF_MAKE_RUN = {"-Xms96m", "-Xmn40m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError"};
    private static final List<String> ENDED_THE_PROCESS = List.of("dictionaries.xz", "domains.txt", "addresses.txt", "proxy.log", "proxy.zip",
            "pictures-hidden.pdf");
    private static final int LARGE_LOGS = 8;
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

            try (Child life = Child.start(Path.of("").toAbsolutePath(), settings(sandbox), folder.resolve("output.txt"), arguments())) {
                await().until(() -> !life.isAlive() || noted(sandbox, others) && noted(sandbox, poisoned.keySet()));
                assertThat(life.isAlive()).as(life.said()).isTrue();
            }

            poisoned.forEach((incident, what) -> assertThat(words(sandbox, incident)).as(what).containsPattern("(?i)not read|counted only"));
        }
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

    private static String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(FLAGS_OF_MAKE_RUN));
        arguments.add("run");
        return arguments.toArray(String[]::new);
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
        settings.put("node.name", "poison-test");
        return settings;
    }
}
