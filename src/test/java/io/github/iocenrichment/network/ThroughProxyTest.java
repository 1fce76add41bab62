package io.github.iocenrichment.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iocenrichment.Wired;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients behind a proxy and with an own authority: what goes through it, what does not, and what is said when it fails. */
class ThroughProxyTest {
    private static final Map<String, String> MANDATORY = Map.of("ivanti.base-url", "https://itsm.corp.example/api", "ivanti.api-key", "key-of-ivanti",
            "intelx.base-url", "https://intel.corp.example/ctixapi", "intelx.access-id", "id-0001", "intelx.secret-key", "secret-0001",
            "stix.producer.id", "identity--5b403904-8984-4c23-940f-3d888f2f2782", "stix.producer.name", "Example SOC");
    @TempDir
    static Path folder;
    private static TestAuthority authority;
    private static RawServer vendor;
    private static TestProxy proxy;

    @BeforeAll
    static void start() throws Exception {
        authority = TestAuthority.create(folder, "Corp Root CA");
        vendor = new RawServer((request, out) -> {
            RawServer.head(out, "Content-Length: 2");
            out.write("{}".getBytes(StandardCharsets.US_ASCII));
        });
        int port = Integer.parseInt(vendor.url().replaceFirst(".*:", ""));
        proxy = TestProxy.of("svc-ioc", "p4ss:w0rd").leading("vendor.corp.example", port, authority.server("vendor.corp.example"))
                .leading("over.corp.example", port, authority.server("over.corp.example", "-startdate", "-30d", "-validity", "10"))
                .leading("other.corp.example", port, authority.server("somebody.else.example"))
                .leading("plain.corp.example", port, null);
    }

    @AfterAll
    static void stop() {
        proxy.close();
        vendor.close();
    }

    private static Settings settings(Map<String, String> environment, String... more) {
        Map<String, String> given = new HashMap<>(MANDATORY);
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        given.putAll(Wired.addedSources());
        return Settings.load(new SettingsInput(null, null, environment, new Properties(), given, Wired.routes()));
    }

    private static Settings behindProxy(String... more) {
        String[] all = new String[more.length + 8];
        System.arraycopy(new String[]{"network.proxy.url", proxy.url(), "network.proxy.username", "svc-ioc", "network.proxy.password", "p4ss:w0rd",
                "network.trust", authority.pem().toString()}, 0, all, 0, 8);
        System.arraycopy(more, 0, all, 8, more.length);
        return settings(Map.of(), all);
    }

    private static String get(Settings settings, String address) throws IOException {
        try (CloseableHttpClient client = ClientFactory.of(settings).client(Duration.ofSeconds(20), AnswerLimits.of(settings, "virustotal"))) {
            return client.execute(new HttpGet(address), answer -> answer.getCode() + " " + EntityUtils.toString(answer.getEntity()));
        }
    }

    private static String failure(Settings settings, String address) {
        Throwable failure = catchThrowable(() -> get(settings, address));
        assertThat(failure).as("failure").isNotNull();
        return SourceFailure.words(failure);
    }

    @Test
    void httpsGoesThroughATunnelAndTheProxySeesNeitherKeyNorPath() throws IOException {
        proxy.heads().clear();
        assertThat(get(behindProxy(), "https://vendor.corp.example/files/1?key=secret")).isEqualTo("200 {}");
        assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT vendor.corp.example:443").doesNotContain("files", "secret");
    }

    @Test
    void plainHttpGoesThroughItAsItIs() throws IOException {
        assertThat(get(behindProxy(), "http://plain.corp.example/feed.json")).isEqualTo("200 {}");
        assertThat(vendor.requests()).contains("GET /feed.json HTTP/1.1");
    }

    @Test
    void loopbackAndExceptionsAreCalledDirectly() throws IOException {
        proxy.heads().clear();
        assertThat(get(behindProxy(), vendor.url() + "/local")).isEqualTo("200 {}");
        assertThat(failure(behindProxy("network.proxy.no-proxy", ".corp.example"), "https://vendor.corp.example/")).isEqualTo("host name not found");
        assertThat(proxy.heads()).isEmpty();
    }

    @Test
    void theEnvironmentIsHonouredWithItsExceptions() throws IOException {
        String withUser = "http://svc-ioc:p4ss%3Aw0rd@127.0.0.1:" + proxy.port();
        String trust = authority.pem().toString();
        assertThat(get(settings(Map.of("HTTPS_PROXY", withUser), "network.trust", trust), "https://vendor.corp.example/")).isEqualTo("200 {}");
        assertThat(get(settings(Map.of("https_proxy", withUser), "network.trust", trust), "https://vendor.corp.example/")).isEqualTo("200 {}");
        assertThat(get(settings(Map.of("http_proxy", withUser)), "http://plain.corp.example/")).isEqualTo("200 {}");
        assertThat(failure(settings(Map.of("HTTPS_PROXY", withUser)), "http://plain.corp.example/")).isEqualTo("host name not found");
        assertThat(failure(settings(Map.of("HTTPS_PROXY", withUser, "NO_PROXY", "corp.example")), "https://vendor.corp.example/"))
                .isEqualTo("host name not found");
        assertThat(settings(Map.of("HTTPS_PROXY", withUser)).proxy().lines())
                .containsExactly("Calls over https go through the proxy 127.0.0.1:" + proxy.port() + " (HTTPS_PROXY)");
        assertThat(settings(Map.of("HTTPS_PROXY", withUser)).secretValues()).contains("p4ss:w0rd");
    }

    @Test
    void whatTheProxyRefusesIsNotTakenForTheVendorsAnswer() throws IOException {
        assertThat(failure(behindProxy("network.proxy.password", "wrong"), "https://vendor.corp.example/"))
                .startsWith("the proxy refuses network.proxy.username (407)");
        assertThat(failure(behindProxy("network.proxy.password", "wrong"), "http://plain.corp.example/"))
                .startsWith("the proxy refuses network.proxy.username (407)");
        String withoutUser = "the proxy refuses network.proxy.username (407): set it, and network.proxy.password, for 127.0.0.1:" + proxy.port();
        assertThat(failure(behindProxy("network.proxy.username", "", "network.proxy.password", ""), "https://vendor.corp.example/"))
                .isEqualTo(withoutUser + " (network.proxy.url)");
        assertThat(failure(settings(Map.of("HTTPS_PROXY", proxy.url()), "network.trust", authority.pem().toString()), "https://vendor.corp.example/"))
                .isEqualTo(withoutUser + " (HTTPS_PROXY)");
        assertThat(failure(behindProxy(), "https://unknown.corp.example/")).isEqualTo("the proxy could not connect to this address (502)");
        assertThat(failure(behindProxy("network.proxy.url", "http://127.0.0.1:1"), "https://vendor.corp.example/"))
                .isEqualTo("the proxy of network.proxy.url cannot be reached: connection refused");
        try (TestProxy strict = TestProxy.open()) {
            strict.refusing(403);
            assertThat(failure(behindProxy("network.proxy.url", strict.url()), "https://vendor.corp.example/"))
                    .startsWith("the proxy does not let this address through (403)");
        }
    }

    @Test
    void aRefusedCertificateIsNamedWithItsIssuerAndTheRemedy() {
        assertThat(failure(behindProxy("network.trust", ""), "https://vendor.corp.example/"))
                .isEqualTo("the certificate of CN=vendor.corp.example is issued by "
                + "CN=Corp Root CA,O=Fjord Bank, which is not trusted: put that authority's certificate into the file of network.trust");
        assertThat(failure(behindProxy(), "https://over.corp.example/")).startsWith("the certificate of CN=over.corp.example, issued by CN=Corp Root CA,")
                .contains("is not valid now");
        assertThat(failure(behindProxy(), "https://other.corp.example/")).startsWith("the certificate of CN=somebody.else.example, issued by CN=Corp Root CA,")
                .contains("is for another host");
    }
}
