package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Given.MANDATORY;
import static io.github.iocenrichment.settings.Given.input;
import static io.github.iocenrichment.settings.Given.properties;
import static io.github.iocenrichment.settings.Given.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a value comes from and what it is read as. */
class SettingsTest {
    @TempDir
    Path folder;
    private Given given;

    @BeforeEach
    void inAFolderOfItsOwn() {
        given = new Given(folder);
    }

    @Test
    void aForcedValueBeatsCommandLineBeatsEnvironmentBeatsSecretsFileBeatsFileBeatsDefault() throws IOException {
        Path file = given.write("application.properties",
                "ivanti.poll.overlap=11m\nivanti.poll.page-size=11\nhttp.port=1011\nnode.name=file\nstore.username=file\n");
        Path secretsFile = given.write("secrets.properties", "ivanti.poll.page-size=12\nhttp.port=1012\nnode.name=secrets\nstore.username=secrets\n");
        Map<String, String> environment = Map.of("HTTP_PORT", "1013", "NODE_NAME", "environment", "STORE_USERNAME", "environment");
        Map<String, String> forced = new HashMap<>(MANDATORY);
        forced.put("store.username", "forced");
        Settings settings = Settings.load(new SettingsInput(file, secretsFile, environment,
                properties(Map.of("node.name", "command-line", "store.username", "command-line")), forced));
        assertThat(settings.duration("enrichment.max-wait")).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.duration("ivanti.poll.overlap")).isEqualTo(Duration.ofMinutes(11));
        assertThat(settings.integer("ivanti.poll.page-size")).isEqualTo(12);
        assertThat(settings.integer("http.port")).isEqualTo(1013);
        assertThat(settings.text("node.name")).isEqualTo("command-line");
        assertThat(settings.text("store.username")).isEqualTo("forced");
    }

    @Test
    void aFirstLookUpBehindTheTimeOfGivingUpIsTheOnlyOne() {
        assertThat(given.load(with("intelx.verify.give-up", "5s")).duration("intelx.verify.give-up")).hasSeconds(5);
    }

    @Test
    void anAddedSourceBringsItsOwnNames() {
        Path file = given.file(with("urlscan.base-url", "https://urlscan.example"));
        Settings settings = Settings.load(new SettingsInput(file, null, Map.of("URLSCAN_API_KEY", "urlscan-0001"), new Properties(), Map.of(),
                Set.of("urlscan.base-url", "urlscan.api-key", "urlscan.unset")));
        assertThat(settings.all()).containsEntry("urlscan.base-url", "https://urlscan.example").containsEntry("urlscan.api-key", "urlscan-0001")
                .doesNotContainKey("urlscan.unset");
        assertThat(settings.secretValues()).contains("urlscan-0001");
    }

    @Test
    void camelsOwnPropertiesPass() {
        assertThat(given.load(with("camel.main.name", "x")).all()).containsEntry("camel.main.name", "x");
    }

    @Test
    void recordFieldsAreFreeAndMayBeEmptied() {
        Map<String, String> file = with("ivanti.record.fields.Category_Valid", "7FA13078D17C459F9281641A69B23135");
        file.put("ivanti.record.fields.Source", "");
        Settings settings = Settings.load(input(given.file(file), Map.of("IVANTI_RECORD_FIELDS_SERVICE", "Service Desk"), Map.of()));
        assertThat(settings.group("ivanti.record.fields.")).containsEntry("Status", "Logged").containsEntry("Service", "Service Desk")
                .containsEntry("Category_Valid", "7FA13078D17C459F9281641A69B23135").doesNotContainKeys("Source", "ProfileLink_RecID");
    }

    @Test
    void aVariableSetsAFieldWhoseSpellingIsKnown() {
        Settings settings = Settings.load(input(given.file(with("ivanti.record.fields.SocQueue", "a")), Map.of("IVANTI_RECORD_FIELDS_OWNERTEAM", "SOC Tier 1",
                "IVANTI_RECORD_FIELDS_SOCQUEUE", "b"), Map.of()));
        assertThat(settings.group("ivanti.record.fields.")).containsEntry("OwnerTeam", "SOC Tier 1").containsEntry("SocQueue", "b");
        assertThat(given.refused(MANDATORY, Map.of("IVANTI_RECORD_FIELDS_SOCQUEUE", "b")))
                .hasMessage("IVANTI_RECORD_FIELDS_SOCQUEUE names a field whose spelling "
                + "is not known; write it into application.properties as ivanti.record.fields.<Field>");
    }

    @Test
    void fieldNamesOfTheTenantCanBeChanged() {
        assertThat(given.load(with("ivanti.field.symptom", "Description_Text")).group("ivanti.field.")).containsEntry("symptom", "Description_Text")
                .containsEntry("subject", "Subject");
    }

    @Test
    void addressesLoseTheirLastSlashAndWordsTheirCase() {
        Map<String, String> file = with("abuseipdb.base-url", "https://abuse.example/api/v2//");
        file.putAll(Map.of("intelx.tlp", "amber_strict", "ivanti.note.format", "HTML", "indicators.own-domains", "*.Example.org, .bücher.example",
                "intelx.publish-verdicts", "Malicious , unknown", "ivanti.poll.start-from", "2026-02-11T15:00:00+05:30"));
        Settings settings = given.load(file);
        assertThat(settings.url("abuseipdb.base-url")).hasToString("https://abuse.example/api/v2");
        assertThat(settings.text("intelx.tlp")).isEqualTo("AMBER+STRICT");
        assertThat(settings.text("ivanti.note.format")).isEqualTo("html");
        assertThat(settings.list("indicators.own-domains")).containsExactly("example.org", "xn--bcher-kva.example");
        assertThat(settings.list("intelx.publish-verdicts")).containsExactly("malicious", "unknown");
        assertThat(settings.text("ivanti.poll.start-from")).isEqualTo("2026-02-11T09:30:00Z");
    }

    @Test
    void anEmptyVariableCountsOnlyWhereEmptyMeansSomething() {
        Settings settings = Settings.load(input(given.file(with("virustotal.api-key", "vt-key-0001")), Map.of("VIRUSTOTAL_API_KEY", "", "HTTP_PORT", " "),
                Map.of()));
        assertThat(settings.optional("virustotal.api-key")).isEmpty();
        assertThat(settings.integer("http.port")).isEqualTo(8080);
    }

    @Test
    void collectsTheSecrets() {
        Map<String, String> file = with("virustotal.api-key", "vt-key-0001");
        assertThat(given.load(file).secretValues()).containsExactlyInAnyOrder("7C1E00AA55EE", "access-0001", "secret-0001", "vt-key-0001");
    }

    @Test
    void warnsOfKeysInTheClearAndOfAMissingPath() {
        Map<String, String> file = with("intelx.base-url", "http://intel.example");
        file.put("network.allow-http", "true");
        assertThat(given.load(file).warnings()).containsExactly("intelx.base-url has no path; it usually ends with /ctixapi",
                "intelx.base-url is plain http: keys travel in the clear");
        assertThat(given.load(with("intelx.base-url", "http://127.0.0.1:9/ctixapi")).warnings()).isEmpty();
        assertThat(given.load(with("kev.url", "http://feeds.example/kev.json")).warnings()).as("nothing secret goes there").isEmpty();
    }

    @Test
    void theJvmsOwnProxyIsReportedNotToBeRead() {
        SettingsInput input = new SettingsInput(given.file(MANDATORY), null, Map.of(), Given.properties(Map.of("https.proxyHost", "proxy")), Map.of());
        assertThat(Settings.load(input).warnings()).containsExactly("-Dhttps.proxyHost is not read; set network.proxy.url for an outgoing proxy");
        assertThat(Settings.load(input).proxy().lines()).isEmpty();
    }

    @Test
    void aPageForEveryAddressThatAnswersToLoopbackNamesOnlyIsAWarning() {
        Map<String, String> file = with("http.host", "0.0.0.0");
        file.put("http.token", "page-token-12345");
        assertThat(given.load(file).warnings()).singleElement().asString().startsWith("http.allowed-hosts is empty while http.host is a wildcard address");
        file.put("http.allowed-hosts", " SOC.example. , [2001:DB8::0:5] ,soc.example");
        assertThat(given.load(file).warnings()).isEmpty();
        assertThat(given.load(file).list("http.allowed-hosts")).containsExactly("soc.example", "[2001:db8::5]");
    }

    @Test
    void theNodeIsCalledAsItsHostUnlessNamed() {
        assertThat(Settings.load(input(given.file(MANDATORY), Map.of("HOSTNAME", "soc-1"), Map.of())).text("node.name")).isEqualTo("soc-1");
        assertThat(given.load(MANDATORY).text("node.name")).isNotBlank();
    }

    @Test
    void tellsWhetherAnAddressIsSetAnywhere() {
        assertThat(new SettingsInput(given.file(Map.of()), null, Map.of(), new Properties(), Map.of()).sets("ivanti.base-url")).isFalse();
        assertThat(new SettingsInput(given.file(MANDATORY), null, Map.of(), new Properties(), Map.of()).sets("ivanti.base-url")).isTrue();
        assertThat(input(null, Map.of("IVANTI_BASE_URL", "x"), Map.of()).sets("ivanti.base-url")).isTrue();
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource(delimiter = '|', value = {
        "urlhaus.base-url=https://urlhaus.example/v1 | urlhaus.base-url | urlhaus", "urlhaus.base-url=http://127.0.0.1:9999/v1 | urlhaus.base-url | ''",
        "output.teams.base-url=https://hook.example/a | x.y | output teams", "output.teams.base-url=http://localhost:1/a | x.y | ''",
        "a.b=c | urlscan.base-url | ''"})
    void inTheSandboxWhatItHasNoStubForIsOff(String line, String referenced, String off) {
        SettingsInput input = new SettingsInput(null, null, Map.of(Setting.environmentName(line.split("=")[0]), line.split("=")[1]), new Properties(),
                Map.of(), Set.of(referenced));
        Map<String, String> forced = input.offIn(Map.of("urlscan.base-url", "http://127.0.0.1:1234"));
        assertThat(forced.get("sandbox.off")).isEqualTo(off);
        assertThat(forced.values()).noneMatch(value -> value.contains("example"));
        if (!off.isEmpty()) {
            assertThat(SettingsRules.warnings(forced)).contains(off + " is off in the sandbox, which has no stub for it");
        }
    }
}
