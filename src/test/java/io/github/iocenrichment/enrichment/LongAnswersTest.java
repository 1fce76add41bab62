package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.LogLines;
import io.github.iocenrichment.network.RawServer;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that are longer than is read, through the routes as shipped: each is reported with its limit, and the work goes on. */
class LongAnswersTest {
    private static final String LONG = "{\"padding\": \"" + "a".repeat(9 << 20) + "\"}";
    private static final String TOLD = "the answer is longer than 2 MiB (source.max-answer-bytes)";

    @Test
    void aSourceThatAnswersWithoutEndHasFailedWithTheReason() throws Exception {
        try (RawServer endless = new RawServer((request, out) -> {
            RawServer.head(out, "Transfer-Encoding: chunked");
            RawServer.endlessly(out, ("2000\r\n" + " ".repeat(8192) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }); RunningProduct running = start(RunningProduct.sandbox(), Map.of("abuseipdb.base-url", endless.url() + "/abuseipdb",
                "virustotal.base-url", endless.url() + "/virustotal", "hybrid-analysis.base-url", endless.url() + "/hybrid",
                "nvd.base-url", endless.url() + "/nvd", "epss.base-url", endless.url() + "/epss"))) {
            String recId = running.add("Seen: 93.115.28.40 and https://login-portal-verify.com/verify and CVE-2026-41234 and "
                    + "6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426");
            String note = running.note(recId);
            for (String source : List.of("AbuseIPDB", "VirusTotal", "Hybrid Analysis", "NVD", "EPSS")) {
                assertThat(note.lines().filter(line -> line.contains(source))).as(source + " in\n" + note).anyMatch(line -> line.contains(TOLD));
            }
        }
    }

    @Test
    void aPageThatIsTooLongIsAskedForInHalvesAndOneRowThatIsTooLongHoldsBackNoOther() throws Exception {
        Sandbox sandbox = RunningProduct.sandbox();
        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, "$top=100", 200, LONG).always());
        String huge = sandbox.addIncident(SandboxIncident.of("A log pasted whole", "x".repeat(9 << 20)));
        String behind = sandbox.addIncident(SandboxIncident.of("Suspicious things", "Seen: 93.115.28.40"));
        try (RunningProduct running = start(sandbox, Map.of("ivanti.poll.start-from", "2020-01-01T00:00:00Z"))) {
            assertThat(running.note(behind)).contains("AbuseIPDB: score 87");
            assertThat(running.notes(huge)).isEmpty();
        }
    }

    @Test
    void anAttachmentThatIsTooLongIsNamedAndTheRestIsRead() throws Exception {
        Sandbox sandbox = RunningProduct.sandbox();
        byte[] large = "93.115.28.40 ".repeat((11 << 20) / 13).getBytes(StandardCharsets.US_ASCII);
        try (RunningProduct running = start(sandbox, Map.of())) {
            String recId = sandbox.addIncident(SandboxIncident.of("Suspicious things", "Seen: CVE-2026-41234")
                    .with(SandboxAttachment.of("proxy.log", "text/plain", large)));
            assertThat(running.note(recId)).contains("\"proxy.log\": larger than 10 MiB", "NVD: CVSS 4.0 9.3");
            assertThat(sandbox.requests(SandboxSystem.IVANTI, "GET", "/rest/Attachment")).hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ingest-bundle, ingest_bundle", "taxii, /objects/"})
    void anAnswerOfIntelExchangeThatIsTooLongIsNoAnswerAndTheMessageIsSentAgain(String route, String path) throws Exception {
        Sandbox sandbox = RunningProduct.sandbox();
        try (RunningProduct running = start(sandbox, Map.of("intelx.route", route)); LogLines log = LogLines.of("incidents")) {
            sandbox.addFault(Fault.answer(SandboxSystem.INTEL_EXCHANGE, path, 200, LONG));
            assertThat(running.note(running.add("Seen: 93.115.28.40"))).contains("Sent to Intel Exchange");
            assertThat(sandbox.ingestPosts()).hasSize(1);
            assertThat(log.lines()).anyMatch(line -> line.contains("the answer is longer than 4 MiB (intelx.max-answer-bytes)"));
        }
    }

    @Test
    void aKevFeedThatIsTooLongIsNotLoadedAndEveryNoteSaysSo() throws Exception {
        Sandbox sandbox = RunningProduct.sandbox();
        sandbox.addFault(Fault.answer(SandboxSystem.KEV, null, 200, LONG).always());
        try (LogLines log = LogLines.of("incidents"); RunningProduct running = start(sandbox,
                Map.of("kev.max-answer-bytes", "65536", "enrichment.max-wait", "1s"))) {
            assertThat(running.note(running.add("Seen: CVE-2026-41234"))).contains("KEV not checked", "NVD: CVSS 4.0 9.3");
            assertThat(log.lines()).contains("the KEV catalogue could not be refreshed: the answer is longer than 65536 bytes (kev.max-answer-bytes); "
                    + "KEV is not checked until it is loaded");
        }
    }

    private static RunningProduct start(Sandbox sandbox, Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("ivanti.record.enabled", "false", "intelx.verify", "false", "enrichment.max-wait", "20s"));
        settings.putAll(more);
        return RunningProduct.start(sandbox, Path.of("routes"), null, settings);
    }
}
