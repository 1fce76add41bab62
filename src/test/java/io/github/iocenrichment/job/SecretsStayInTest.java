package io.github.iocenrichment.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.sandbox.Fault;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With an API key for Ivanti. */
class SecretsStayInTest extends QuotedSecrets {
    @Test
    void whateverGoesWrongWithAnApiKey() throws Exception {
        everyCallFails("api key");
    }

    @Test
    void aStartThatFailsShowsNoneEither() throws Exception {
        Path home = Child.home(folder.resolve("home"));
        List<Map<String, String>> wrong = List.of(
                Map.of("ivanti.base-url", "https://user:" + keys.ivantiPassword() + "@127.0.0.1:9/api"),
                Map.of("ivanti.base-url", sandbox.ivantiUrl().replace("http:", "https:"), "ivanti.timeout.connect", "1s"),
                Map.of("store.url", "jdbc:postgresql://user:store-password-0815@127.0.0.1:9/ti?password=store-password-0815"));
        for (Map<String, String> change : wrong) {
            Map<String, String> changed = new LinkedHashMap<>(settings);
            changed.putAll(change);
            try (Child child = Child.start(home, changed, folder.resolve("output.txt"), "run")) {
                assertThat(child.exit()).isNotZero();
                assertClean("output", child.said());
            }
        }
        sandbox.addFault(Fault.answer(null, null, 401, String.join(" ", secrets())).always());
        try (Child child = Child.start(home, settings, folder.resolve("output.txt"), "run")) {
            assertThat(child.exit()).isNotZero();
            assertClean("output", child.said());
        }
    }
}
