package io.github.iocenrichment.settings;

import static io.github.iocenrichment.settings.Given.MANDATORY;
import static io.github.iocenrichment.settings.Given.properties;
import static io.github.iocenrichment.settings.Given.with;
import static io.github.iocenrichment.settings.Given.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing, senseless or unknown stops the start, in one line that names it and the remedy. */
class SettingsRefusalTest {
    @TempDir
    Path folder;
    private Given given;

    @BeforeEach
    void inAFolderOfItsOwn() {
        given = new Given(folder);
    }

    @Test
    void withoutAnythingTheOneLineNamesTheSandbox() {
        SettingsException stop = given.refused(Map.of(), Map.of());
        assertThat(stop).hasMessage("ivanti.base-url is not set; set it in application.properties or as IVANTI_BASE_URL, "
                + "or use run --sandbox to try the product without other systems (and 6 more problems: "
                + "ivanti.api-key, intelx.base-url, intelx.access-id, intelx.secret-key, stix.producer.id, stix.producer.name)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ivanti.base-url", "ivanti.api-key", "intelx.base-url", "intelx.access-id", "intelx.secret-key", "stix.producer.id",
        "stix.producer.name"})
    void eachMandatoryValueIsMissedByItsName(String name) {
        Map<String, String> file = new HashMap<>(MANDATORY);
        file.remove(name);
        assertThat(given.refused(file, Map.of())).hasMessageStartingWith(name + " is not set")
                .hasMessageContaining(Setting.environmentName(name)).hasMessageContaining("--sandbox");
    }

    @Test
    void aSessionLoginDoesInPlaceOfTheKey() {
        Map<String, String> file = without("ivanti.api-key");
        file.putAll(Map.of("ivanti.tenant", "itsm.example", "ivanti.username", "svc", "ivanti.password", "pw-0001", "ivanti.role", "Admin"));
        assertThat(given.load(file).text("ivanti.role")).isEqualTo("Admin");
        file.remove("ivanti.role");
        assertThat(given.refused(file, Map.of())).hasMessageStartingWith("ivanti.role is not set");
    }

    @Test
    void taxiiNeedsItsOwnFourAndTheKeyOnlyForVerification() {
        Map<String, String> file = without("intelx.access-id");
        file.remove("intelx.secret-key");
        file.putAll(Map.of("intelx.route", "taxii", "intelx.verify", "false"));
        assertThat(given.refused(file, Map.of())).hasMessageStartingWith("intelx.taxii.discovery-url is not set and must be while intelx.route is taxii")
                .hasMessageContaining("3 more problems");
        file.putAll(Map.of("intelx.taxii.discovery-url", "https://intel.example/ctixapi/ctix21/taxii2/", "intelx.taxii.username", "u",
                "intelx.taxii.password", "pw-0002", "intelx.taxii.collection-id", "c1"));
        assertThat(given.load(file).text("intelx.taxii.discovery-url")).endsWith("/taxii2/");
        file.put("intelx.verify", "true");
        assertThat(given.refused(file, Map.of())).hasMessageStartingWith("intelx.access-id is not set");
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1,false", "127.9.9.9,false", "localhost,false", "::1,false", "[::1],false", "0.0.0.0,true", "192.0.2.7,true", "status.example,true",
        "::,true"})
    void aTokenIsNeededOnceOthersCanReachThePage(String host, boolean needed) {
        Map<String, String> file = with("http.host", host);
        if (needed) {
            assertThat(given.refused(file, Map.of())).hasMessageStartingWith("http.token is not set and must be while http.host is not a loopback address");
            file.put("http.token", "page-token-12345");
        }
        assertThat(given.load(file).text("http.host")).isEqualTo(host.replaceAll("[\\[\\]]", ""));
    }

    @Test
    void aShortTokenIsNotShown() {
        assertThat(given.refused(with("http.token", "hunter22"), Map.of())).message().startsWith("http.token is too short").doesNotContain("hunter22");
    }

    @Test
    void aPairIsSetWhollyOrNotAtAll() {
        assertThat(given.refused(with("intelx.source-id", "a-1"), Map.of()))
                .hasMessage("intelx.collection-id is not set though intelx.source-id is; set both or none");
        Map<String, String> both = with("intelx.source-id", "a-1");
        both.put("intelx.collection-id", "b-1");
        assertThat(given.load(both).text("intelx.collection-id")).isEqualTo("b-1");
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
        "watch.schedule | 1h,,4h | watch.schedule is no list of periods: '1h,,4h'; set it to 1 to 20 periods from 1m to 30d separated by commas, such as"
        + " 1h,4h,1d",
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
        "http.token | fifteen-chars-1 | http.token is too short: 15 characters; set it to at least 16 random characters, such as the output of openssl rand"
        + " -hex 24",
        "http.allowed-hosts | soc.example,https://x | http.allowed-hosts names something that is no host: 'https://x'; set it to host names separated by"
        + " commas",
        "http.allowed-hosts | soc.example:8080 | http.allowed-hosts names a port, which is not compared: 'soc.example:8080'; write the host alone",
        "http.allowed-hosts | * | http.allowed-hosts names something that is no host: '*'",
        "vulnerability.enabled | yes | vulnerability.enabled does not know the value 'yes'; set it to true or false",
        "indicators.own-domains | example.org,not a domain | indicators.own-domains names something that is no domain: 'not a domain'",
        "store.url | jdbc:mysql://db/x | store.url is neither an H2 nor a PostgreSQL address",
        "http.port | '' | http.port is empty; set it to a whole number from 1 to 65535 or delete the line to get the default",
        "node.name | {{x}} | node.name refers to another value, which is not resolved here"})
    void aSenselessValueStopsTheStartInOneLine(String name, String value, String line) {
        SettingsException stop = given.refused(with(name, value), Map.of());
        assertThat(stop.getMessage()).startsWith(line).doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ivanti.base-url | https://soc:hunter22@itsm.example/api | hunter22", "intelx.base-url | https://hunter22@intel.example/ctixapi | hunter22",
        "ivanti.api-key | hun ter22 | ter22", "ivanti.api-key | rest_api_key=hunter22 | hunter22", "virustotal.api-key | hünter22 | nter22",
        "store.url | jdbc:h2:mem:x;PASSWORD=hunter22 | hunter22", "store.url | jdbc:postgresql://sa:hunter22@db/x | hunter22",
        "store.url | jdbc:oracle:sa/hunter22@db | hunter22"})
    void aWrongValueThatHoldsASecretIsNotShown(String name, String value, String secret) {
        assertThat(given.refused(with(name, value), Map.of())).hasMessageStartingWith(name + " ").message().doesNotContain(secret);
    }

    @Test
    void aWrongValueSaysWhereItCameFrom() {
        assertThat(given.refused(MANDATORY, Map.of("HTTP_PORT", "x"))).hasMessageContaining("http.port is no whole number: 'x' (given by HTTP_PORT); ");
    }

    @Test
    void severalProblemsAreOneLine() {
        Map<String, String> file = with("http.port", "0");
        file.put("work.incidents-at-once", "-1");
        assertThat(given.refused(file, Map.of()).getMessage()).contains("(and 1 more problem: ").doesNotContain("\n");
    }

    @Test
    void anUnknownNameIsRefusedWhereverItStands() {
        assertThat(given.refused(with("ivanti.baseurl", "x"), Map.of())).hasMessage("ivanti.baseurl is no setting; did you mean ivanti.base-url?");
        assertThat(given.refused(with("urlscan.api-key", "x"), Map.of())).hasMessageStartingWith("urlscan.api-key is no setting; ");
        assertThat(given.refused(MANDATORY, Map.of("VIRUSTOTAL_APIKEY", "k"))).hasMessage("VIRUSTOTAL_APIKEY is no setting; did you mean VIRUSTOTAL_API_KEY?");
        Path file = given.file(MANDATORY);
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> Settings.load(
                new SettingsInput(file, null, Map.of(), properties(Map.of("virustotal.quota.per-minut", "9")), Map.of())));
        assertThat(stop).hasMessage("virustotal.quota.per-minut is no setting; did you mean virustotal.quota.per-minute?");
    }

    @Test
    void whatOthersLeaveInEnvironmentAndCommandLineIsNoneOfOurBusiness() {
        Map<String, String> environment = Map.of("PATH", "/bin", "NODE_ENV", "x", "HTTP_PROXY", "http://proxy", "STORE_DIR", "x", "WORK_X", "y",
                "STIX_SERVICE_HOST", "10.0.0.1", "STIX_PORT_80_TCP", "tcp://10.0.0.1:80", "LOG_FORMAT", "json");
        Properties commandLine = properties(Map.of("http.proxyHost", "proxy", "http.nonProxyHosts", "x", "java.io.tmpdir", "/t", "user.home", "/h"));
        assertThat(Settings.load(new SettingsInput(given.file(MANDATORY), null, environment, commandLine, Map.of())).all())
                .doesNotContainKeys("http.proxyHost", "java.io.tmpdir");
    }
}
