package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A key of one system that reaches another is refused and kept, whatever way it travels. */
class KeyGuardTest {
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Map<SandboxSystem, String> doors() {
        Map<SandboxSystem, String> doors = new EnumMap<>(Map.of(SandboxSystem.IVANTI, sandbox.ivantiUrl() + "/x", SandboxSystem.ABUSEIPDB,
                sandbox.abuseIpDbUrl() + "/check",
                SandboxSystem.VIRUSTOTAL, sandbox.virusTotalUrl() + "/files/x", SandboxSystem.HYBRID_ANALYSIS, sandbox.hybridAnalysisUrl() + "/key/current",
                SandboxSystem.INTEL_EXCHANGE, sandbox.intelExchangeUrl() + "/ping/", SandboxSystem.NVD, sandbox.nvdUrl(),
                SandboxSystem.EPSS, sandbox.epssUrl(), SandboxSystem.KEV, sandbox.kevUrl(), SandboxSystem.URLSCAN, sandbox.urlScanUrl() + "/search"));
        doors.putAll(Map.of(SandboxSystem.CVE_ORG, sandbox.cveOrgUrl() + "/x", SandboxSystem.EUVD, sandbox.euvdUrl(), SandboxSystem.VULNCHECK,
                sandbox.vulnCheckUrl()));
        return doors;
    }

    @ParameterizedTest
    @EnumSource(SandboxSystem.class)
    void noDoorTakesAForeignKeyHeader(SandboxSystem system) throws Exception {
        for (String header : SandboxSystem.KEY_HEADERS) {
            int before = sandbox.violations().size();
            Http.Answer answer = Http.get(doors().get(system), header, "anything");
            assertThat(sandbox.violations().size() - before).as(system + " " + header).isEqualTo(system.expects(header) ? 0 : 1);
            assertThat(answer.status() == 400 && answer.text().contains("violation")).as(system + " " + header).isEqualTo(!system.expects(header));
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxSystem.class)
    void noDoorTakesAForeignSecretInAnyPlace(SandboxSystem system) throws Exception {
        String url = doors().get(system);
        for (Map.Entry<SandboxSystem, List<String>> entry : sandbox.keys().secrets().entrySet()) {
            if (entry.getKey() == system) {
                continue;
            }
            for (String secret : entry.getValue()) {
                int before = sandbox.violations().size();
                Http.get(url, "X-Trace", "a " + secret);
                Http.get(url + "?q=" + Http.enc(secret));
                Http.post(url, "body " + secret);
                assertThat(sandbox.violations().size() - before).as(system + " " + entry.getKey()).isEqualTo(3);
            }
        }
        assertThat(sandbox.violations().toString()).doesNotContain(sandbox.keys().ivanti(), sandbox.keys().abuseIpDb());
    }

    @ParameterizedTest
    @CsvSource({"Signature", "AccessID"})
    void aSignedQueryElsewhereIsForeign(String parameter) throws Exception {
        assertThat(Http.get(sandbox.virusTotalUrl() + "/files/x?" + parameter + "=1").status()).isEqualTo(400);
    }

    @Test
    void ownKeysPassAndAreMaskedInTheJournal() throws Exception {
        Http.get(sandbox.abuseIpDbUrl() + "/check?ipAddress=93.115.28.40&key=" + sandbox.keys().abuseIpDb(), "Accept", "application/json");
        Http.get(sandbox.intelExchangeUrl() + "/ping/?AccessID=" + sandbox.keys().intelxAccessId() + "&Expires=1&Signature=abc");
        assertThat(sandbox.violations()).isEmpty();
        assertThat(sandbox.requests(null, null, null)).extracting(RequestRecord::path)
                .containsExactly("/api/v2/check?ipAddress=93.115.28.40&key=***", "/ctixapi/ping/?AccessID=***&Expires=1&Signature=***");
        assertThat(sandbox.counts()).containsEntry("abuseipdb GET", 1L);
        assertThat(sandbox.keys().toString()).doesNotContain(sandbox.keys().abuseIpDb());
    }
}
