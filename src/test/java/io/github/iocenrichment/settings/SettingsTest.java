package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    static final Map<String, String> MANDATORY = Map.of(
            "ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "7C1E00AA55EE",
            "intelx.base-url", "https://intel.example/ctixapi", "intelx.access-id", "access-0001", "intelx.secret-key", "secret-0001",
            "stix.producer.id", "identity--5b403904-8984-4c23-940f-3d888f2f2782", "stix.producer.name", "Example SOC");

    @TempDir
    Path folder;

    @Test
    void aForcedValueBeatsCommandLineBeatsEnvironmentBeatsSecretsFileBeatsFileBeatsDefault() throws IOException {
        Path file = write("application.properties", "ivanti.poll.overlap=11m\nivanti.poll.page-size=11\nhttp.port=1011\nnode.name=file\nstore.username=file\n");
        Path secretsFile = write("secrets.properties", "ivanti.poll.page-size=12\nhttp.port=1012\nnode.name=secrets\nstore.username=secrets\n");
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
    void withoutAnythingTheOneLineNamesTheSandbox() {
        SettingsException stop = refused(Map.of(), Map.of());
        assertThat(stop).hasMessage("ivanti.base-url is not set; set it in application.properties or as IVANTI_BASE_URL, "
                + "or start with --sandbox to try the product without other systems (and 6 more problems: "
                + "ivanti.api-key, intelx.base-url, intelx.access-id, intelx.secret-key, stix.producer.id, stix.producer.name)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ivanti.base-url", "ivanti.api-key", "intelx.base-url", "intelx.access-id", "intelx.secret-key", "stix.producer.id",
        "stix.producer.name"})
    void eachMandatoryValueIsMissedByItsName(String name) {
        Map<String, String> file = new HashMap<>(MANDATORY);
        file.remove(name);
        assertThat(refused(file, Map.of())).hasMessageStartingWith(name + " is not set")
                .hasMessageContaining(Setting.environmentName(name)).hasMessageContaining("--sandbox");
    }

    @Test
    void aSessionLoginDoesInPlaceOfTheKey() {
        Map<String, String> file = without("ivanti.api-key");
        file.putAll(Map.of("ivanti.tenant", "itsm.example", "ivanti.username", "svc", "ivanti.password", "pw-0001", "ivanti.role", "Admin"));
        assertThat(load(file).text("ivanti.role")).isEqualTo("Admin");
        file.remove("ivanti.role");
        assertThat(refused(file, Map.of())).hasMessageStartingWith("ivanti.role is not set");
    }

    @Test
    void taxiiNeedsItsOwnFourAndTheKeyOnlyForVerification() {
        Map<String, String> file = without("intelx.access-id");
        file.remove("intelx.secret-key");
        file.putAll(Map.of("intelx.route", "taxii", "intelx.verify", "false"));
        assertThat(refused(file, Map.of())).hasMessageStartingWith("intelx.taxii.discovery-url is not set and must be while intelx.route is taxii")
                .hasMessageContaining("3 more problems");
        file.putAll(Map.of("intelx.taxii.discovery-url", "https://intel.example/ctixapi/ctix21/taxii2/", "intelx.taxii.username", "u",
                "intelx.taxii.password", "pw-0002", "intelx.taxii.collection-id", "c1"));
        assertThat(load(file).text("intelx.taxii.discovery-url")).endsWith("/taxii2/");
        file.put("intelx.verify", "true");
        assertThat(refused(file, Map.of())).hasMessageStartingWith("intelx.access-id is not set");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,false", "127.9.9.9,false", "localhost,false", "::1,false", "[::1],false", "0.0.0.0,true", "192.0.2.7,true", "status.example,true",
        "::,true"})
    void aTokenIsNeededOnceOthersCanReachThePage(String host, boolean needed) {
        Map<String, String> file = with("http.host", host);
        if (needed) {
            assertThat(refused(file, Map.of())).hasMessageStartingWith("http.token is not set and must be while http.host is not a loopback address");
            file.put("http.token", "page-token-1");
        }
        assertThat(load(file).text("http.host")).isEqualTo(host.replaceAll("[\\[\\]]", ""));
    }

    @Test
    void aPairIsSetWhollyOrNotAtAll() {
        assertThat(refused(with("intelx.source-id", "a-1"), Map.of()))
                .hasMessage("intelx.collection-id is not set though intelx.source-id is; set both or none");
        Map<String, String> both = with("intelx.source-id", "a-1");
        both.put("intelx.collection-id", "b-1");
        assertThat(load(both).text("intelx.collection-id")).isEqualTo("b-1");
    }

    @Test
    void aFirstLookUpBehindTheTimeOfGivingUpIsTheOnlyOne() {
        assertThat(load(with("intelx.verify.give-up", "5s")).duration("intelx.verify.give-up")).hasSeconds(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ivanti.base-url | ftp://itsm.example/api | ivanti.base-url is no http or https address: 'ftp://itsm.example/api'; start it with https://",
        "ivanti.base-url | https://itsm.example | ivanti.base-url does not end with /api: 'https://itsm.example'; set it to the address that ends with /api",
        "ivanti.poll.page-size | 101 | ivanti.poll.page-size is out of range: 101; set it to a whole number from 1 to 100",
        "ivanti.poll.page-size | 0 | ivanti.poll.page-size is out of range: 0",
        "ivanti.poll.page-size | many | ivanti.poll.page-size is no whole number: 'many'",
        "ivanti.poll.cron | every minute | ivanti.poll.cron is no Quartz cron expression: 'every minute'",
        "ivanti.poll.cron | 0 0 0 1 1 ? 2001 | ivanti.poll.cron never fires again",
        "ivanti.poll.overlap | 10 minutes | ivanti.poll.overlap is no period: '10 minutes'; set it to a period from 0s to 30d, such as 30s, 10m, 1h or 2d",
        "ivanti.poll.overlap | -5m | ivanti.poll.overlap is no period",
        "watch.schedule | 1h,,4h | watch.schedule is no list of periods: '1h,,4h'; set it to 1 to 20 periods from 1m to 30d separated by commas, such as 1h,4h,1d",
        "watch.schedule | 1h,soon | watch.schedule is no period: 'soon'",
        "watch.schedule | 1h,90d | watch.schedule is out of range: '90d'",
        "ivanti.poll.start-from | yesterday | ivanti.poll.start-from is no instant: 'yesterday'; set it to now or an instant such as",
        "ivanti.poll.extra-filter | contains(Subject,'x') | ivanti.poll.extra-filter uses the function 'contains()', which Ivanti ignores",
        "ivanti.note.format | markdown | ivanti.note.format does not know the value 'markdown'; set it to plain or html",
        "ivanti.link.relationship | a/b | ivanti.link.relationship is no name: 'a/b'",
        "virustotal.look-up-domains | some | virustotal.look-up-domains does not know the value 'some'; set it to none, standalone or all",
        "intelx.publish-verdicts | malicious,bad | intelx.publish-verdicts does not know the value 'bad'",
        "intelx.tlp | PURPLE | intelx.tlp does not know the value 'PURPLE'",
        "intelx.tlp.version | 3 | intelx.tlp.version does not know the value '3'; set it to 1 or 2",
        "stix.producer.id | identity--1 | stix.producer.id is not identity-- and a UUIDv4: 'identity--1'; make one once per organisation",
        "stix.producer.id | identity--5b403904-8984-1c23-940f-3d888f2f2782 | stix.producer.id is not identity-- and a UUIDv4",
        "http.port | 70000 | http.port is out of range: 70000; set it to a whole number from 1 to 65535",
        "http.host | http://x | http.host is no host: 'http://x'",
        "vulnerability.enabled | yes | vulnerability.enabled does not know the value 'yes'; set it to true or false",
        "indicators.own-domains | example.org,not a domain | indicators.own-domains names something that is no domain: 'not a domain'",
        "store.url | jdbc:mysql://db/x | store.url is neither an H2 nor a PostgreSQL address",
        "http.port | '' | http.port is empty; set it to a whole number from 1 to 65535 or delete the line to get the default",
        "node.name | {{x}} | node.name refers to another value, which is not resolved here"})
    void aSenselessValueStopsTheStartInOneLine(String name, String value, String line) {
        SettingsException stop = refused(with(name, value), Map.of());
        assertThat(stop.getMessage()).startsWith(line).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ivanti.base-url | https://soc:hunter22@itsm.example/api | hunter22", "intelx.base-url | https://hunter22@intel.example/ctixapi | hunter22",
        "ivanti.api-key | hun ter22 | ter22", "ivanti.api-key | rest_api_key=hunter22 | hunter22", "virustotal.api-key | hünter22 | nter22",
        "store.url | jdbc:h2:mem:x;PASSWORD=hunter22 | hunter22", "store.url | jdbc:postgresql://sa:hunter22@db/x | hunter22",
        "store.url | jdbc:oracle:sa/hunter22@db | hunter22"})
    void aWrongValueThatHoldsASecretIsNotShown(String name, String value, String secret) {
        assertThat(refused(with(name, value), Map.of())).hasMessageStartingWith(name + " ").message().doesNotContain(secret);
    }

    @Test
    void aWrongValueSaysWhereItCameFrom() {
        assertThat(refused(MANDATORY, Map.of("HTTP_PORT", "x"))).hasMessageContaining("http.port is no whole number: 'x' (given by HTTP_PORT); ");
    }

    @Test
    void severalProblemsAreOneLine() {
        Map<String, String> file = with("http.port", "0");
        file.put("work.incidents-at-once", "-1");
        assertThat(refused(file, Map.of()).getMessage()).contains("(and 1 more problem: ").doesNotContain("\n");
    }

    @Test
    void anUnknownNameIsRefusedWhereverItStands() {
        assertThat(refused(with("ivanti.baseurl", "x"), Map.of())).hasMessage("ivanti.baseurl is no setting; did you mean ivanti.base-url?");
        assertThat(refused(with("urlscan.api-key", "x"), Map.of())).hasMessageStartingWith("urlscan.api-key is no setting; ");
        assertThat(refused(MANDATORY, Map.of("VIRUSTOTAL_APIKEY", "k"))).hasMessage("VIRUSTOTAL_APIKEY is no setting; did you mean VIRUSTOTAL_API_KEY?");
        Path file = file(MANDATORY);
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(
                new SettingsInput(file, null, Map.of(), properties(Map.of("virustotal.quota.per-minut", "9")), Map.of())));
        assertThat(stop).hasMessage("virustotal.quota.per-minut is no setting; did you mean virustotal.quota.per-minute?");
    }

    @Test
    void whatOthersLeaveInEnvironmentAndCommandLineIsNoneOfOurBusiness() {
        Map<String, String> environment = Map.of("PATH", "/bin", "NODE_ENV", "x", "HTTP_PROXY", "http://proxy", "STORE_DIR", "x", "WORK_X", "y",
                "STIX_SERVICE_HOST", "10.0.0.1", "STIX_PORT_80_TCP", "tcp://10.0.0.1:80", "LOG_FORMAT", "json");
        Properties commandLine = properties(Map.of("http.proxyHost", "proxy", "http.nonProxyHosts", "x", "java.io.tmpdir", "/t", "user.home", "/h"));
        assertThat(Settings.load(new SettingsInput(file(MANDATORY), null, environment, commandLine, Map.of())).all())
                .doesNotContainKeys("http.proxyHost", "java.io.tmpdir");
    }

    @Test
    void anAddedSourceBringsItsOwnNames() {
        Path file = file(with("urlscan.base-url", "https://urlscan.example"));
        Settings settings = Settings.load(new SettingsInput(file, null, Map.of("URLSCAN_API_KEY", "urlscan-0001"), new Properties(), Map.of(),
                Set.of("urlscan.base-url", "urlscan.api-key", "urlscan.unset")));
        assertThat(settings.all()).containsEntry("urlscan.base-url", "https://urlscan.example").containsEntry("urlscan.api-key", "urlscan-0001")
                .doesNotContainKey("urlscan.unset");
        assertThat(settings.secretValues()).contains("urlscan-0001");
    }

    @Test
    void camelsOwnPropertiesPass() {
        assertThat(load(with("camel.main.name", "x")).all()).containsEntry("camel.main.name", "x");
    }

    @Test
    void recordFieldsAreFreeAndMayBeEmptied() {
        Map<String, String> file = with("ivanti.record.fields.Category_Valid", "7FA13078D17C459F9281641A69B23135");
        file.put("ivanti.record.fields.Source", "");
        Settings settings = Settings.load(input(file(file), Map.of("IVANTI_RECORD_FIELDS_SERVICE", "Service Desk"), Map.of()));
        assertThat(settings.group("ivanti.record.fields.")).containsEntry("Status", "Logged").containsEntry("Service", "Service Desk")
                .containsEntry("Category_Valid", "7FA13078D17C459F9281641A69B23135").doesNotContainKeys("Source", "ProfileLink_RecID");
    }

    @Test
    void aVariableSetsAFieldWhoseSpellingIsKnown() {
        Settings settings = Settings.load(input(file(with("ivanti.record.fields.SocQueue", "a")), Map.of("IVANTI_RECORD_FIELDS_OWNERTEAM", "SOC Tier 1",
                "IVANTI_RECORD_FIELDS_SOCQUEUE", "b"), Map.of()));
        assertThat(settings.group("ivanti.record.fields.")).containsEntry("OwnerTeam", "SOC Tier 1").containsEntry("SocQueue", "b");
        assertThat(refused(MANDATORY, Map.of("IVANTI_RECORD_FIELDS_SOCQUEUE", "b"))).hasMessage("IVANTI_RECORD_FIELDS_SOCQUEUE names a field whose spelling "
                + "is not known; write it into application.properties as ivanti.record.fields.<Field>");
    }

    @Test
    void fieldNamesOfTheTenantCanBeChanged() {
        assertThat(load(with("ivanti.field.symptom", "Description_Text")).group("ivanti.field.")).containsEntry("symptom", "Description_Text")
                .containsEntry("subject", "Subject");
    }

    @Test
    void addressesLoseTheirLastSlashAndWordsTheirCase() {
        Map<String, String> file = with("abuseipdb.base-url", "https://abuse.example/api/v2//");
        file.putAll(Map.of("intelx.tlp", "amber_strict", "ivanti.note.format", "HTML", "indicators.own-domains", "*.Example.org, .bücher.example",
                "intelx.publish-verdicts", "Malicious , unknown", "ivanti.poll.start-from", "2026-02-11T15:00:00+05:30"));
        Settings settings = load(file);
        assertThat(settings.url("abuseipdb.base-url")).hasToString("https://abuse.example/api/v2");
        assertThat(settings.text("intelx.tlp")).isEqualTo("AMBER+STRICT");
        assertThat(settings.text("ivanti.note.format")).isEqualTo("html");
        assertThat(settings.list("indicators.own-domains")).containsExactly("example.org", "xn--bcher-kva.example");
        assertThat(settings.list("intelx.publish-verdicts")).containsExactly("malicious", "unknown");
        assertThat(settings.text("ivanti.poll.start-from")).isEqualTo("2026-02-11T09:30:00Z");
    }

    @Test
    void readsAFileAsPeopleSaveIt() throws IOException {
        String text = "\uFEFF# saved on Windows\r\nnode.name=  Zürich  \r\nhttp.port=8081 \r\nhttp.port=8081\r\n\r\n";
        Path utf8 = folder.resolve("utf8.properties");
        Files.write(utf8, text.getBytes(StandardCharsets.UTF_8));
        Settings settings = Settings.load(input(utf8, Map.of(), MANDATORY));
        assertThat(settings.text("node.name")).isEqualTo("Zürich");
        assertThat(settings.integer("http.port")).isEqualTo(8081);
        Path latin = folder.resolve("latin.properties");
        Files.write(latin, "node.name=Zürich\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Settings.load(input(latin, Map.of(), MANDATORY)).text("node.name")).isEqualTo("Zürich");
    }

    @Test
    void twoLinesThatDifferAreNamed() throws IOException {
        Path file = write("application.properties", "http.port=1\nhttp.port=2\n");
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(input(file, Map.of(), MANDATORY)));
        assertThat(stop).hasMessage("http.port is given twice in application.properties with different values; keep one of the lines");
    }

    @Test
    void aFileThatCannotBeReadStopsTheStartInOneLine() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("application.properties"));
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(input(directory, Map.of(), MANDATORY)));
        assertThat(stop.getMessage()).startsWith("application.properties cannot be read (").doesNotContain("\n");
        Path broken = write("broken.properties", "node.name=C:\\users\n");
        stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(input(broken, Map.of(), MANDATORY)));
        assertThat(stop).hasMessageStartingWith("broken.properties holds a broken \\u escape; ");
    }

    @Test
    void anEmptyVariableCountsOnlyWhereEmptyMeansSomething() {
        Settings settings = Settings.load(input(file(with("virustotal.api-key", "vt-key-0001")), Map.of("VIRUSTOTAL_API_KEY", "", "HTTP_PORT", " "), Map.of()));
        assertThat(settings.optional("virustotal.api-key")).isEmpty();
        assertThat(settings.integer("http.port")).isEqualTo(8080);
    }

    @Test
    void collectsTheSecrets() {
        Map<String, String> file = with("virustotal.api-key", "vt-key-0001");
        assertThat(load(file).secretValues()).containsExactlyInAnyOrder("7C1E00AA55EE", "access-0001", "secret-0001", "vt-key-0001");
    }

    @Test
    void warnsOfKeysInTheClearAndOfAMissingPath() {
        Map<String, String> file = with("intelx.base-url", "http://intel.example");
        assertThat(load(file).warnings()).containsExactly("intelx.base-url has no path; it usually ends with /ctixapi",
                "intelx.base-url is plain http: keys travel in the clear");
        assertThat(load(with("intelx.base-url", "http://127.0.0.1:9/ctixapi")).warnings()).isEmpty();
    }

    @Test
    void theNodeIsCalledAsItsHostUnlessNamed() {
        assertThat(Settings.load(input(file(MANDATORY), Map.of("HOSTNAME", "soc-1"), Map.of())).text("node.name")).isEqualTo("soc-1");
        assertThat(load(MANDATORY).text("node.name")).isNotBlank();
    }

    @Test
    void tellsWhetherAnAddressIsSetAnywhere() {
        assertThat(new SettingsInput(file(Map.of()), null, Map.of(), new Properties(), Map.of()).sets("ivanti.base-url")).isFalse();
        assertThat(new SettingsInput(file(MANDATORY), null, Map.of(), new Properties(), Map.of()).sets("ivanti.base-url")).isTrue();
        assertThat(input(null, Map.of("IVANTI_BASE_URL", "x"), Map.of()).sets("ivanti.base-url")).isTrue();
    }

    private Settings load(Map<String, String> file) {
        return Settings.load(input(file(file), Map.of(), Map.of()));
    }

    private SettingsException refused(Map<String, String> file, Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> Settings.load(input(file(file), environment, Map.of())));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> file = new HashMap<>(MANDATORY);
        file.put(name, value);
        return file;
    }

    private static Map<String, String> without(String name) {
        Map<String, String> file = new HashMap<>(MANDATORY);
        file.remove(name);
        return file;
    }

    static SettingsInput input(Path file, Map<String, String> environment, Map<String, String> forced) {
        return new SettingsInput(file, null, environment, new Properties(), forced);
    }

    private Path file(Map<String, String> values) {
        Path file = folder.resolve("application.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties(values).store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Properties properties(Map<String, String> values) {
        Properties properties = new Properties();
        values.forEach(properties::setProperty);
        return properties;
    }
}
