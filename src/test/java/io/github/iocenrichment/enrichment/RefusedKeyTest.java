package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source refuses the key: what is in flight at that moment has left, and nothing follows it, though many threads wait for a connection. */
class RefusedKeyTest {
    private static final String REFUSAL = "{\"error\":{\"code\":\"WrongCredentialsError\"}}";

    @ParameterizedTest(name = "virustotal.max-in-flight={0}")
    @ValueSource(ints = {1, 8})
    void noFurtherCallLeaves(int inFlight) throws Exception {
        String urls = IntStream.rangeClosed(1, 25).mapToObj(i -> "http://dropzone-" + i + ".net/a").collect(Collectors.joining(" and "));
        try (RunningProduct running = RunningProduct.start(Map.of("virustotal.max-in-flight", "" + inFlight, "abuseipdb.max-in-flight", "25",
                "virustotal.quota.per-minute", "1000", "virustotal.quota.per-day", "10000", "ivanti.record.enabled", "false", "intelx.verify", "false"))) {
            running.sandbox.addFault(Fault.answer(SandboxSystem.VIRUSTOTAL, null, 401, REFUSAL).always());

            String note = running.note(running.add("Seen: " + urls));

            List<?> calls = running.sandbox.requests(SandboxSystem.VIRUSTOTAL, null, null);
            assertThat(calls).hasSizeBetween(1, inFlight);
            assertThat(note).contains("key refused").doesNotContain("has been failing", "the call gave no answer", "was not called", "the call failed");
        }
    }
}
