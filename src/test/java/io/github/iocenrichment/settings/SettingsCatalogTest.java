package io.github.iocenrichment.settings;

import io.github.iocenrichment.Wired;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog is the product's public interface; the file shows it to operators. */
class SettingsCatalogTest {
    private static final Path FILE = Path.of("application.properties");
    private static final SettingsCatalog CATALOG = SettingsCatalog.standard();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ivanti.poll.cron | 0/30 * * * * ?", "ivanti.poll.start-from | now", "ivanti.poll.overlap | 10m", "ivanti.poll.page-size | 100",
        "ivanti.poll.extra-filter | ''", "ivanti.attachment.max-bytes | 10485760", "ivanti.attachment.include-journal | false",
        "ivanti.note.format | plain", "ivanti.note.max-chars | 30000", "ivanti.record.enabled | true", "ivanti.link.relationship | ''",
        "ivanti.subject.max-chars | 150", "abuseipdb.base-url | https://api.abuseipdb.com/api/v2", "abuseipdb.api-key | ''",
        "abuseipdb.quota.per-day | 1000", "abuseipdb.max-age-days | 90", "virustotal.base-url | https://www.virustotal.com/api/v3",
        "virustotal.api-key | ''", "virustotal.quota.per-minute | 4", "virustotal.quota.per-day | 500", "virustotal.look-up-domains | standalone",
        "virustotal.submit-unknown-urls | false", "hybrid-analysis.base-url | https://hybrid-analysis.com/api/v2", "hybrid-analysis.api-key | ''",
        "hybrid-analysis.quota.per-minute | 200", "hybrid-analysis.quota.per-hour | 2000", "vulnerability.enabled | false",
        "nvd.base-url | https://services.nvd.nist.gov/rest/json/cves/2.0", "nvd.api-key | ''", "nvd.quota.per-30s | 5",
        "epss.base-url | https://api.first.org/data/v1/epss",
        "kev.url | https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json",
        "intelx.route | ingest-bundle", "intelx.source-name | IOC Enrichment", "intelx.collection-name | Ivanti Incidents", "intelx.source-id | ''",
        "intelx.collection-id | ''", "intelx.taxii.discovery-url | ''", "intelx.taxii.username | ''", "intelx.taxii.password | ''",
        "intelx.taxii.collection-id | ''", "intelx.verify | true", "intelx.verify.first-delay | 15s", "intelx.verify.give-up | 5m",
        "intelx.publish-verdicts | malicious,suspicious", "intelx.tlp | AMBER", "intelx.tlp.version | 1", "intelx.bundle.max-objects | 200",
        "work.incidents-at-once | 8", "ivanti.max-in-flight | 2", "abuseipdb.max-in-flight | 8", "virustotal.max-in-flight | 8",
        "hybrid-analysis.max-in-flight | 8", "intelx.max-in-flight | 4", "enrichment.cache.ttl | 24h", "enrichment.cache.not-found-ttl | 6h",
        "enrichment.max-wait | 2m", "enrichment.source-share | 25%", "enrichment.max-indicators | 500", "indicators.own-domains | ''",
                "indicators.allow-list | allow-list.txt",
        "store.url | jdbc:h2:file:./data/ioc-enrichment", "store.username | sa", "store.password | ''", "node.name | ''", "publish.note-waits | 2m",
        "http.host | 127.0.0.1", "http.port | 8080", "http.token | ''", "privacy.mask-url-secrets | true", "watch.enabled | false",
        "watch.schedule | 1h,4h,1d,3d,7d", "watch.closed-statuses | Resolved,Closed,Cancelled"})
    void hasTheAgreedDefault(String name, String defaultValue) {
        assertThat(CATALOG.find(name)).map(Setting::defaultValue).contains(defaultValue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ivanti.base-url", "ivanti.api-key", "ivanti.tenant", "ivanti.username", "ivanti.password", "ivanti.role",
        "intelx.base-url", "intelx.access-id", "intelx.secret-key", "stix.producer.id", "stix.producer.name"})
    void leavesMandatoryValuesToTheOperator(String name) {
        assertThat(CATALOG.find(name)).map(Setting::defaultValue).contains("");
        assertThat(CATALOG.find(name).orElseThrow().need()).isNotSameAs(Requirement.NEVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ivanti.api-key", "ivanti.password", "abuseipdb.api-key", "virustotal.api-key", "hybrid-analysis.api-key", "nvd.api-key",
        "intelx.access-id", "intelx.secret-key", "intelx.taxii.password", "store.password", "http.token"})
    void knowsItsSecrets(String name) {
        assertThat(CATALOG.find(name).orElseThrow().kind().secret()).isTrue();
    }

    @Test
    void everyDefaultIsASoundValue() {
        for (Setting setting : CATALOG.settings()) {
            assertThat(setting.kind().check(setting.defaultValue())).as(setting.name()).isEqualTo(setting.defaultValue());
        }
    }

    @Test
    void everySettingHasAnEnvironmentNameOfItsOwn() {
        assertThat(CATALOG.settings()).extracting(Setting::environmentName).doesNotHaveDuplicates();
        assertThat(Setting.environmentName("hybrid-analysis.quota.per-minute")).isEqualTo("HYBRID_ANALYSIS_QUOTA_PER_MINUTE");
    }

    @Test
    void fileAndCatalogAgree() throws IOException {
        Map<String, String> shown = shown();
        Map<String, String> known = new LinkedHashMap<>();
        CATALOG.settings().forEach(setting -> known.put(setting.name(), setting.defaultValue()));
        String lacking = CATALOG.settings().stream().filter(setting -> !shown.containsKey(setting.name()))
                .map(setting -> "# " + setting.meaning() + "\n" + (setting.defaultValue().isEmpty() ? "#" : "") + setting.name() + "=" + setting.defaultValue())
                .collect(Collectors.joining("\n"));
        assertThat(lacking).as("lines that " + FILE + " lacks").isEmpty();
        assertThat(shown).containsExactlyInAnyOrderEntriesOf(known);
    }

    @Test
    void fileExplainsEverySettingInOneLineAndSetsOnlyWhatHasADefault() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        Properties set = new Properties();
        try (Reader reader = Files.newBufferedReader(FILE)) {
            set.load(reader);
        }
        for (Setting setting : CATALOG.settings()) {
            int line = find(lines, setting.name());
            assertThat(lines.get(line - 1)).as("comment of " + setting.name()).startsWith("# ").contains(setting.meaning());
            assertThat(set.containsKey(setting.name())).as(setting.name() + " is set in the file").isEqualTo(!setting.defaultValue().isEmpty());
        }
    }

    @Test
    void theFileAsShippedIsSoundOnceTheMandatoryValuesAreThere() {
        Settings settings = Settings.load(new SettingsInput(FILE, null, Map.of(), new Properties(), Given.MANDATORY,
                Wired.routes()));
        assertThat(settings.text("ivanti.poll.cron")).isEqualTo("0/30 * * * * ?");
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void takesFurtherSettings() {
        Setting more = Setting.of("verdict.virustotal.min-engines", "5", ValueKinds.number(1, 100), "engines that make a verdict malicious");
        SettingsCatalog wider = CATALOG.with(List.of(more));
        assertThat(wider.find("verdict.virustotal.min-engines")).contains(more);
        assertThat(CATALOG.find("verdict.virustotal.min-engines")).isEmpty();
        assertThat(wider.prefixes()).contains("verdict");
    }

    @ParameterizedTest
    @CsvSource({"ivanti.baseurl,ivanti.base-url", "virustotal.apikey,virustotal.api-key", "Ivanti.Poll.Cron,ivanti.poll.cron",
        "intelx.publish-verdict,intelx.publish-verdicts", "ivanti.poll.pagesize,ivanti.poll.page-size",
        "other.malicious-score,verdict.other.malicious-score"})
    void suggestsTheNearestName(String slip, String meant) {
        assertThat(CATALOG.nearest(slip)).contains(meant);
    }

    @Test
    void suggestsNothingWhereNothingIsNear() {
        assertThat(CATALOG.nearest("zzzzzzzzzzzzzzzzzzzz")).isEmpty();
    }

    private static int find(List<String> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(name + "=") || lines.get(i).startsWith("#" + name + "=")) {
                return i;
            }
        }
        throw new AssertionError(name + " does not stand in " + FILE);
    }

    /** What the file shows of the product's own settings; those of a source that somebody has added are that source's business. */
    private static Map<String, String> shown() throws IOException {
        Map<String, String> shown = new LinkedHashMap<>();
        Pattern line = Pattern.compile("#?([a-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)+)=(.*)");
        List<String> twice = new ArrayList<>();
        for (String each : Files.readAllLines(FILE)) {
            Matcher setting = line.matcher(each);
            if (setting.matches() && !setting.group(1).startsWith("camel.") && shown.put(setting.group(1), setting.group(2)) != null) {
                twice.add(setting.group(1));
            }
        }
        assertThat(twice).isEmpty();
        Set<String> added = Wired.routes().required().keySet().stream().filter(name -> name.endsWith(".base-url"))
                .filter(name -> CATALOG.find(name).isEmpty()).map(name -> name.substring(0, name.indexOf('.'))).collect(Collectors.toSet());
        shown.keySet().removeIf(name -> added.contains(name.substring(0, name.indexOf('.'))));
        shown.replaceAll((name, value) -> !name.startsWith("enrich.") ? value
                : Arrays.stream(value.split(",")).filter(source -> !added.contains(source)).collect(Collectors.joining(",")));
        return shown;
    }
}
