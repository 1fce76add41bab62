package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.DocumentBlocks;
import io.github.iocenrichment.RouteCheck;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adds an output as {@code docs/routes.md} says, from the document's own text, before anybody sets its address. */
class AddedOutputTest {
    private static final String REAL = "output.teams.base-url=http://192.0.2.7/webhookb2/never-called\nmisp.api-key=key-of-mine\n";
    private static final String HAND_OVER = "                - to: {id: hand-over-to-teams, uri: task:teams}\n";

    @TempDir
    Path folder;
    private Path home;

    @BeforeEach
    void addTheOutput() throws IOException {
        DocumentBlocks document = DocumentBlocks.of(Path.of("docs", "routes.md"));
        home = Child.home(folder.resolve("home"));
        Files.copy(Path.of("docs/examples/teams.camel.yaml"), home.resolve("routes/55-teams.camel.yaml"));
        Path template = Path.of("templates/outputs/teams.json.ftl");
        Files.createDirectories(home.resolve(template).getParent());
        Files.copy(template, home.resolve(template));
        Path enrich = home.resolve("routes/30-enrich.camel.yaml");
        String text = Files.readString(enrich);
        String note = "                - to:\n                    id: promise-note\n";
        String furtherNote = "              - to:\n                  id: promise-further-note\n";
        assertThat(text).contains(note).contains(furtherNote);
        Files.writeString(enrich, text.replace(note, document.after("step before `promise-note`") + note)
                .replace(furtherNote, document.after("one before `promise-further-note`") + furtherNote));
        Path tests = Files.createDirectory(home.resolve("tests"));
        Files.writeString(tests.resolve("55-teams.test.yaml"), document.after("Save as `tests/55-teams.test.yaml`") + """
                - test: an output that no reply plays is off
                  given: {incident: {Subject: Alarm, Symptom: Connections to 45.155.204.17}}
                  replies:
                    - {from: abuseipdb, body: {data: {ipAddress: 45.155.204.17, isPublic: true, ipVersion: 4, abuseConfidenceScore: 100, totalReports: 412}}}
                  expect: {nothing-sent-to: [teams], note contains: "45.155.204[.]17"}
                """);
    }

    /** The same with a second one, which needs a key. */
    @Test
    void itIsTestedWithoutItsAddressAndWithItInTheSecretsFileAlone() throws Exception {
        Files.copy(Path.of("docs/examples/misp.camel.yaml"), home.resolve("routes/56-misp.camel.yaml"));
        Path enrich = home.resolve("routes/30-enrich.camel.yaml");
        Files.writeString(enrich, Files.readString(enrich).replace(HAND_OVER, HAND_OVER + HAND_OVER.replace("teams", "misp")));
        assertThat(RouteCheck.of(home, Map.of("MISP_API_KEY", "key-of-mine"), new Properties())).isEmpty();
        Files.writeString(home.resolve("secrets.properties"), REAL);
        assertThat(RouteCheck.of(home, Map.of(), new Properties())).isEmpty();

        try (Child child = Child.start(home, Map.of(), folder.resolve("output.txt"), "test")) {
            assertThat(child.exit()).as(child.said()).isZero();
            assertThat(child.output()).contains("2 tests, all passed");
        }
    }

    /** A warning is no fault. */
    @Test
    void itsAddressInTheFileOfAllOtherSettingsIsWarnedOfByLint() throws Exception {
        Files.writeString(home.resolve("application.properties"), "# outputs\n" + REAL.lines().findFirst().orElseThrow() + "\n");
        try (Child child = Child.start(home, Map.of(), folder.resolve("output.txt"), "lint")) {
            assertThat(child.exit()).as(child.said()).isZero();
            assertThat(child.output()).isEmpty();
            assertThat(child.errors()).isEqualTo("warning: application.properties:2: output.teams.base-url is a secret; move the line into"
                    + " secrets.properties\n");
        }
    }

    @Test
    void withoutItsAddressItIsOffAndTheStartSaysSo() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
            settings.keySet().removeIf(name -> name.startsWith("urlscan."));
            settings.put("store.url", "jdbc:h2:mem:added-output");
            settings.put("http.port", "" + Job.freePort());
            settings.put("ivanti.poll.cron", "* * * * * ?");
            String recId = sandbox.addIncident(SandboxIncident.of("Alarm", "Connections to 45.155.204.17"));
            try (Child child = Child.start(home, settings, folder.resolve("output.txt"), "run")) {
                await().until(() -> !sandbox.notes(recId).isEmpty() || !child.isAlive());
                assertThat(child.said().lines().map(line -> line.substring(line.indexOf("output teams") < 0 ? 0 : line.indexOf("output teams"))))
                        .as(child.said()).containsOnlyOnce("output teams, to which routes/55-teams.camel.yaml sends, is off: output.teams.base-url is not set",
                                "output teams is off, nothing is sent: output.teams.base-url is not set");
                assertThat(child.stop()).isIn(0, 143);
            }
        }
    }
}
