package io.github.iocenrichment.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A source refuses the key for hours: the note says so, and when the key works again a further note says what the source knows, by itself. */
class RefusedKeyAmendedTest {
    @RegisterExtension
    private final FailingSystems world = new FailingSystems();
    @TempDir
    Path folder;

    @Test
    void aRestartWithAKeyThatWorksIsEnough() throws Exception {
        Map<String, String> store = Map.of("store.url", "jdbc:h2:file:" + folder.resolve("store"));
        world.work(store);
        world.sandbox().addFault(Fault.answer(SandboxSystem.VIRUSTOTAL, null, 401, "{}").always());
        String incident = world.addIncident();
        world.awaitSkipping(() -> !world.sandbox().notes(incident).isEmpty() && World.isIdle(world.job()));
        world.job().close();

        world.sandbox().clearFaults();
        world.work(store);

        Instant restart = world.clock().instant();
        world.awaitSkipping(() -> world.sandbox().notes(incident).size() == 2);
        assertThat(Duration.between(restart, world.clock().instant())).isLessThan(Duration.ofMinutes(8));
    }

    @Test
    void whatWasLeftUnansweredIsAskedWhenTheKeyWorksAgain() throws Exception {
        world.work();
        world.sandbox().addFault(Fault.answer(SandboxSystem.VIRUSTOTAL, null, 401, "{\"error\":{\"code\":\"WrongCredentialsError\"}}").always());
        String incident = world.addIncident();
        world.awaitSkipping(() -> !world.sandbox().notes(incident).isEmpty() && World.isIdle(world.job()));
        assertThat(world.notes(incident)).singleElement().asString().contains("VirusTotal refused the key");
        assertThat(world.job().page("/")).contains("VirusTotal refuses our key").doesNotContain("All is well");
        assertThat(world.job().page("/observe/metrics")).contains("ioc_source_key_refused{source=\"virustotal\"} 1.0",
                "ioc_source_key_refused{source=\"abuseipdb\"} 0.0");

        world.sandbox().clearFaults();
        // one call tries the key after its pause; what it left open follows within seconds of its answer
        world.awaitSkipping(Duration.ofSeconds(30), () -> world.sandbox().notes(incident).size() > 1 && World.isIdle(world.job())
                && World.waiting(world.job(), "amend") == 0);

        assertThat(world.notes(incident)).hasSize(2).last().asString().contains("VirusTotal");
        assertThat(world.job().page("/")).doesNotContain("refuses our key");
        assertThat(world.job().page("/observe/metrics")).contains("ioc_source_key_refused{source=\"virustotal\"} 0.0");
    }
}
