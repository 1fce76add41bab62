package io.github.iocenrichment.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.AbuseIpDbReader;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.CveOrgReader;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.HybridAnalysisReader;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.VirusTotalReader;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the vendors' bytes to published words: the readers' facts are those that the mapping looks for. */
class VendorReportsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final String FILE = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";
    private static final String CVE = "CVE-2026-41234";

    @Test
    void anAbuseIpDbReport() {
        Answer answer = new AbuseIpDbReader(90).read(IndicatorType.IPV4, "203.0.113.77", reply("""
                {"data": {"ipAddress": "203.0.113.77", "isPublic": true, "ipVersion": 4, "isWhitelisted": null, "abuseConfidenceScore": 87,
                 "countryCode": "NL", "usageType": "Data Center/Web Hosting/Transit", "isp": "Example Hosting BV", "domain": "example-hosting.test",
                 "hostnames": [], "isTor": true, "totalReports": 143, "numDistinctUsers": 58, "lastReportedAt": "2026-11-22T21:04:11+00:00",
                 "reports": [{"reportedAt": "2026-11-22T21:04:11+00:00", "comment": "logins", "categories": [18, 22], "reporterId": 1,
                  "reporterCountryCode": "DE"}]}}"""), NOW).answer();

        StixPackage mapped = map(IndicatorType.IPV4, "203.0.113.77", answer);

        assertThat(one(mapped, "note").path("content").asText()).isEqualTo("Abuse confidence 87 of 100\nReports: 143 by 58 users in 90 days\n"
                + "Categories: brute-force, ssh\nISP: Example Hosting BV, country NL");
        ObjectNode indicator = one(mapped, "indicator");
        assertThat(indicator.path("labels").toString()).isEqualTo("[\"abuseipdb:brute-force\",\"abuseipdb:ssh\"]");
        assertThat(indicator.path("indicator_types").toString()).endsWith("-activity\",\"anonymization\"]");
        assertThat(indicator.at("/external_references/0/url").asText()).isEqualTo("https://www.abuseipdb.com/check/203.0.113.77");
        assertThat(source(indicator).path("detail").asText()).isEqualTo("143 reports by 58 users in 90 days");
        assertThat(source(indicator).path("observed_at").asText()).isEqualTo("2026-11-22T21:04:11.000Z");
    }

    @Test
    void aVirusTotalReportOnAFile() {
        Answer answer = new VirusTotalReader().read(IndicatorType.MD5, "fcf03f8078dc889fb6015a770ad38300", reply("""
                {"data": {"type": "file", "id": "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec", "attributes": {
                 "sha256": "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec", "md5": "fcf03f8078dc889fb6015a770ad38300",
                 "sha1": "163a149897f7714262860a593cc3e5b45646d142", "last_analysis_date": 1795162500,
                 "last_analysis_stats": {"malicious": 41, "suspicious": 1, "undetected": 24, "harmless": 0, "timeout": 0},
                 "popular_threat_classification": {"suggested_threat_label": "trojan.loader/example",
                  "popular_threat_category": [{"value": "trojan", "count": 22}, {"value": "pua", "count": 2}],
                  "popular_threat_name": [{"value": "Loader", "count": 9}]}}}}"""), NOW).answer();

        StixPackage mapped = map(IndicatorType.MD5, "fcf03f8078dc889fb6015a770ad38300", answer);

        assertThat(one(mapped, "note").path("content").asText()).isEqualTo("41 of 66 engines malicious, 1 suspicious\nLabel: trojan.loader/example");
        assertThat(one(mapped, "indicator").path("pattern").asText()).isEqualTo("[file:hashes.'SHA-256' = '" + FILE
                + "' OR file:hashes.'SHA-1' = '163a149897f7714262860a593cc3e5b45646d142' OR file:hashes.MD5 = 'fcf03f8078dc889fb6015a770ad38300']");
        assertThat(one(mapped, "malware").path("name").asText()).isEqualTo("loader");
        assertThat(one(mapped, "malware").path("malware_types").toString()).isEqualTo("[\"trojan\"]");
        assertThat(one(mapped, "malware-analysis").path("result_name").asText()).isEqualTo("trojan.loader/example");
        assertThat(one(mapped, "malware-analysis").path("analysis_ended").asText()).isEqualTo("2026-11-20T08:15:00.000Z");
        assertThat(one(mapped, "malware-analysis").at("/external_references/0/url").asText()).isEqualTo("https://www.virustotal.com/gui/file/" + FILE);
    }

    @Test
    void aHybridAnalysisOverview() {
        Answer answer = new HybridAnalysisReader().readOverview(FILE, reply("""
                {"sha256": "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec", "threat_score": 85, "verdict": "malicious",
                 "analysis_start_time": "2026-11-18T06:26:53+00:00", "last_multi_scan": "2026-11-20T10:16:58+00:00", "tags": ["Ransomware"],
                 "vx_family": "Trojan.Example", "multiscan_result": 63, "scanners": [], "reports": [], "whitelisted": false}"""), NOW).answer();

        StixPackage mapped = map(IndicatorType.SHA256, FILE, answer);

        assertThat(one(mapped, "note").path("content").asText()).isEqualTo("Verdict malicious, threat score 85\nFamily: Trojan.Example");
        assertThat(source(one(mapped, "indicator")).path("detail").asText()).isEqualTo("threat score 85, AV detection 63 percent");
        assertThat(one(mapped, "malware-analysis").path("analysis_started").asText()).isEqualTo("2026-11-18T06:26:53.000Z");
        assertThat(one(mapped, "malware-analysis").path("result").asText()).isEqualTo("malicious");
        assertThat(one(mapped, "malware").path("name").asText()).isEqualTo("trojan.example");
        assertThat(one(mapped, "malware").path("malware_types").toString()).isEqualTo("[\"ransomware\"]");
    }

    @Test
    void nvdAndEpssOnAVulnerability() {
        Answer nvd = new NvdReader().read(CVE, reply("""
                {"totalResults": 1, "vulnerabilities": [{"cve": {"id": "CVE-2026-41234", "published": "2026-10-29T13:15:07.297",
                 "lastModified": "2026-11-02T20:35:37.490", "vulnStatus": "Analyzed", "descriptions": [{"lang": "en", "value": "Example Gateway before 4.2."}],
                 "metrics": {"cvssMetricV31": [{"source": "nvd@nist.gov", "type": "Primary", "cvssData": {"version": "3.1",
                  "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "baseScore": 9.8, "baseSeverity": "CRITICAL"}}]}}}]}"""), NOW).answer();
        Answer epss = new EpssReader().read(List.of(CVE), reply("""
                {"status": "OK", "total": 1, "data": [{"cve": "CVE-2026-41234", "epss": "0.843210000", "percentile": "0.992310000", "date": "2026-11-22"}]}"""),
                NOW).get(0).answer();

        StixPackage mapped = map(IndicatorType.CVE, CVE, nvd, epss);

        assertThat(one(mapped, "note").path("abstract").asText()).isEqualTo("NVD, EPSS: " + CVE);
        assertThat(one(mapped, "note").path("content").asText()).isEqualTo("CVSS 3.1 base score 9.8\nEPSS 0.84321 (percentile 0.99231)");
        assertThat(one(mapped, "vulnerability").path("description").asText()).isEqualTo("Example Gateway before 4.2.");
        assertThat(one(mapped, "vulnerability").path("extensions").toString()).contains("\"cvss_base_score\":9.8", "\"epss_score\":0.84321",
                "\"cvss_vector\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"");
    }

    @Test
    void whatTheNvdSaysBesideTheScore() {
        Answer deferred = new NvdReader().read(CVE, reply("""
                {"vulnerabilities": [{"cve": {"id": "CVE-2026-41234", "vulnStatus": "Deferred", "metrics": {"ssvcV203": [{"source": "x", "ssvcData": {
                 "options": [{"exploitation": "poc"}, {"automatable": "no"}, {"technicalImpact": "partial"}]}}]}}}]}"""), NOW).answer();

        assertThat(one(map(IndicatorType.CVE, CVE, deferred), "note").path("content").asText()).isEqualTo("In the NVD, without a CVSS score\n"
                + "Not analysed by NVD\nSSVC: exploitation poc, automatable no, technical impact partial");
    }

    @Test
    void aScoreThatIsNotTheNvdsCarriesItsName() {
        Answer analysed = new NvdReader().read(CVE, reply("""
                {"vulnerabilities": [{"cve": {"id": "CVE-2026-41234", "vulnStatus": "Analyzed", "metrics": {"cvssMetricV40": [
                 {"source": "cna@example.com", "type": "Secondary", "cvssData": {"baseScore": 9.3}}]}}}]}"""), NOW).answer();
        Answer unscored = new NvdReader().read(CVE, reply("""
                {"vulnerabilities": [{"cve": {"id": "CVE-2026-41234", "vulnStatus": "Deferred", "metrics": {}}}]}"""), NOW).answer();
        Answer nobodys = new CveOrgReader().read(CVE, reply("""
                {"cveMetadata": {"cveId": "CVE-2026-41234", "state": "PUBLISHED"}, "containers": {"cna": {}}}"""), NOW).answer();

        assertThat(one(map(IndicatorType.CVE, CVE, analysed), "note").path("content").asText()).isEqualTo("CVSS 4.0 base score 9.3 (by cna@example.com)");
        assertThat(one(map(IndicatorType.CVE, CVE, unscored, nobodys), "note").path("content").asText())
                .isEqualTo("No CVSS score by anyone\nNot analysed by NVD");
    }

    private static StixPackage map(IndicatorType type, String value, Answer... answers) {
        Finding finding = new Scorer(Rules.defaults()).score(Indicator.of(type, value), List.of(answers), NOW);
        StixPackage mapped = new StixMapper(Samples.settings(), new InMemoryLedger(), Samples.at(NOW)).map(Samples.incident(finding));
        StixSchemas.assertValid(mapped.all());
        return mapped;
    }

    private static ObjectNode one(StixPackage mapped, String type) {
        return mapped.all().stream().filter(object -> object.path("type").asText().equals(type)).findFirst().orElseThrow();
    }

    private static JsonNode source(ObjectNode indicator) {
        return indicator.path("extensions").path("extension-definition--477f06a1-eca4-45c4-8631-28f9382d83a3").path("sources").path(0);
    }

    private static HttpReply reply(String body) {
        return new HttpReply(200, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }
}
