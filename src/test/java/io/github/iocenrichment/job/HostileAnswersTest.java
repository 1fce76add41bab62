package io.github.iocenrichment.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.network.RawServer;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as {@code make run} starts it, with other systems whose answers want it to end, eight incidents at once. */
class HostileAnswersTest {
    private static final int INCIDENTS = 8;

    @TempDir
    Path folder;

    @Test
    void endlessPackedAndDeepAnswersOfAllSystemsDoNotEndIt() throws Exception {
        byte[] bomb = gzip(8 << 20);
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
             RawServer hostile = new RawServer((request, out) -> answer(request, out, bomb))) {
            sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, "$top=100", 200, "{\"value\":[" + "{},".repeat(3_000_000) + "{}]}").always());
            sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, "$top=50", 200, "{\"value\":[" + "[".repeat(1_000_000)).times(2));
            sandbox.addFault(Fault.answer(SandboxSystem.INTEL_EXCHANGE, "ingest_bundle", 200, "[" + "{},".repeat(2_000_000) + "{}]").times(INCIDENTS));
            Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
            List.of("abuseipdb", "virustotal", "hybrid-analysis", "nvd", "epss")
                    .forEach(source -> settings.put(source + ".base-url", hostile.url() + "/" + source));
            settings.put("kev.url", hostile.url() + "/kev");
            settings.put("ivanti.poll.cron", "* * * * * ?");
            settings.put("ivanti.poll.start-from", "2020-01-01T00:00:00Z");
            settings.put("enrichment.max-wait", "20s");
            settings.put("http.port", "" + Job.freePort());
            List<String> incidents = new ArrayList<>();
            for (int i = 0; i < INCIDENTS; i++) {
                incidents.add(sandbox.addIncident(SandboxIncident.of("Suspicious things", "Seen: 93.115.28." + (40 + i) + ", https://login-portal-verify.com/"
                        + i + ", CVE-2026-4123" + i + " and 6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c42" + i)
                        .with(SandboxAttachment.of("proxy.log", "text/plain", new byte[12 << 20]))));
            }
            try (Child child = Child.start(Child.home(folder), settings, folder.resolve("output.txt"), "run")) {
                Patience.await().until(() -> !child.isAlive() || incidents.stream().noneMatch(recId -> sandbox.notes(recId).isEmpty()));
                assertThat(child.isAlive()).as(child.said()).isTrue();
                assertThat(child.said()).doesNotContain("OutOfMemoryError", "StackOverflowError");
                assertThat(child.said()).contains("the answer is longer than 2 MiB (source.max-answer-bytes)", "the answer has too many or too long headers",
                        "the answer is longer than 4 MiB (intelx.max-answer-bytes)");
                assertThat(sandbox.notes(incidents.get(0)).get(0).path("NotesBody").asText()).contains("NOT READ", "\"proxy.log\"");
            }
        }
    }

    private static void answer(String request, OutputStream out, byte[] bomb) throws IOException {
        String path = request.split(" ")[1];
        if (path.startsWith("/virustotal")) {
            RawServer.head(out, "Content-Encoding: gzip");
            RawServer.endlessly(out, bomb);
        }
        if (path.startsWith("/nvd")) {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.endlessly(out, "X-Header: value\r\n".repeat(500).getBytes(StandardCharsets.US_ASCII));
        }
        RawServer.head(out, "Connection: close");
        RawServer.endlessly(out, (path.startsWith("/hybrid") ? "[" : "{},").repeat(3000).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] gzip(int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[length]);
        }
        return bytes.toByteArray();
    }
}
