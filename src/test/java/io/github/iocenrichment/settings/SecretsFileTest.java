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
    void theStartWarnsOfSecretsInTheFileOfAllOtherSettings() throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), """
                ivanti.base-url=https://ivanti.example/api
                intelx.base-url=https://intelx.example/ctixapi
                stix.producer.id=identity--0b2f1f3e-3f0e-4a53-9a7e-2f1d6c5b4a39
                stix.producer.name=Example
                nvd.api-key=
                ivanti.api-key=key-of-mine
                output.teams.base-url=https://hook.example/telling-part
                camel.component.kafka.sasl-password=word-of-mine
                """);
        Map<String, String> rest = Map.of("INTELX_ACCESS_ID", "a", "INTELX_SECRET_KEY", "s");

        assertThat(Settings.load(new SettingsInput(file, folder.resolve("secrets.properties"), rest, new Properties(), Map.of())).warnings()).containsExactly(
                "application.properties:6: ivanti.api-key is a secret; move the line into secrets.properties",
                "application.properties:7: output.teams.base-url is a secret; move the line into secrets.properties",
                "application.properties:8: camel.component.kafka.sasl-password is a secret; move the line into secrets.properties");
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
