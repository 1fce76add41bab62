package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A source that answers slowly keeps its own questions waiting, and no other source's. */
class SlowSourceTest {
    private static final int QUESTIONS = 40;
    private static final int DONE_MEANWHILE = QUESTIONS / 2;

    @Test
    void anotherSourceAnswersMeanwhile() throws Exception {
        Sandbox sandbox = RunningProduct.sandbox();
        sandbox.addFault(Fault.of(SandboxSystem.VIRUSTOTAL, null, Fault.Kind.DELAY).delayed(3_000).always());
        Map<String, String> oneAtATime = Map.of("virustotal.max-in-flight", "1", "virustotal.quota.per-minute", "1000", "enrichment.source-share", "100%");
        try (RunningProduct running = RunningProduct.start(sandbox, Path.of("routes"), null, oneAtATime)) {
            running.add(IntStream.range(0, QUESTIONS).mapToObj(i -> "http://slow-portal-" + i + ".com/x").collect(Collectors.joining("\n")));
            Patience.await().until(() -> !sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", "/urls/").isEmpty());
            assertThat(running.note(running.add("Beacon to 46.8.0.50"))).contains("AbuseIPDB");
            assertThat(sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", "/urls/")).hasSizeLessThan(DONE_MEANWHILE);
        }
    }
}
