package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Main;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How the program starts: what it says first, and the one line that says why it cannot. */
class StartTest {
    private static Sandbox sandbox;

    @TempDir
    Path folder;

    @BeforeAll
    static void openSandbox() {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
    }

    @AfterAll
    static void closeSandbox() {
        sandbox.close();
    }

    static Stream<Arguments> wrongSettings() {
        return Stream.of(
                wrong("an address is missing", "intelx.base-url", "", "intelx.base-url"),
                wrong("a mandatory value is missing", "stix.producer.id", "", "stix.producer.id"),
                wrong("a mandatory value is senseless", "stix.producer.id", "Fjord Bank", "stix.producer.id", "identity--"),
                wrong("neither key nor log-in", "ivanti.api-key", "", "ivanti.api-key", "ivanti.tenant"),
                wrong("a name is misspelled", "ivanti.poll.overlapp", "10m", "ivanti.poll.overlapp", "ivanti.poll.overlap"),
                wrong("a name of another section", "abuseipdb.max-age", "30", "abuseipdb.max-age", "abuseipdb.max-age-days"),
                wrong("a number is too small", "ivanti.poll.page-size", "0", "ivanti.poll.page-size", "100"),
                wrong("a number is too large", "ivanti.poll.page-size", "101", "ivanti.poll.page-size", "100"),
                wrong("a number is none", "abuseipdb.max-age-days", "ninety", "abuseipdb.max-age-days", "365"),
                wrong("a period is none", "ivanti.poll.overlap", "ten minutes", "ivanti.poll.overlap", "10m"),
                wrong("a word is not of the list", "ivanti.note.format", "markdown", "ivanti.note.format", "html"),
                wrong("a cron of five fields", "ivanti.poll.cron", "*/5 * * * *", "ivanti.poll.cron"),
                wrong("a cron that is none", "ivanti.poll.cron", "every minute", "ivanti.poll.cron"),
                wrong("a moment that is none", "ivanti.poll.start-from", "yesterday", "ivanti.poll.start-from", "now"),
                wrong("a filter that Ivanti would misread", "ivanti.poll.extra-filter", "not startswith(Subject, 'x')", "ivanti.poll.extra-filter"),
                wrong("a filter with an open bracket", "ivanti.poll.extra-filter", "(Category eq 'Phishing'", "ivanti.poll.extra-filter"),
                wrong("pages for everyone without a token", "http.host", "0.0.0.0", "http.host", "http.token"),
                wrong("a store of another kind", "store.url", "jdbc:mysql://db/ti", "store.url", "jdbc:postgresql"),
                wrong("an address that is none", "virustotal.base-url", "virustotal", "virustotal.base-url", "https"),
                wrong("a base address without its path", "ivanti.base-url", sandbox.ivantiUrl().replace("/api", "/ism"), "ivanti.base-url", "/HEAT/api"),
                wrong("Ivanti cannot be reached", "ivanti.base-url", "http://127.0.0.1:9/api", "ivanti.base-url", "cannot be reached"),
                wrong("Ivanti refuses the key", "ivanti.api-key", "0123456789ABCDEF0123456789ABCDEF", "ivanti.api-key", "refused"),
                wrong("Ivanti knows no such field", "ivanti.poll.extra-filter", "NoSuchField eq 'x'", "ivanti.poll.extra-filter"),
                wrong("Intel Exchange cannot be reached", "intelx.base-url", "http://127.0.0.1:9/ctixapi", "intelx.base-url", "cannot be reached"),
                wrong("Intel Exchange refuses the key", "intelx.secret-key", "another-secret", "intelx."),
                wrong("a source for which there is no route", "enrich.url", "virustotal,urlscn", "enrich.url", "direct:look-up-urlscn"),
                wrong("a source that Intel Exchange does not know", "intelx.source-name", "Nobody", "intelx.source-name", "Import"),
                wrong("a collection that Intel Exchange does not know", "intelx.collection-name", "Nothing", "intelx.collection-name", "Import"),
                Arguments.of("TLS where there is none", Map.of("ivanti.base-url", sandbox.ivantiUrl().replace("http:", "https:"),
                        "ivanti.timeout.connect", "1s"), List.of("ivanti.base-url")));
    }

    private static Arguments wrong(String what, String name, String value, String... named) {
        return Arguments.of(what, Map.of(name, value), List.of(named));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSettings")
    void oneLineNamesThePropertyAndTheRemedy(String what, Map<String, String> change, List<String> named) throws IOException {
        Map<String, String> settings = good();
        settings.putAll(change);
        refused(settings, named);
    }

    @Test
    void aBusyPortIsNamed() throws IOException {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = good();
            settings.put("http.port", "" + busy.getLocalPort());
            refused(settings, List.of("http.port", "" + busy.getLocalPort()));
        }
    }

    @Test
    void aBrokenLineOfTheAllowListIsNamed() throws IOException {
        Path list = Files.writeString(folder.resolve("allowed.txt"), "10.0.0.0/8 # office\nnot/a/network/99\n");
        Map<String, String> settings = good();
        settings.put("indicators.allow-list", list.toString());
        refused(settings, List.of("indicators.allow-list", "2"));
    }

    /** Starts it within this process, with these values given as {@code -D}. */
    private static void refused(Map<String, String> settings, List<String> named) {
        Properties before = (Properties) System.getProperties().clone();
        StringWriter errors = new StringWriter();
        StringWriter output = new StringWriter();
        int exit;
        try {
            settings.forEach(System::setProperty);
            exit = Main.commandLine().setErr(new PrintWriter(errors)).setOut(new PrintWriter(output)).execute("run");
        } finally {
            System.setProperties(before);
        }
        assertOneLine(exit, errors.toString(), named);
        assertThat(output.toString()).isEmpty();
    }

    private static void assertOneLine(int exit, String errors, List<String> named) {
        assertThat(exit).as(errors).isNotZero();
        assertThat(errors.strip().lines()).as("one line").hasSize(1);
        assertThat(errors).contains(named).startsWith("ioc-enrichment: ").doesNotContain("Exception").doesNotContain("\tat ");
        for (String secret : List.of(sandbox.keys().ivanti(), sandbox.keys().intelxSecret(), "another-secret", "0123456789ABCDEF0123456789ABCDEF")) {
            assertThat(errors).doesNotContain(secret);
        }
    }

    private static Map<String, String> good() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:mem:start-test");
        // belongs to a source that is added by a route file of its own
        settings.keySet().removeIf(name -> name.startsWith("urlscan."));
        settings.put("http.port", "" + Job.freePort());
        return settings;
    }

    private Child child(Path home, Map<String, String> environment, String... arguments) throws IOException {
        return Child.start(home, environment, folder.resolve("output.txt"), arguments);
    }

    private Path home() throws IOException {
        return Child.home(folder.resolve("home"));
    }

    @Test
    void withoutAnySettingItNamesWhatIsMissingAndTheSandbox() throws Exception {
        try (Child child = child(home(), Map.of())) {
            assertOneLine(child.exit(), child.errors(), List.of("ivanti.base-url", "--sandbox"));
        }
    }

    @Test
    void withoutRouteFilesItSaysWhereToStart() throws Exception {
        try (Child child = child(folder, good(), "run")) {
            assertOneLine(child.exit(), child.errors(), List.of("routes"));
        }
    }

    @Test
    void aBrokenRouteFileIsNamed() throws Exception {
        Path home = home();
        Files.writeString(home.resolve("routes").resolve("15-mine.camel.yaml"),
                "- route:\n    id: mine\n    from:\n      uri: direct:mine\n      steps:\n        - log-it: x\n");
        try (Child child = child(home, good(), "run")) {
            assertOneLine(child.exit(), child.errors(), List.of("15-mine.camel.yaml"));
        }
    }

    @Test
    void aStoreThatAnotherProcessHoldsIsNamed() throws Exception {
        Map<String, String> settings = good();
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        try (Store held = Store.open(new StoreSettings(settings.get("store.url"), "sa", "", "other"), Clock.systemUTC());
                Child child = child(home(), settings, "run")) {
            assertOneLine(child.exit(), child.errors(), List.of("store.url"));
            assertThat(held.isReachable()).isTrue();
        }
    }

    @Test
    void fileEnvironmentAndCommandLineAreReadInThisOrderOfStrength() throws Exception {
        Path home = home();
        Map<String, String> settings = good();
        String port = settings.remove("http.port");
        Map<String, String> environment = new LinkedHashMap<>();
        StringBuilder file = new StringBuilder("http.port=1\nivanti.poll.cron=0/7 * * * * ?\n");
        settings.forEach((name, value) -> {
            if (name.startsWith("intelx.")) {
                environment.put(name, value);
                file.append(name).append("=wrong\n");
            } else {
                file.append(name).append('=').append(value).append('\n');
            }
        });
        environment.put("http.port", "2");
        Files.writeString(home.resolve("application.properties"), file);
        try (Child child = child(home, environment, "-Dhttp.port=" + port, "run")) {
            assertThat(page(child, port, "/status.json")).contains("\"sandbox\":false");
            assertThat(child.output().lines().findFirst().orElse("")).contains("Running against the configured systems").contains(sandbox.ivantiUrl())
                    .contains(sandbox.intelExchangeUrl());
            assertThat(child.stop()).isIn(0, 143);
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void theSandboxStepsInWhenNothingIsConfigured() throws Exception {
        String port = "" + Job.freePort();
        try (Child child = child(home(), Map.of("http.port", port), "run", "--sandbox=auto")) {
            assertThat(page(child, port, "/status.json")).contains("\"sandbox\":true");
            assertThat(child.output().lines().limit(3)).anyMatch(line -> line.contains("sandbox") && line.contains("nothing leaves this machine"));
            await().until(() -> child.output().contains("noted"));
            assertThat(child.stop()).isIn(0, 143);
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void theSandboxStaysAwayWhenAnAddressIsConfigured() throws Exception {
        Map<String, String> settings = good();
        String port = settings.get("http.port");
        try (Child child = child(home(), settings, "run", "--sandbox=auto")) {
            assertThat(page(child, port, "/status.json")).contains("\"sandbox\":false");
            assertThat(child.output()).contains("Running against the configured systems");
        }
    }

    private static String page(Child child, String port, String path) {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
        return await().ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            assertThat(child.isAlive()).as(child.said()).isTrue();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }, reply -> reply.statusCode() == 200).body();
    }
}
