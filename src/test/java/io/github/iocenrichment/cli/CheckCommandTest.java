package io.github.iocenrichment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Wired;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.sandbox.Switch;
import io.github.iocenrichment.store.Databases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard());
    private final StringWriter out = new StringWriter();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void saysOkOfEverythingAndWritesNothing() throws Exception {
        assertThat(check(Map.of("vulnerability.enabled", "true", "intelx.route", "taxii"))).as(out.toString()).isZero();

        assertThat(out.toString().lines()).hasSize(17).allMatch(line -> line.startsWith("ok    "));
        assertThat(sandbox.ingestPosts()).isEmpty();
        assertThat(sandbox.notes()).isEmpty();
        assertThat(sandbox.violations()).isEmpty();
    }

    @Test
    void whatIntelExchangeSaysOfItsLimitsAndOfItsHealthIsReportedAndStopsNothing() throws Exception {
        sandbox.turn(Switch.INTELX_QUOTA_PER_MINUTE, "60");
        sandbox.addFault(Fault.answer(SandboxSystem.INTEL_EXCHANGE, "/api/readiness-check/", 503,
                "{\"status\":\"unhealthy\",\"components\":{\"database\":\"unhealthy\"}}").always());
        assertThat(check(Map.of())).as(out.toString()).isZero();
        assertThat(out.toString()).contains("WARN  Intel Exchange: Intel Exchange answers and knows source and collection; our key may make 60 calls a minute,"
                + " 5,000 an hour, 30,000 a day; all keys together 100,000 calls a day, 3,000,000 a month; but a part of it that takes no packages in is unhealthy:"
                + " database");
        assertThat(sandbox.requests(SandboxSystem.INTEL_EXCHANGE, "GET", "/publishing/heartbeat/")).hasSize(1);
    }

    @Test
    void namesWhatFailsHowToFixItAndNoSecret() throws Exception {
        sandbox.turn(Switch.TAXII_WRITE, "false");

        int code = check(Map.of("virustotal.api-key", "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "abuseipdb.api-key", "",
                "intelx.collection-name", "Elsewhere", "intelx.route", "taxii"));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  VirusTotal: virustotal.api-key is refused", "FAIL  TAXII: intelx.taxii.username may not write")
                .contains("not tried: writing to Ivanti and Intel Exchange, abuseipdb (no key)")
                .doesNotContain("AbuseIPDB", "0123456789abcdef", sandbox.keys().ivanti(), sandbox.keys().taxiiPassword());
    }

    @Test
    void aRoleThatSeesNoIncidentIsReportedAndStopsNothing() throws Exception {
        try (Sandbox empty = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            assertThat(check(Map.of("ivanti.base-url", empty.ivantiUrl(), "ivanti.api-key", empty.keys().ivanti()))).as(out.toString()).isZero();
            assertThat(out.toString()).contains("WARN  Ivanti: Ivanti lists no incident at all: does the group of the key, or the role, see incidents?");
            assertThat(empty.requests(SandboxSystem.IVANTI, "GET", "$top=1")).hasSize(2);
        }
    }

    @Test
    void eachBusinessObjectThatIsTakenInIsListed() throws Exception {
        Map<String, String> both = Map.of("ivanti.poll.objects", "servicereq,incident");
        assertThat(check(both)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("WARN  Ivanti: Ivanti lists no service request at all: does the group of the key, or the role, see service requests?");

        sandbox.addFault(Fault.answer(SandboxSystem.IVANTI, "/servicereqs", 404, "{}").always());
        assertThat(check(both)).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  Ivanti: ivanti.poll.objects names servicereq, which Ivanti does not list: ");
    }

    @Test
    void everySourceIsAskedByTheRouteOfTheWorkAndNothingIsPublished() throws Exception {
        assertThat(check(Map.of("vulnerability.enabled", "true", "virustotal.submit-unknown-urls", "true"))).as(out.toString()).isZero();
        assertThat(sandbox.requests(SandboxSystem.ABUSEIPDB, "GET", "/check")).hasSize(1);
        assertThat(sandbox.requests(SandboxSystem.HYBRID_ANALYSIS, "GET", null)).isNotEmpty();
        assertThat(sandbox.requests(SandboxSystem.VIRUSTOTAL, "GET", null)).hasSize(3);
        assertThat(sandbox.requests(SandboxSystem.VIRUSTOTAL, "POST", null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"IVANTI, /incidents, 400", "IVANTI, /incidents, 500", "INTEL_EXCHANGE, /ping, 403", "ABUSEIPDB, /check, 401", "VIRUSTOTAL, /api, 400"})
    void aSecretThatASystemQuotesIsNotPrinted(SandboxSystem system, String path, int status) throws Exception {
        String quoted = String.join(" ", sandbox.keys().ivanti(), sandbox.keys().intelxSecret(), sandbox.keys().abuseIpDb(), sandbox.keys().virusTotal());
        String body = "{\"code\":\"ISM_4000\",\"message\":\"you sent %1$s\",\"detail\":\"%1$s\",\"errors\":[{\"detail\":\"%1$s\"}],"
                + "\"error\":{\"code\":\"X\",\"message\":\"%1$s\"}}";
        sandbox.addFault(Fault.answer(system, path, status, body.formatted(quoted)).always());
        assertThat(check(Map.of())).isEqualTo(1);
        assertThat(out.toString()).doesNotContain(sandbox.keys().ivanti(), sandbox.keys().intelxSecret(), sandbox.keys().abuseIpDb(), sandbox.keys().virusTotal());
    }

    @Test
    void aSourceThatIntelExchangeDoesNotKnowIsNamed() throws Exception {
        assertThat(check(Map.of("intelx.collection-name", "Elsewhere"))).isEqualTo(1);
        assertThat(out.toString()).contains("FAIL  Intel Exchange: intelx.collection-name is not known to Intel Exchange");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(delimiter = '|', textBlock = """
            ivanti.api-key            | wrong                     | FAIL  Ivanti: ivanti.api-key
            ivanti.base-url           | http://127.0.0.1:1/api    | FAIL  Ivanti: ivanti.base-url
            intelx.access-id          | wrong                     | FAIL  Intel Exchange: intelx.access-id
            intelx.secret-key         | wrong                     | FAIL  Intel Exchange: intelx.access-id
            intelx.base-url           | http://127.0.0.1:1/ctixapi | FAIL  Intel Exchange: intelx.base-url
            intelx.taxii.password     | wrong                     | FAIL  TAXII: intelx.taxii.username
            intelx.taxii.discovery-url | http://127.0.0.1:1/taxii2/ | FAIL  TAXII: intelx.taxii.discovery-url
            intelx.taxii.collection-id | 00000000-0000-4000-8000-000000000000 | FAIL  TAXII: intelx.taxii.collection-id
            abuseipdb.api-key         | wrong                     | FAIL  AbuseIPDB: abuseipdb.api-key
            abuseipdb.base-url        | http://127.0.0.1:1/api/v2 | FAIL  AbuseIPDB: abuseipdb.base-url
            virustotal.api-key        | wrong                     | FAIL  VirusTotal: virustotal.api-key
            virustotal.base-url       | http://127.0.0.1:1/api/v3 | FAIL  VirusTotal: virustotal.base-url
            hybrid-analysis.api-key   | wrong                     | FAIL  Hybrid Analysis: hybrid-analysis.api-key
            hybrid-analysis.base-url  | http://127.0.0.1:1/api/v2 | FAIL  Hybrid Analysis: hybrid-analysis.base-url
            nvd.api-key               | wrong                     | FAIL  NVD: nvd.api-key
            nvd.base-url              | http://127.0.0.1:1/cves   | FAIL  NVD: nvd.base-url
            epss.base-url             | http://127.0.0.1:1/epss   | FAIL  EPSS: epss.base-url
            kev.url                   | http://127.0.0.1:1/kev.json | FAIL  CISA KEV: kev.url
            kev.enisa.url             | http://127.0.0.1:1/euvd.json | FAIL  ENISA EUVD: kev.enisa.url
            kev.vulncheck.api-key     | wrong                     | FAIL  VulnCheck KEV: kev.vulncheck.api-key
            """)
    void oneWrongSettingIsTheOneLineThatFails(String setting, String value, String line) throws Exception {
        int code = check(Map.of("vulnerability.enabled", "true", "intelx.route", "taxii", setting, value));

        assertThat(code).isEqualTo(1);
        assertThat(out.toString().lines().filter(each -> !each.startsWith("ok    "))).singleElement().asString().startsWith(line).contains("; fix: ");
        assertThat(out.toString().lines()).hasSize(17);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            ABUSEIPDB       |                    | AbuseIPDB       | 2 MiB (source.max-answer-bytes)
            VIRUSTOTAL      |                    | VirusTotal      | 2 MiB (source.max-answer-bytes)
            HYBRID_ANALYSIS |                    | Hybrid Analysis | 2 MiB (source.max-answer-bytes)
            NVD             |                    | NVD             | 2 MiB (source.max-answer-bytes)
            EPSS            |                    | EPSS            | 2 MiB (source.max-answer-bytes)
            KEV             |                    | CISA KEV        | 65536 bytes (kev.max-answer-bytes)
            IVANTI          |                    | Ivanti          | 8 MiB (ivanti.max-answer-bytes)
            INTEL_EXCHANGE  | /taxii2/           | TAXII           | 4 MiB (intelx.max-answer-bytes)
            INTEL_EXCHANGE  | /collections/      | TAXII           | 4 MiB (intelx.max-answer-bytes)
            INTEL_EXCHANGE  | /ping/             | Intel Exchange  | 4 MiB (intelx.max-answer-bytes)
            """)
    void anAnswerThatIsTooLongIsTheOneLineThatFails(SandboxSystem system, String path, String name, String limit) throws Exception {
        sandbox.addFault(Fault.answer(system, path, 200, "{\"padding\": \"" + "a".repeat(9 << 20) + "\"}").always());
        Map<String, String> more = new LinkedHashMap<>(Map.of("vulnerability.enabled", "true", "intelx.route", "taxii"));
        if (system == SandboxSystem.KEV) {
            more.put("kev.max-answer-bytes", "65536");
        }

        int code = check(more);

        assertThat(out.toString().lines().filter(each -> !each.startsWith("ok    "))).singleElement().asString().startsWith("FAIL  " + name + ": ")
                .contains("the answer is longer than " + limit);
        assertThat(code).isEqualTo(1);
    }

    private int check(Map<String, String> more) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>(sandbox.settings());
        settings.put("store.url", Databases.H2.fresh("node-1").url());
        settings.putAll(more);
        return CheckCommand.report(Wired.settings(settings), Clock.systemUTC(), new PrintWriter(out));
    }
}
