package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.sandbox.RequestRecord;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pay once: 50 incidents with the same 20 indicators at once cost 20 calls, not 1,000. */
class SingleFlightTest {
    private static final int INCIDENTS = 50;
    private static final int EACH = 20;

    @Test
    void fiftyIncidentsWithTheSameIndicatorsAskEachSourceOnceForEach() throws Exception {
        List<String> addresses = IntStream.rangeClosed(1, EACH).mapToObj(i -> "93.115.27." + i).toList();
        List<String> hashes = IntStream.rangeClosed(1, EACH).mapToObj(i -> String.format("%064x", 0x5eed0000L + i * 7919L)).toList();
        List<String> all = new ArrayList<>(addresses);
        all.addAll(hashes);
        String text = "Seen: " + String.join(" and ", all);
        SandboxAttachment list = SandboxAttachment.of("hashes.txt", "text/plain", String.join("\n", hashes).getBytes(StandardCharsets.UTF_8));
        try (RunningProduct running = RunningProduct.start(Map.of("ivanti.record.enabled", "false", "intelx.verify", "false"))) {
            List<String> incidents = IntStream.range(0, INCIDENTS)
                    // half of them write the hashes in capitals and have them in an attachment too, which is the same question
                    .mapToObj(i -> i % 2 == 0 ? SandboxIncident.of("Beacon", text) : SandboxIncident.of("Beacon", text.toUpperCase(Locale.ROOT)).with(list))
                    .map(running.sandbox::addIncident).toList();
            Patience.await().until(() -> incidents.stream().noneMatch(id -> running.sandbox.notes(id).isEmpty()));

            assertThat(callsPerValue(running, SandboxSystem.ABUSEIPDB)).hasSize(EACH).allSatisfy((call, count) -> assertThat(count).as(call).isOne());
            assertThat(callsPerValue(running, SandboxSystem.VIRUSTOTAL)).hasSize(EACH).allSatisfy((call, count) -> assertThat(count).as(call).isOne());
            assertThat(callsPerValue(running, SandboxSystem.HYBRID_ANALYSIS)).hasSize(EACH).allSatisfy((call, count) -> assertThat(count).as(call).isOne());
            assertThat(incidents).allSatisfy(id -> assertThat(running.notes(id)).doesNotContain("not answered", "not asked"));
        }
    }

    private static Map<String, Long> callsPerValue(RunningProduct running, SandboxSystem system) {
        return running.sandbox.requests(system, null, null).stream().filter(request -> request.path().matches(".*(93\\.115|[0-9a-fA-F]{64}).*"))
                .collect(Collectors.groupingBy(RequestRecord::path, Collectors.counting()));
    }
}
