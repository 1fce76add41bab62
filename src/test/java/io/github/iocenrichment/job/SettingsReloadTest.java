package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.io.BufferedReader;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key is exchanged while the product runs: no restart of the process, and nothing written twice. */
class SettingsReloadTest {
    private static final String WRONG = "a-key-that-virustotal-refuses";

    @TempDir
    Path folder;

    @Test
    void aNewKeyIsTakenOverAndSettingsThatCannotBeUsedAreNot() throws Exception {
        Path secrets = Child.home(folder).resolve("secrets.properties");
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
            settings.keySet().removeIf(name -> name.startsWith("urlscan."));
            String key = settings.remove("virustotal.api-key");
            settings.putAll(Map.of("store.url", "jdbc:h2:file:" + folder.resolve("store"), "http.port", "" + Job.freePort(), "ivanti.poll.cron",
                    "0/1 * * * * ?",
                    "ivanti.poll.start-from", "2026-01-01T00:00:00Z", "intelx.verify.first-delay", "1s"));
            Files.writeString(secrets, "virustotal.api-key=" + WRONG + "\n");
            String incident = sandbox.addIncident(SandboxIncident.of("Phishing", "Seen: https://login-portal-verify.com/verify"));
            try (Child child = Child.start(folder, settings, folder.resolve("output"), "run")) {
                await().until(() -> !child.isAlive() || !sandbox.notes(incident).isEmpty());
                assertThat(child.isAlive()).as(child.said()).isTrue();
                assertThat(sandbox.notes(incident).get(0).path("NotesBody").asText()).contains("VirusTotal refused the key");

                Files.writeString(secrets, "virustotal.api-key=" + key + "\nabuseipdb.max-age-days=plenty\n");
                await().until(() -> child.output().contains("Settings not taken over after a change of secrets.properties: abuseipdb.max-age-days"));

                Files.writeString(secrets, "virustotal.api-key=" + key + "\n");
                await().until(() -> child.output().contains("Settings read anew after a change of secrets.properties"));
                await().until(() -> sandbox.notes(incident).size() == 2);
                assertThat(sandbox.notes(incident).get(1).path("NotesBody").asText()).contains("MALICIOUS").doesNotContain("refused the key");

                String page = "http://127.0.0.1:" + settings.get("http.port");
                Files.writeString(secrets, "virustotal.api-key=" + key + "\nabuseipdb.max-age-days=much\n");
                await().until(() -> child.output().contains("much"));
                assertThat(pressed(page, "none")).startsWith("403 Not done");
                assertThat(pressed(page, null)).startsWith("409 Not taken over").contains("abuseipdb.max-age-days");
                Files.writeString(secrets, "virustotal.api-key=" + key + "\n");
                await().until(() -> child.output().split("after a change of secrets.properties; the work begins anew", -1).length >= 3);
                await().ignoreExceptions().until(() -> pressed(page, null).startsWith("200 Taken over"));
                await().until(() -> child.output().contains("Settings read anew after an order from the page"));

                signal(child, "HUP");
                await().until(() -> child.output().contains("Settings read anew after the signal HUP"));
                String next = sandbox.addIncident(SandboxIncident.of("Another", "Seen: https://login-portal-verify.com/verify"));
                await().until(() -> !sandbox.notes(next).isEmpty());

                assertThat(productsInMemory(child)).as("what ran with the settings before is gone").isEqualTo(1);
                assertThat(sandbox.notes(incident)).hasSize(2);
                assertThat(child.output()).doesNotContain(WRONG).doesNotContain(key);
                assertThat(child.stop()).isEqualTo(143);
            }
        }
    }

    /** Presses the button that has the settings read anew. @param token of the form; null for that of the page */
    private static String pressed(String page, String token) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String html = http.send(HttpRequest.newBuilder(URI.create(page + "/")).build(), BodyHandlers.ofString()).body();
        Matcher form = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\".{0,200}value=\"settings\"").matcher(html);
        assertThat(form.find()).isTrue();
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create(page + "/orders")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("action=reload&id=settings&reason=exchanged&token=" + (token == null ? form.group(1) : token)))
                .build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body().replaceAll("(?s).*<h1>(.*?)</h1>\\s*<p[^>]*>(.*?)</p>.*", "$1: $2");
    }

    private static long productsInMemory(Child child) throws Exception {
        Process histogram = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), String.valueOf(child.pid()),
                "GC.class_histogram").redirectError(Redirect.INHERIT).start();
        try (BufferedReader lines = histogram.inputReader()) {
            return lines.lines().map(String::strip).filter(line -> line.matches(".*\\sio\\.github\\.iocenrichment\\.Product( .*)?"))
                    .mapToLong(line -> Long.parseLong(line.split("\\s+")[1])).sum();
        }
    }

    private static void signal(Child child, String signal) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(child.pid())).inheritIO().start().waitFor()).isZero();
    }
}
