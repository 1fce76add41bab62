package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.files.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"rw-------,0", "r--------,0", "rw-r-----,1", "rw-r--r--,1", "rw--w----,1"})
    void theStartWarnsOfASecretsFileThatOthersMayRead(String rights, int warnings) throws IOException {
        Path secrets = Files.writeString(folder.resolve("secrets.properties"), "ivanti.api-key=k\nintelx.access-id=a\nintelx.secret-key=s\n");
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString(rights));
        Map<String, String> rest = new LinkedHashMap<>(Map.of("ivanti.base-url", "https://ivanti.example/api", "intelx.base-url",
                "https://intelx.example/ctixapi",
                "stix.producer.id", "identity--0b2f1f3e-3f0e-4a53-9a7e-2f1d6c5b4a39", "stix.producer.name", "Example"));

        Settings settings = Settings.load(new SettingsInput(folder.resolve("none"), secrets, Map.of(), new Properties(), rest));

        assertThat(OwnerOnly.isOpenToOthers(secrets)).isEqualTo(warnings == 1);
        assertThat(settings.warnings()).filteredOn(line -> line.equals("secrets.properties may be read by other users of this machine; run chmod 600"
                + " secrets.properties"))
                .hasSize(warnings);
    }

    @Test
    void theStartWarnsWhenUrlsLeaveAsTheyAre() {
        Settings settings = Settings.load(new SettingsInput(folder.resolve("none"), null, Map.of(), new Properties(),
                Map.of("ivanti.base-url", "https://ivanti.example/api", "ivanti.api-key", "k", "intelx.base-url", "https://intelx.example/ctixapi",
                "intelx.access-id", "a",
                        "intelx.secret-key", "s", "stix.producer.id", "identity--0b2f1f3e-3f0e-4a53-9a7e-2f1d6c5b4a39", "stix.producer.name", "Example",
                        "privacy.mask-url-secrets", "false")));

        assertThat(settings.warnings()).anyMatch(line -> line.startsWith("privacy.mask-url-secrets is false: URLs leave with the secrets"));
    }
}
