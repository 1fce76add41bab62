package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.scenario.Scenario;
import io.github.iocenrichment.scenario.ScenarioFiles;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubSettingsTest {
    private static final Map<String, String> PLAYED = Map.of("ivanti.base-url", "http://127.0.0.1:9/api", "intelx.base-url", "http://127.0.0.1:9/ctixapi",
            "output.chat.base-url", "http://127.0.0.1:9/chat");

    @Test
    void anOutputThatNoTestPlaysIsOffWhateverItsAddress(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), Files.readString(Path.of("application.properties"))
                + "\noutput.teams.base-url=https://teams.example/webhook\noutput.chat.base-url=https://chat.example/webhook\n");

        Map<String, String> settings = StubSettings.load(file, needed(), false).all();

        assertThat(settings).containsEntry("output.teams.base-url", "").containsEntry("output.chat.base-url", "http://127.0.0.1:9/chat");
    }

    /** What a desk may well set, and what would make tests of the shipped routes fail that know nothing of it. */
    @Test
    void testsInDefaultsHoldWhateverTheDeskSets(@TempDir Path folder) throws IOException {
        Map<String, String> ours = Map.of("publish.approval", "malicious", "intelx.tlp", "RED", "ivanti.record.when", "indicators", "templates.language", "de",
                "enrich.ip", "virustotal", "verdict.abuseipdb.malicious-score", "100", "urlhaus.evidence", "context",
                "ivanti.record.fields.Category", "Phishing", "ivanti.poll.objects", "servicereq");
        Path list = Files.writeString(folder.resolve("allow-list.txt"), "45.155.204.0/24 # ours\n");
        Path file = Files.writeString(folder.resolve("application.properties"), "indicators.allow-list=" + list + "\nindicators.own-domains=example\n"
                + ours.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()).collect(Collectors.joining("\n")));

        Settings inDefaults = StubSettings.load(file, needed(), true);
        Settings asWritten = StubSettings.load(file, needed(), false);

        Settings shipped = StubSettings.load(Path.of("application.properties"), needed(), false);
        assertThat(asWritten.all()).containsAllEntriesOf(ours);
        ours.keySet().forEach(name -> assertThat(inDefaults.all().get(name)).as(name).isEqualTo(shipped.all().get(name)));
        Indicator listed = Indicator.of(IndicatorType.IPV4, "45.155.204.17");
        assertThat(PrivacyConfiguration.policy(asWritten).apply(listed).enrichable()).isFalse();
        assertThat(PrivacyConfiguration.policy(inDefaults).apply(listed).enrichable()).as("an empty name is that of no list").isTrue();
    }

    /** What a route needs to start at all is no setting of the product's. */
    @Test
    void whatRoutesReferToKeepsItsValue(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("application.properties"), "siem.folder=/var/siem\ncamel.threadpool.poolSize=3\nintelx.tlp=RED\n");
        SettingsInput input = new SettingsInput(file, null, Map.of(), new Properties(), needed(), Set.of("siem.folder", "intelx.tlp"));
        assertThat(Settings.load(input.inDefaults()).all()).containsEntry("siem.folder", "/var/siem").containsEntry("camel.threadpool.poolSize", "3")
                .containsEntry("intelx.tlp", "AMBER");
    }

    @Test
    void allShippedTestsAreInDefaults() {
        assertThat(ScenarioFiles.read(List.of(), Path.of("tests"))).isNotEmpty().allMatch(Scenario::inDefaults);
    }

    private static Map<String, String> needed() {
        Map<String, String> forced = new LinkedHashMap<>(PLAYED);
        for (String name : new String[] {"ivanti.api-key", "intelx.access-id", "intelx.secret-key", "stix.producer.name"}) {
            forced.put(name, "made-up");
        }
        forced.put("stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11");
        return forced;
    }
}
