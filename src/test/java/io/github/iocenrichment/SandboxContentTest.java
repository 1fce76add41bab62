package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.scenario.IncidentFile;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which added sources and outputs the sandbox plays, and which of them are off there. */
class SandboxContentTest {
    private static final RoutePlaceholders ROUTES = RoutePlaceholders.in(Path.of("routes"));

    private static SettingsInput input(String... keys) {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String key : keys) {
            environment.put(key.split("=")[0], key.split("=")[1]);
        }
        return new SettingsInput(null, null, environment, new Properties(), Map.of(), ROUTES);
    }

    private static Map<String, String> played(Path tests, SettingsInput input) {
        try (SandboxContent content = SandboxContent.play(tests, ROUTES, input, Set.of("urlscan.base-url"))) {
            Map<String, String> all = new LinkedHashMap<>(content.settings());
            all.putAll(input.offIn(content.settings()));
            return all;
        }
    }

    @Test
    void shippedSourcesWithoutAKeyAreNoMatterOfTheSandbox() {
        Map<String, String> settings = played(Path.of("tests"), input());
        assertThat(settings).containsEntry("sandbox.off", "").doesNotContainKey("urlhaus.api-key").doesNotContainKey("shodan-internetdb.enabled");
    }

    @Test
    void everyShippedSourceIsPlayedWhenItIsOn() {
        Map<String, String> settings = played(Path.of("tests"), input("URLHAUS_API_KEY=a-real-key-of-mine", "MALWAREBAZAAR_API_KEY=a-real-key-of-mine",
                "THREATFOX_API_KEY=a-real-key-of-mine", "GREYNOISE_API_KEY=a-real-key-of-mine", "OTX_API_KEY=a-real-key-of-mine",
                "URLSCAN_IO_API_KEY=a-real-key-of-mine", "SHODAN_INTERNETDB_ENABLED=true"));
        assertThat(settings).containsEntry("sandbox.off", "").containsEntry("urlhaus.api-key", "key-of-urlhaus");
        for (String source : new String[] {"urlhaus", "malwarebazaar", "threatfox", "greynoise", "otx", "urlscan-io", "shodan-internetdb"}) {
            assertThat(settings.get(source + ".base-url")).matches("http://127\\.0\\.0\\.1:\\d{2,5}/" + source);
        }
        assertThat(settings.values()).noneMatch(value -> value.contains("a-real-key"));
    }

    /** It is off without a key as a shipped one is; who adds a source and writes its replies wants to see it. */
    @Test
    void anAddedSourceIsPlayedByRepliesWithoutAKey(@TempDir Path folder) throws IOException {
        Path tests = Files.createDirectory(folder.resolve("tests"));
        Path routes = Files.createDirectory(folder.resolve("routes"));
        for (String name : new String[] {"phishscore", "noreply"}) {
            Files.writeString(routes.resolve(name + ".camel.yaml"), Files.readString(Path.of("routes/38-urlhaus.camel.yaml")).replace("urlhaus", name));
        }
        Files.writeString(routes.resolve("freescore.camel.yaml"), Files.readString(Path.of("routes/38-shodan-internetdb.camel.yaml"))
                .replace("shodan-internetdb", "freescore"));
        Files.writeString(tests.resolve("sources.test.yaml"), """
                - test: two sources
                  route: any
                  given: {body: x}
                  replies: [{from: phishscore, status: 404}, {from: freescore, status: 404}]
                  expect: {body: x}
                """);
        RoutePlaceholders added = RoutePlaceholders.in(routes);
        SettingsInput input = new SettingsInput(null, null, Map.of(), new Properties(), Map.of(), added);
        try (SandboxContent content = SandboxContent.play(tests, added, input, Set.of())) {
            assertThat(content.settings()).containsEntry("phishscore.api-key", "key-of-phishscore").containsEntry("freescore.enabled", "true")
                    .doesNotContainKey("noreply.api-key");
            assertThat(content.settings().get("phishscore.base-url")).matches("http://127\\.0\\.0\\.1:\\d{2,5}/phishscore");
            assertThat(input.offIn(content.settings())).containsEntry("sandbox.off", "noreply");
        }
    }

    private static void writeRepliesOfTeams(Path folder) throws IOException {
        Files.writeString(folder.resolve("teams.test.yaml"), """
                - test: a message
                  route: any
                  given: {body: x}
                  replies: [{from: teams, status: 202}]
                  expect: {body: x}
                """);
    }

    @Test
    void anOutputIsPlayedByRepliesAndOffWithoutThem(@TempDir Path folder) throws IOException {
        SettingsInput input = input("OUTPUT_TEAMS_BASE_URL=https://hook.example/secret", "OUTPUT_SLACK_BASE_URL=https://hook.example/other");
        writeRepliesOfTeams(folder);
        Map<String, String> settings = played(folder, input);
        assertThat(settings).containsEntry("sandbox.off", "output slack").containsEntry("output.slack.base-url", "");
        assertThat(settings.get("output.teams.base-url")).matches("http://127\\.0\\.0\\.1:\\d{2,5}/teams");
    }

    @Test
    void incidentsOfAFolderAreThereWithTheFilesBesideThem(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("mail.yaml"), """
                Subject: A mail that asks for the password
                Symptom: Please look at https://login.example/v
                attachments: [mail.eml]
                """);
        Files.writeString(folder.resolve("mail.eml"), "Subject: x\n\nhttps://login.example/v\n");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            SandboxContent.addIncidents(sandbox, folder);
            assertThat(sandbox.incidents()).singleElement().satisfies(incident ->
                    assertThat(incident.path("Subject").asText()).isEqualTo("A mail that asks for the password"));
            assertThat(sandbox.attachments()).singleElement().satisfies(file -> assertThat(file.path("ATTACHNAME").asText()).isEqualTo("mail.eml"));
            Files.writeString(folder.resolve("mail.yaml"), "Subject: x\nattachments: [missing.eml]\n");
            assertThatThrownBy(() -> SandboxContent.addIncidents(sandbox, folder)).isInstanceOf(StartException.class).hasMessageContaining("missing.eml");
        }
    }

    @Test
    void anAttachmentThatCannotBeReadIsNamed(@TempDir Path folder) {
        IncidentFile incident = new IncidentFile(Map.of("Subject", "x"), List.of(folder));
        assertThatThrownBy(() -> SandboxContent.incident(incident)).isInstanceOf(StartException.class)
                .hasMessageContainingAll(folder + " cannot be read", "take it out of the attachments");
    }

    /** So that whoever adds an output sees what it got while the product runs against the sandbox. */
    @Test
    void whatAPlayedOutputReceivedIsShownBesideTheSandbox(@TempDir Path folder) throws Exception {
        writeRepliesOfTeams(folder);
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
                SandboxContent content = SandboxContent.play(folder, ROUTES, input(), Set.of())) {
            sandbox.alsoShow(content::received);
            HttpClient client = HttpClient.newHttpClient();
            URI teams = URI.create(content.settings().get("output.teams.base-url") + "/hook");
            assertThat(client.send(HttpRequest.newBuilder(teams).header("Authorization", "Bearer secret-of-teams")
                    .POST(HttpRequest.BodyPublishers.ofString("1 malicious")).build(), HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(202);

            String shown = client.send(HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + "/stubs")).build(), HttpResponse.BodyHandlers.ofString()).body();
            assertThat(shown).contains("\"to\":\"teams\"", "\"method\":\"POST\"", "\"path\":\"/hook\"", "\"body\":\"1 malicious\"", "Authorization")
                    .doesNotContain("secret-of-teams");
        }
    }

    @Test
    void aShippedSourceThatIsOnWithoutRepliesIsOffAndSaysSo(@TempDir Path folder) {
        assertThat(played(folder, input("URLHAUS_API_KEY=a-real-key-of-mine"))).containsEntry("sandbox.off", "urlhaus").containsEntry("urlhaus.api-key", "");
    }
}
