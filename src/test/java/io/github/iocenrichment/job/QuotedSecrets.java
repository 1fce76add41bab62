package io.github.iocenrichment.job;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxKeys;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The real process, known secrets, and every call going wrong in ways that quote them: none may be printed, shown, measured, stored or sent on. */
abstract class QuotedSecrets {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** A session id of the log-in, and a signed query. */
    private static final List<Pattern> MADE = List.of(Pattern.compile("[a-z0-9.-]+#[0-9A-Fa-f]{32}#\\d"),
            Pattern.compile("Signature=(?!\\*|xxxxxx)[^\\s&\"]{6,}"));

    private static final int INCIDENTS = 40;
    private static final Fault POLL = at(SandboxSystem.IVANTI, "GET", "$orderby");
    private static final List<Fault> CALLS = List.of(POLL, at(SandboxSystem.IVANTI, "GET", "incidents('"),
            at(SandboxSystem.IVANTI, "GET", "IncidentContainsAttachment"), at(SandboxSystem.IVANTI, "GET", "/rest/Attachment"),
            at(SandboxSystem.IVANTI, "POST", "businessobject/incidents"), at(SandboxSystem.IVANTI, "POST", "journal__notess"),
            at(SandboxSystem.ABUSEIPDB, "GET", "check"), at(SandboxSystem.VIRUSTOTAL, "GET", "/api/v3/"),
            at(SandboxSystem.HYBRID_ANALYSIS, "GET", "hash"), at(SandboxSystem.INTEL_EXCHANGE, "POST", "ingest_bundle"));
    private static final Set<SandboxSystem> SOURCES = EnumSet.of(SandboxSystem.ABUSEIPDB, SandboxSystem.VIRUSTOTAL, SandboxSystem.HYBRID_ANALYSIS);

    Sandbox sandbox;
    SandboxKeys keys;
    Map<String, String> settings;
    private String port;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
        keys = sandbox.keys();
        port = "" + Job.freePort();
        settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        settings.put("store.password", "store-password-0815");
        settings.put("http.port", port);
        settings.put("http.token", "page-token-0815-page-token");
        settings.put("ivanti.poll.cron", "0/1 * * * * ?");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** Those that the program was given: others it cannot know. */
    final List<String> secrets() {
        return Stream.of(keys.ivanti(), keys.ivantiPassword(), keys.abuseIpDb(), keys.virusTotal(), keys.hybridAnalysis(), keys.intelxAccessId(),
                keys.intelxSecret(), keys.taxiiPassword(), keys.nvd(), "store-password-0815", "page-token-0815-page-token")
                .filter(settings::containsValue).toList();
    }

    /** Each answer quotes what it was asked with, as gateways do. */
    private List<Fault> quotingFaults() {
        String all = String.join(" ", secrets()) + " acme-sec.example#0123456789ABCDEF0123456789ABCDEF#1 Signature=c2lnbmVkLWJ5LXVz%3D&Expires=1";
        return List.of(
                Fault.answer(null, null, 401, "{\"code\":\"ISM_4001\",\"message\":[\"key " + all + " is refused\"],\"errors\":[{\"detail\":\"" + all + "\"}]}"),
                Fault.answer(null, null, 500, "{\"message\":\"failed for SessionId=acme-sec.example#0123456789ABCDEF0123456789ABCDEF#1 " + all + "\"}"),
                Fault.answer(null, null, 403, "<html><body>Denied: GET /x?AccessID=" + keys.intelxAccessId() + "&Signature=c2lnbmVkLWJ5LXVz%3D " + all
                        + "</body></html>"),
                // text of 200 is taken for the content of an attachment, in which only our own are known
                Fault.answer(null, null, 200, "rest_api_key=" + String.join(" ", secrets())),
                Fault.answer(null, null, 302, all).withHeaders(Map.of("Location", "http://127.0.0.1:9/?Key=" + keys.abuseIpDb())),
                Fault.answer(null, null, 429, all).withHeaders(Map.of("Retry-After", keys.virusTotal())),
                Fault.of(null, null, Fault.Kind.CUT_BEFORE), Fault.of(null, null, Fault.Kind.WRONG_ENCODING), Fault.of(null, null, Fault.Kind.CUT_MID_BODY));
    }

    private static Fault at(SandboxSystem system, String method, String path) {
        return Fault.of(system, path, Fault.Kind.CUT_BEFORE).onMethod(method);
    }

    private static Fault met(Fault call, Fault fault) {
        return new Fault(call.system(), call.method(), call.path(), fault.kind(), 0, 1, 1, fault.status(), fault.body(), fault.headers(), 0);
    }

    private void addIncident(int number) {
        sandbox.addIncident(SandboxIncident.of("Beacon " + number, "Traffic to 93.115.28.40, 93.115.28." + (100 + number)
                + " and https://login-portal-verify.com/verify?n=" + number + " by d41d8cd98f00b204e9800998ecf842" + (10 + number))
                .withField("Service", "Security Operations").withField("Category", "Malware")
                .with(SandboxAttachment.of("seen.txt", "text/plain", "https://login-portal-verify.com/verify\n".getBytes(StandardCharsets.UTF_8))));
    }

    /** Every call of the journey meets every fault; the incidents are many enough for that although some of them are parked on the way. */
    final void everyCallFails(String name) throws Exception {
        Path home = Child.home(folder.resolve("home"));
        StringBuilder shown = new StringBuilder();
        try (Child child = Child.start(home, settings, folder.resolve("output.txt"), "run")) {
            await().until(() -> !child.isAlive() || sandbox.count(SandboxSystem.IVANTI, "GET", "$orderby") > 0);
            assertThat(child.isAlive()).as(child.said()).isTrue();
            List<Fault> faults = new ArrayList<>(quotingFaults());
            Fault refusedKey = faults.get(0);
            for (Fault call : CALLS) {
                // a poll whose key is refused rests for minutes, so that comes last
                faults.stream().filter(fault -> fault != refusedKey || call != POLL).forEach(fault -> sandbox.addFault(met(call, fault)));
                // the same fault is not the first one everywhere
                Collections.rotate(faults, 1);
            }
            for (int number = 0; number < INCIDENTS; number++) {
                addIncident(number);
            }
            // a source that fails is not asked for a while, so it is not waited for until it has shown all of its faults
            await().untilAsserted(() -> assertThat(CALLS).allSatisfy(call ->
                    assertThat(sandbox.count(call.system(), call.method(), call.path())).as("%s", call)
                            .isGreaterThan(SOURCES.contains(call.system()) ? 0 : faults.size())));
            long polls = sandbox.count(POLL.system(), POLL.method(), POLL.path());
            sandbox.addFault(met(POLL, refusedKey));
            // a session that is refused is opened anew
            await().until(() -> settings.containsKey("ivanti.api-key") ? child.output().contains("nothing is polled for")
                    : sandbox.count(POLL.system(), POLL.method(), POLL.path()) > polls + 1);
            for (String page : List.of("/", "/search?q=", "/work", "/sources", "/trends", "/status.json", "/observe/health", "/observe/metrics",
                    "/no-such-page")) {
                shown.append(page(page)).append('\n');
            }
            assertThat(shown).contains("Beacon 0");
            assertThat(child.output()).contains("failed in route");
            child.stop();
            assertClean("output", child.said());
        }
        assertClean("pages", shown.toString());
        assertClean("what was written to others", sandbox.notes() + " " + sandbox.recordIncidents() + " " + sandbox.publishedObjects());
        assertThat(sandbox.violations()).as(name).isEmpty();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertClean("file " + file.getFileName(), new String(bytes, StandardCharsets.ISO_8859_1));
                assertClean("file " + file.getFileName(), new String(bytes, StandardCharsets.UTF_16BE));
            }
        }
    }

    private String page(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Authorization", "Bearer page-token-0815-page-token")
                .build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    final void assertClean(String what, String text) {
        List<String> found = new ArrayList<>(secrets().stream().filter(text::contains).toList());
        MADE.forEach(pattern -> pattern.matcher(text).results().forEach(hit -> found.add(hit.group())));
        assertThat(found).as("secrets in %s", what).isEmpty();
    }
}
