package io.github.iocenrichment;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at the secrets file goes on, whatever comes of one look. */
class SettingsReloadWatchTest {
    @Test
    void aFailureThatNobodyExpectedIsLoggedAndTheFileIsLookedAtAgain(@TempDir Path folder) throws Exception {
        Path secrets = folder.resolve("secrets.properties");
        Settings settings = Wired.settings(Map.of("ivanti.base-url", "https://itsm.example/api", "ivanti.api-key", "key-1", "intelx.base-url",
                "https://intelx.example/ctixapi", "intelx.access-id", "id-1", "intelx.secret-key", "secret-1", "stix.producer.id",
                "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "stix.producer.name", "Fjord Bank SOC"));
        AtomicInteger reads = new AtomicInteger();
        try (LogLines log = LogLines.of(SettingsReload.class.getName()); SettingsReload reload = SettingsReload.watch(secrets, () -> {
            if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("a disk that fails");
            }
            return settings;
        })) {
            Files.writeString(secrets, "a=1\n");
            await().until(() -> !log.lines().isEmpty());
            assertThat(log.lines()).containsExactly("Settings not taken over after a change of " + secrets + "; the running ones stay");
            Files.writeString(secrets, "a=1\nb=2\n");
            await().until(() -> reload.take() == settings);
        }
    }
}
