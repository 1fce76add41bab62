package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflow for CVEs through the routes as shipped. */
class VulnerabilitiesTest {
    @TempDir
    Path store;

    private static final String THREE = "Affected by CVE-2026-41234 and CVE-2025-40401, maybe also cve-2026-50011.";

    @Test
    void eachCveIsAskedOnceAndAllTogetherAtEpss() throws Exception {
        try (RunningProduct running = RunningProduct.start(Map.of("intelx.verify", "false"))) {
            String recId = running.add(THREE);
            assertThat(running.note(recId)).contains("VULNERABILITY, HIGH PRIORITY  CVE-2026-41234", "NVD: CVSS 4.0 9.3 CRITICAL", "EPSS: 84.3 % likely",
                    "CISA KEV: known to be exploited", "CISA asks to look for traces of compromise before the fix",
                    "discontinue use of the product if mitigations are unavailable",
                    "CVE-2026-50011", "NVD: not analysed by NVD", "CVE.org: CVSS 3.1 8.1 (by SampleSoft, record at CVE.org, not analysed by NVD)", "EPSS: no EPSS",
                    "CISA KEV: not in the KEV catalog", "VulnCheck KEV: known to be exploited, listed 6 Oct 2026");
            running.note(running.add("The same again: " + THREE));
            assertThat(running.sandbox.requests(SandboxSystem.NVD, "GET", "cveId=").stream().map(RequestRecord::path)).hasSize(3).doesNotHaveDuplicates();
            assertThat(running.sandbox.requests(SandboxSystem.EPSS, "GET", null)).singleElement()
                    .satisfies(call -> assertThat(call.path()).contains("cve=CVE-2026-41234,CVE-2025-40401,CVE-2026-50011"));
            assertThat(running.sandbox.requests(SandboxSystem.KEV, "GET", null)).hasSize(1);
            assertThat(running.sandbox.publishedObjects().stream().filter(object -> object.path("type").asText().equals("vulnerability"))
                    .map(object -> object.path("name").asText())).contains("CVE-2026-41234", "CVE-2025-40401", "CVE-2026-50011");
            assertThat(running.sandbox.violations()).isEmpty();
        }
    }

    @Test
    void aHundredAndFiftyCvesTakeTwoCallsToEpss() throws Exception {
        String many = IntStream.range(0, 150).mapToObj(i -> "CVE-2026-" + (70000 + i)).collect(Collectors.joining(" "));
        try (RunningProduct running = RunningProduct.start(Map.of("enrichment.max-wait", "3s", "ivanti.record.enabled", "false", "intelx.verify", "false"))) {
            running.note(running.add(many));
            List<RequestRecord> calls = running.sandbox.requests(SandboxSystem.EPSS, "GET", null);
            assertThat(calls).hasSize(2);
            assertThat(running.sandbox.requests(SandboxSystem.NVD, "GET", null)).as("never more than the quota").hasSizeLessThanOrEqualTo(50);
        }
    }

    @Test
    void withoutTheCatalogueKevIsNotCheckedAndNeverNotExploited() throws Exception {
        Sandbox sandbox = RunningProduct.sandbox();
        sandbox.addFault(Fault.answer(SandboxSystem.KEV, null, 403, "<html>Access denied</html>").always());
        try (RunningProduct running = RunningProduct.start(sandbox, Path.of("routes"), null, Map.of("ivanti.record.enabled", "false", "intelx.verify", "false",
                "enrichment.max-wait", "2s"))) {
            assertThat(running.note(running.add(THREE))).contains("KEV not checked").doesNotContain("not in the KEV catalog", "Access denied");
        }
    }

    @Test
    void theCopyOutlivesARestartWhileCisaIsDown() throws Exception {
        Map<String, String> kept = Map.of("store.url", "jdbc:h2:file:" + store.resolve("store"), "ivanti.record.enabled", "false", "intelx.verify", "false");
        Sandbox sandbox = RunningProduct.sandbox();
        try (RunningProduct running = RunningProduct.start(sandbox, Path.of("routes"), null, kept)) {
            assertThat(running.note(running.add(THREE))).contains("CISA KEV: known to be exploited");
        }
        Sandbox withoutCisa = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false).withSeed(2));
        withoutCisa.addFault(Fault.answer(SandboxSystem.KEV, null, 503, "down").always());
        try (RunningProduct running = RunningProduct.start(withoutCisa, Path.of("routes"), null, kept)) {
            String recId = running.add("Once more: CVE-2026-41234 and CVE-2026-70001.");
            assertThat(running.note(recId)).contains("CISA KEV: known to be exploited", "CISA KEV: not in the KEV catalog").doesNotContain("KEV not checked");
        }
    }

    @Test
    void switchedOffNobodyIsAskedAndTheNoteSaysWhy() throws Exception {
        try (RunningProduct running = RunningProduct.start(Map.of("vulnerability.enabled", "false",
                "ivanti.record.enabled", "false", "intelx.verify", "false"))) {
            assertThat(running.note(running.add(THREE))).contains("the vulnerability workflow is off", "CVE-2026-41234");
            for (SandboxSystem system : List.of(SandboxSystem.NVD, SandboxSystem.EPSS, SandboxSystem.KEV)) {
                assertThat(running.sandbox.requests(system, null, null)).isEmpty();
            }
        }
    }
}
