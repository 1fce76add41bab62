package io.github.iocenrichment.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxOptions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ivanti refuses a role without rights nothing and lists nothing: that stays on the page until the first incident comes in. */
class RoleWithoutRightsTest {
    private static final String WORDS = "Ivanti lists no incident at all: does the group of the key, or the role, see incidents?";

    @Test
    void thatNothingIsListedStaysOnThePageUntilAnIncidentIs() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false));
             Job job = Job.start(sandbox, Clock.systemUTC(), Map.of())) {
            assertThat(job.page("/")).contains(WORDS);
            sandbox.addIncident(SandboxIncident.of("Suspicious things", "Seen: 93.115.28.40"));
            Patience.await().until(() -> !job.page("/").contains(WORDS));
        }
    }
}
