package io.github.iocenrichment.stix;

import static io.github.iocenrichment.stix.Samples.NOW;
import static io.github.iocenrichment.stix.Samples.answer;
import static io.github.iocenrichment.stix.Samples.finding;
import static io.github.iocenrichment.stix.Samples.incident;
import static io.github.iocenrichment.stix.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StixMapperTest extends MappingCase {

    @ParameterizedTest
    @EnumSource(value = VerdictValue.class, names = {"NO_THREAT_FOUND", "UNKNOWN", "NOT_CHECKED"})
    void otherVerdictsGiveObservablesAndNotesButNoIndicator(VerdictValue verdict) {
        Finding file = finding(IndicatorType.SHA256, Samples.SHA256, verdict, 0, Samples.badFile().answers().get(0));

        StixPackage mapped = map(NOW, incident(file));

        assertThat(types(mapped)).containsExactly("file", "observed-data", "malware-analysis", "note", "grouping");
        assertThat(ofType(mapped, "malware-analysis").get(0).path("result").asText())
                .isEqualTo(verdict == VerdictValue.NO_THREAT_FOUND ? "benign" : "unknown");
        assertThat(ofType(mapped, "note").get(0).path("object_refs")).hasSize(1);
        assertThat(mapped.indicators()).isEmpty();
    }

    @Test
    void theVerdictsThatBecomeIndicatorsAreTheOperatorsChoice() {
        Finding suspicious = finding(IndicatorType.DOMAIN, "odd.example.net", VerdictValue.SUSPICIOUS, 40);
        Finding harmless = finding(IndicatorType.DOMAIN, "fine.example.net", VerdictValue.NO_THREAT_FOUND, 5);

        StixPackage narrow = map(settings().withPublishVerdicts(Set.of(VerdictValue.MALICIOUS)), NOW, incident(suspicious));
        StixPackage wide = map(settings().withPublishVerdicts(Set.of(VerdictValue.NO_THREAT_FOUND)), NOW, incident(harmless));

        assertThat(narrow.indicators()).isEmpty();
        assertThat(ofType(wide, "indicator")).singleElement()
                .satisfies(one -> assertThat(one.path("indicator_types").toString()).isEqualTo("[\"benign\"]"))
                .satisfies(one -> assertThat(one.path("valid_until").asText()).isEqualTo("2026-05-31T08:14:05.000Z"));
    }

    @ParameterizedTest
    @EnumSource(value = AnswerState.class, names = "FOUND", mode = EnumSource.Mode.EXCLUDE)
    void sourcesWithoutAnAnswerLeaveNoTrace(AnswerState state) {
        StixPackage silent = map(NOW, incident(finding(IndicatorType.SHA256, Samples.SHA256, VerdictValue.UNKNOWN, 0,
                Samples.without(state, "virustotal", IndicatorType.SHA256, Samples.SHA256))));

        assertThat(types(silent)).containsExactly("file", "observed-data", "grouping");
        assertThat(silent.all().toString()).doesNotContain("virustotal");
    }

    @Test
    void valuesOfTheHouseAndKindsWithoutAnObservableStayHome() {
        StixPackage nothing = map(NOW, incident(
                new Finding(new Indicator(IndicatorType.IPV4, "10.1.2.3", false, "private address", List.of()), List.of(),
                        new Verdict(VerdictValue.MALICIOUS, 99, List.of(), List.of())),
                finding(IndicatorType.EMAIL, "lure@example.net", VerdictValue.MALICIOUS, 90),
                finding(IndicatorType.CIDR, "198.51.100.0/24", VerdictValue.MALICIOUS, 90),
                finding(IndicatorType.SSDEEP, "3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C", VerdictValue.MALICIOUS, 90)));

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.all()).isEmpty();
        assertThat(nothing.containerId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"IPV4, 10.1.2.3", "IPV6, fe80::1", "URL, http://192.168.1.1/x", "URL, http://u@[::1]:8080/", "URL, http://e.example/\uD800",
        "URL, http://e.example/\u0007x", "CVE, CVE-2021-00123", "CVE, no CVE"})
    void whatMustNotOrCannotBePublishedIsLeftOutWithItsReason(IndicatorType type, String value) {
        StixPackage nothing = map(NOW, incident(finding(type, value, VerdictValue.MALICIOUS, 90)));

        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.leftOut()).singleElement().asString().contains("not published");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "IPV4,   203.0.113.77,              [ipv4-addr:value = '203.0.113.77']",
        "IPV6,   2001:DB8:0::77,            [ipv6-addr:value = '2001:db8::77']",
        "DOMAIN, Bad.Example.NET.,          [domain-name:value = 'bad.example.net']",
        "DOMAIN, bücher.example,            [domain-name:value = 'xn--bcher-kva.example']",
        "URL,    https://bad.example.net/a?next='home', [url:value = 'https://bad.example.net/a?next=\\'home\\'']",
        "URL,    https://e.example/\\'x\\\\, [url:value = 'https://e.example/\\\\\\'x\\\\\\\\']",
        "URL,    https://e.example/grün/\uD83D\uDE00?\"q\", [url:value = 'https://e.example/grün/\uD83D\uDE00?\"q\"']",
        "MD5,    609EA63407D7ECC0EE1D88E401C3A53D,         [file:hashes.MD5 = '609ea63407d7ecc0ee1d88e401c3a53d']",
        "SHA1,   e6cdaccb1572c19c98963135607643a6837b3a5b, [file:hashes.'SHA-1' = 'e6cdaccb1572c19c98963135607643a6837b3a5b']",
    })
    void patternsAreEscapedAndValuesNormalised(IndicatorType type, String value, String pattern) {
        StixPackage mapped = map(NOW, incident(finding(type, value, VerdictValue.MALICIOUS, 90)));

        assertThat(ofType(mapped, "indicator").get(0).path("pattern").asText()).isEqualTo(pattern);
    }

    @Test
    void twoSpellingsOfOneValueAreOneObservable() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.DOMAIN, "bad.example.net", VerdictValue.MALICIOUS, 90),
                finding(IndicatorType.DOMAIN, "BAD.example.net.", VerdictValue.MALICIOUS, 90)));

        assertThat(types(mapped)).containsExactly("domain-name", "observed-data", "indicator", "relationship", "grouping");
    }

    @Test
    void aVendorThatSpeaksOfAnotherFileGivesNoSiblingHashes() {
        String other = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.MD5, Samples.MD5, VerdictValue.MALICIOUS, 90,
                answer("virustotal", IndicatorType.MD5, Samples.MD5, null, null, Map.of("md5", Samples.MD5, "sha1", Samples.SHA1, "sha256", Samples.SHA256)),
                answer("hybrid-analysis", IndicatorType.MD5, Samples.MD5, null, null, Map.of("sha256", other, "sha512", "no hash")))));

        assertThat(ofType(mapped, "indicator").get(0).path("pattern").asText()).isEqualTo("[file:hashes.'SHA-256' = '" + Samples.SHA256
                + "' OR file:hashes.'SHA-1' = '" + Samples.SHA1 + "' OR file:hashes.MD5 = '" + Samples.MD5 + "']");
        assertThat(ofType(mapped, "file").get(0).path("hashes").toString()).isEqualTo("{\"MD5\":\"" + Samples.MD5 + "\"}");
        assertThat(mapped.indicators()).containsExactly(new Published(ofType(mapped, "indicator").get(0).path("id").asText(),
                IndicatorType.MD5, Samples.MD5, "MD5 " + Samples.MD5));
    }

    @Test
    void anonymisersAndHijackedHostsAreSaidToBeSuch() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.IPV4, ADDRESS, VerdictValue.SUSPICIOUS, 50,
                answer("abuseipdb", IndicatorType.IPV4, ADDRESS, null, null, Map.of("tor", true, "compromised", true, "terms", List.of("hacking"))))));

        assertThat(ofType(mapped, "indicator").get(0).path("indicator_types").toString())
                .isEqualTo("[\"anomalous-activity\",\"anonymization\",\"compromised\"]");
    }

    @Test
    void linksWithKeysOrUserNamesAreNotPublished() {
        List<String> links = List.of("https://vendor.example/report?apikey=s3cret", "https://user:pass@vendor.example/", "javascript:alert(1)",
                "https://vendor.example/ bad", "https://vendor.example/report?x=1&access_token=s3cret", "https://vendor.example/#access_token=s3cret",
                "https://vendor.example/#/report?token=s3cret", "https://vendor.example/report?sv=2&sig=s3cret", "https://vendor.example/?pwd=s3cret");
        links.forEach(link -> {
            StixPackage mapped = map(NOW, incident(finding(IndicatorType.IPV4, ADDRESS, VerdictValue.MALICIOUS, 90,
                    answer("virustotal", IndicatorType.IPV4, ADDRESS, null, link, Map.of("malicious", 3)))));
            assertThat(ofType(mapped, "indicator").get(0).has("external_references")).as(link).isFalse();
        });
    }

    @Test
    void linksAreWrittenInAscii() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.IPV4, ADDRESS, VerdictValue.MALICIOUS, 90,
                answer("urlscan", IndicatorType.IPV4, ADDRESS, null, "https://vendor.example/grün?signal=1", Map.of()))));

        assertThat(ofType(mapped, "indicator").get(0).at("/external_references/0/url").asText()).isEqualTo("https://vendor.example/gr%C3%BCn?signal=1");
    }

    @ParameterizedTest
    @CsvSource({"trojan.agenttesla/msil, agenttesla", "emotet, emotet", "trojan, ", "Ransomware, ", "grayware, ", "grayware.widget, widget"})
    void aLabelNamesAFamilyUnlessItIsACategoryAlone(String label, String family) {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.SHA256, Samples.SHA256, VerdictValue.MALICIOUS, 90,
                answer("virustotal", IndicatorType.SHA256, Samples.SHA256, null, null, Map.of("label", label, "threatCategories", List.of("grayware"))))));

        assertThat(ofType(mapped, "malware")).extracting(malware -> malware.path("name").asText())
                .isEqualTo(family == null ? List.of() : List.of(family));
        assertThat(ofType(mapped, "malware-analysis").get(0).path("result_name").asText()).isEqualTo(label);
    }

    @Test
    void aFamilyIsPublishedOnlyWhereSomethingSpeaksOfIt() {
        Finding url = finding(IndicatorType.URL, Samples.URL, VerdictValue.MALICIOUS, 90,
                answer("urlscan", IndicatorType.URL, Samples.URL, null, null, Map.of("family", "Emotet")));

        assertThat(types(map(NOW, incident(url)))).containsSubsequence("indicator", "malware", "note");
        assertThat(types(map(settings().withPublishVerdicts(Set.of(VerdictValue.SUSPICIOUS)), NOW, incident(url)))).doesNotContain("malware");
    }

    @Test
    void aScanIsNoAnalysisAndGivesItNoTime() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.SHA256, Samples.SHA256, VerdictValue.MALICIOUS, 90, answer("hybrid-analysis",
                IndicatorType.SHA256, Samples.SHA256, "2026-02-28T10:00:00Z", null, Map.of("verdict", "malicious", "multiscanAt", "2026-02-28T10:00:00Z")))));

        assertThat(ofType(mapped, "malware-analysis").get(0).has("analysis_started")).isFalse();
        assertThat(ofType(mapped, "indicator").get(0).toString()).contains("\"observed_at\":\"2026-02-28T10:00:00.000Z\"");
    }

    @Test
    void threeSourcesAreListedAsPeopleDo() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.IPV4, ADDRESS, VerdictValue.MALICIOUS, 90, Stream.of("abuseipdb", "virustotal", "other")
                .map(source -> answer(source, IndicatorType.IPV4, ADDRESS, null, null, Map.of())).toArray(Answer[]::new))));

        assertThat(one(mapped, ADDRESS_INDICATOR).path("description").asText()).endsWith("(malicious) from abuseipdb, virustotal and other.");
    }

    @Test
    void hostileVendorTextComesOutAsPlainBoundedLines() {
        String hostile = "Evil\u202E\u0000 ISP\r\n<script>alert('x')</script> \uD800 ${7*7} =cmd|' /C calc'!A0 ";
        StixPackage mapped = map(NOW, incident(
                finding(IndicatorType.IPV4, ADDRESS, VerdictValue.MALICIOUS, 90, answer("abuseipdb", IndicatorType.IPV4, ADDRESS, null, null,
                        Map.of("score", "90", "reports", Double.NaN, "isp", hostile.repeat(200), "country", List.of("NL"), "terms", List.of(hostile, "", 7)))),
                finding(IndicatorType.SHA256, Samples.SHA256, VerdictValue.MALICIOUS, 90, answer("hybrid-analysis", IndicatorType.SHA256, Samples.SHA256,
                        null, null, Map.of("family", "\u200B\u0007", "verdict", "x".repeat(100_000)))),
                finding(IndicatorType.URL, Samples.URL, VerdictValue.MALICIOUS, 90,
                        answer("other-source", IndicatorType.URL, Samples.URL, null, null, Map.of()))));

        String note = ofType(mapped, "note").get(0).path("content").asText();
        assertThat(note).startsWith("Abuse confidence 90 of 100\nCategories: ").contains("ISP: Evil ISP <script>").doesNotContain("\u202E", "\u0000", "\r");
        assertThat(ofType(mapped, "note")).allSatisfy(one -> assertThat(one.path("content").asText().length()).isLessThan(4096));
        assertThat(ofType(mapped, "indicator").get(0).path("labels")).allSatisfy(label -> assertThat(label.asText()).matches("abuseipdb:[a-z0-9-]+"));
        assertThat(ofType(mapped, "malware")).isEmpty();
    }

    @Test
    void fiveHundredIndicatorsStayConsistent() {
        Finding[] many = Stream.iterate(0, i -> i + 1).limit(500).map(i -> {
            String value = "https://host" + i + ".example.net/it's/" + i;
            return finding(IndicatorType.URL, value, VerdictValue.MALICIOUS, 80,
                    answer("virustotal", IndicatorType.URL, value, null, null, Map.of("malicious", 9, "votes", 90)));
        }).toArray(Finding[]::new);

        StixPackage mapped = map(NOW, incident(many));

        assertThat(mapped.indicators()).hasSize(500);
        assertThat(mapped.objects()).hasSize(2500);
    }

    @Test
    void theExtensionCanBeSwitchedOffAndNothingIsLostButItsStructure() {
        StixPackage plain = map(settings().withExtension(false), NOW, Samples.incident10482());

        assertThat(plain.all().toString()).doesNotContain("extension");
        assertThat(one(plain, ADDRESS_INDICATOR).path("confidence").asInt()).isEqualTo(96);
        assertThat(ofType(plain, "note")).hasSize(5);
    }

    @Test
    void aReportCanReplaceTheGrouping() {
        StixSettings reports = settings().withContainer(StixSettings.Container.REPORT);
        StixPackage first = map(reports, NOW, Samples.incident10482());
        StixPackage again = map(reports, NOW.plusSeconds(3600), Samples.incident10482());

        assertThat(first.container().path("type").asText()).isEqualTo("report");
        assertThat(first.container().path("published").asText()).isEqualTo("2026-03-02T08:20:31.482Z");
        assertThat(first.container().path("report_types").toString()).isEqualTo("[\"indicator\"]");
        assertThat(again.all().toString()).isEqualTo(first.all().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "AMBER,        1, marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
        "TLP:GREEN,    1, marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da",
        "WHITE,        1, marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9",
        "clear,        2, marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        "AMBER,        2, marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        "AMBER+STRICT, 1, marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        "AMBER_STRICT, 2, marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        "RED,          2, marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    })
    void everythingCarriesTheConfiguredMarking(String tlp, int version, String marking) {
        StixPackage mapped = map(settings().withTlp(Tlp.of(tlp), version), NOW, Samples.incident10482());

        assertThat(mapped.shared().get(0).path("id").asText()).isEqualTo(marking);
        assertThat(mapped.objects()).allSatisfy(object -> assertThat(object.path("object_marking_refs").path(0).asText()).isEqualTo(marking));
    }

    @Test
    void anIncidentsOwnMarkingWins() {
        StixPackage strict = map(NOW, Samples.incident10482().withTlp(Tlp.AMBER_STRICT));

        assertThat(strict.shared().get(0).path("name").asText()).isEqualTo("TLP:AMBER+STRICT");
        assertThat(strict.about().tlp()).isEqualTo(Tlp.AMBER_STRICT);
    }

    @Test
    void smallProbabilitiesAreWrittenOut() {
        String cve = "CVE-2026-41234";
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.CVE, cve, VerdictValue.UNKNOWN, 0,
                answer("epss", IndicatorType.CVE, cve, null, null, Map.of("epss", 0.00043, "epssPercentile", 1.0E-5)))));

        assertThat(ofType(mapped, "note").get(0).path("content").asText()).isEqualTo("EPSS 0.00043 (percentile 0.00001)");
    }

    @Test
    void aVulnerabilityStandsAloneWhenNoSourceKnowsIt() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.CVE, "cve-2026-41234", VerdictValue.NOT_CHECKED, 0)));

        assertThat(types(mapped)).containsExactly("vulnerability", "grouping");
        assertThat(ofType(mapped, "vulnerability").get(0).path("external_references").toString())
                .isEqualTo("[{\"source_name\":\"cve\",\"external_id\":\"CVE-2026-41234\"}]");
    }
}
