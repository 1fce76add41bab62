package io.github.iocenrichment.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.FreePort;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.Product;
import io.github.iocenrichment.Wired;
import io.github.iocenrichment.network.TestAuthority;
import io.github.iocenrichment.network.TestProxy;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Databases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole outside world behind a company's proxy, over TLS with the company's own authority: the check and the job meet the same. */
class BehindProxyTest {
    @TempDir
    static Path folder;
    private static Sandbox sandbox;
    private static TestAuthority authority;
    private static TestProxy proxy;
    private static final Map<String, String> OUTSIDE = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
        sandbox.addIncident(SandboxIncident.of("Something that was there before", "nothing to see"));
        authority = TestAuthority.create(folder, "Corp Root CA");
        proxy = TestProxy.of("svc-ioc", "prox-pass-01");
        // every port of the sandbox becomes a host that only the proxy knows
        Map<Integer, String> hosts = new TreeMap<>();
        sandbox.settings().values().stream().filter(value -> value.startsWith("http://127.0.0.1:")).map(URI::create)
                .forEach(address -> hosts.computeIfAbsent(address.getPort(), port -> "system-" + hosts.size() + ".corp.example"));
        SSLContext certificate = authority.server(String.join(",", hosts.values()));
        hosts.forEach((port, host) -> proxy.leading(host, port, certificate));
        sandbox.settings().forEach((name, value) -> OUTSIDE.put(name, value.startsWith("http://127.0.0.1:")
                ? "https://" + hosts.get(URI.create(value).getPort()) + value.replaceFirst("http://[^/]*", "") : value));
        OUTSIDE.put("network.proxy.url", proxy.url());
        OUTSIDE.put("network.proxy.username", "svc-ioc");
        OUTSIDE.put("network.proxy.password", "prox-pass-01");
        OUTSIDE.put("network.trust", authority.pem().toString());
    }

    @AfterAll
    static void stop() {
        proxy.close();
        sandbox.close();
    }

    private static Settings settings(String... more) throws Exception {
        Map<String, String> given = new LinkedHashMap<>(OUTSIDE);
        given.put("store.url", Databases.H2.fresh("node-1").url());
        given.put("ivanti.poll.cron", "* * * * * ?");
        given.put("http.port", String.valueOf(FreePort.find()));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return Wired.settings(given);
    }

    private static String check(Settings settings) throws Exception {
        StringWriter out = new StringWriter();
        CheckCommand.report(settings, Clock.systemUTC(), new PrintWriter(out));
        return out.toString();
    }

    @Test
    void theWholeJobGoesThroughTheProxyWhichSeesNoKey() throws Exception {
        assertThat(check(settings()).lines()).allMatch(line -> line.startsWith("ok    "));
        proxy.heads().clear();
        try (Product product = Product.start(settings("intelx.verify.first-delay", "1s"), true, Clock.systemUTC())) {
            String recId = sandbox.addIncident(SandboxIncident.of("Suspicious things", "Seen: 93.115.28.40, https://login-portal-verify.com/verify, "
                    + "CVE-2026-41234 and 6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426"));
            Patience.await().until(() -> !sandbox.notes(recId).isEmpty());
            assertThat(sandbox.notes(recId).get(0).path("NotesBody").asText()).contains("AbuseIPDB: score 87", "VirusTotal: 17 of",
                    "Hybrid Analysis: malicious", "NVD: CVSS 4.0 9.3", "EPSS: ", "Sent to Intel Exchange");
            Patience.await().until(() -> proxy.hosts().size() >= 8);
        }
        assertThat(sandbox.violations()).isEmpty();
        assertThat(proxy.heads()).allMatch(head -> head.startsWith("CONNECT system-")).noneMatch(head -> head.contains(sandbox.keys().ivanti())
                || head.contains(sandbox.keys().virusTotal()) || head.contains("/api"));
    }

    @ParameterizedTest(name = "{0}:{1}")
    @CsvSource({"svc-ioc, wrong-pass-01, 'set the right user and network.proxy.password for'", "'', '', 'set it, and network.proxy.password, for'"})
    void theCheckAndTheStartSayTheSameOfARefusedUserAndOfNone(String user, String password, String fix) throws Exception {
        Settings wrong = settings("network.proxy.username", user, "network.proxy.password", password);
        String words = "the proxy refuses network.proxy.username (407): " + fix + " 127.0.0.1:" + proxy.port() + " (network.proxy.url)";
        assertThat(check(wrong).lines().filter(line -> line.contains(words)).count()).as(check(wrong)).isGreaterThanOrEqualTo(7);
        assertThatThrownBy(() -> Product.start(wrong, true, Clock.systemUTC()).close()).hasMessageContaining(words);
    }

    @Test
    void theCheckAndTheStartNameTheAuthorityThatIsNotTrusted() throws Exception {
        Settings untrusting = settings("network.trust", "");
        String words = "is issued by CN=Corp Root CA,O=Fjord Bank, which is not trusted";
        assertThat(check(untrusting)).contains("FAIL  VirusTotal: virustotal.base-url cannot be used: the certificate of CN=system-", words,
                "network.trust");
        assertThatThrownBy(() -> Product.start(untrusting, true, Clock.systemUTC()).close()).hasMessageContaining(words);
    }
}
