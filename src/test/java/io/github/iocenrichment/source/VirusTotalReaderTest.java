package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirusTotalReaderTest {
    private static final String SHA256 = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";
    private static final String URL_ID = "4e5253e6ea7755342ad2d8886d9e89fe6b6f6963f9659dd9790c188546e73137";
    private static final String URL = "http://login-update.example.net/";
    private static final String FILE = """
            {"data": {"type": "file", "id": "%s",
             "links": {"self": "https://www.virustotal.com/api/v3/files/dbd7"},
             "attributes": {"sha256": "%s",
              "md5": "fcf03f8078dc889fb6015a770ad38300", "sha1": "163a149897f7714262860a593cc3e5b45646d142",
              "size": 284160, "type_description": "Win32 EXE", "type_tag": "peexe", "meaningful_name": "invoice_viewer.exe",
              "names": ["invoice_viewer.exe", "setup.bin"], "tags": ["peexe", "detect-debug-environment"],
              "first_submission_date": 1740913200, "last_analysis_date": 1795162500, "reputation": -31,
              "total_votes": {"harmless": 0, "malicious": 4},
              "last_analysis_stats": {"malicious": 41, "suspicious": 1, "undetected": 24, "harmless": 0, "timeout": 0,
                  "confirmed-timeout": 1, "failure": 2, "type-unsupported": 6},
              "last_analysis_results": {"EngineA": {"category": "malicious", "engine_name": "EngineA", "method": "blacklist",
                  "result": "Trojan.Loader", "engine_version": "4.1", "engine_update": "20261119"},
                  "EngineB": {"category": "undetected", "engine_name": "EngineB", "result": null}},
              "popular_threat_classification": {"suggested_threat_label": "trojan.loader/example",
                  "popular_threat_category": [{"value": "dropper", "count": 3}, {"value": "trojan", "count": 22}],
                  "popular_threat_name": [{"value": "example", "count": 9}]},
              "sandbox_verdicts": {"Sandbox One": {"category": "malicious", "confidence": 80, "sandbox_name": "Sandbox One",
                  "malware_classification": ["MALWARE", "TROJAN"]}},
              "crowdsourced_yara_results": [{"rule_name": "win_loader", "author": "x"}],
              "sigma_analysis_stats": {"critical": 0, "high": 2, "medium": 3, "low": 5}}}}""".formatted(SHA256, SHA256);

    private final VirusTotalReader reader = new VirusTotalReader();

    private Reading file(HttpReply reply) {
        return reader.read(IndicatorType.SHA256, SHA256, reply, NOW);
    }

    private Reading url(String attributes) {
        return reader.read(IndicatorType.URL, URL,
                Replies.json(200, "{\"data\": {\"id\": \"" + URL_ID + "\", \"type\": \"url\", \"attributes\": " + attributes + "}}"), NOW);
    }

    @Test
    void readsAFile() {
        Answer answer = file(Replies.json(200, FILE)).answer();
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.observedAt()).isEqualTo("2026-11-20T08:15:00Z");
        assertThat(answer.link()).isEqualTo("https://www.virustotal.com/gui/file/" + SHA256);
        assertThat(answer.summary()).isEqualTo("41 of 66 engines malicious, 1 suspicious; trojan.loader/example");
        assertThat(answer.facts()).containsEntry("votes", 66L).containsEntry("withoutVote", 9L).containsEntry("maliciousEngines", List.of("EngineA"))
                .containsEntry("family", "example").containsEntry("threatCategories", List.of("trojan", "dropper"))
                .containsEntry("md5", "fcf03f8078dc889fb6015a770ad38300").containsEntry("sha1", "163a149897f7714262860a593cc3e5b45646d142")
                .containsEntry("sandboxMalicious", 1L).containsEntry("sigmaHigh", 2L).containsEntry("yara", 1L).containsEntry("reputation", -31L)
                .containsEntry("terms", List.of("peexe", "detect-debug-environment")).containsEntry("communityMalicious", 4L);
    }

    @Test
    void readsAUrlWithoutItsHeadersAndCookies() {
        Answer answer = url("""
                {"last_analysis_date": 1795162500, "last_final_url": "https://u:p@login.example/?token=abcdef123456",
                 "title": "Sign in", "categories": {"V1": "Phishing and Fraud", "V2": "phishing"}, "tags": [],
                 "last_http_response_cookies": {"sid": "sekret"}, "last_http_response_headers": {"Set-Cookie": "sekret"},
                 "html_meta": {"x": ["sekret"]},
                 "last_analysis_stats": {"malicious": 17, "suspicious": 0, "undetected": 20, "harmless": 57, "timeout": 2}}""").answer();
        assertThat(answer.summary()).isEqualTo("17 of 94 engines malicious; phishing-and-fraud, phishing");
        assertThat(answer.link()).isEqualTo("https://www.virustotal.com/gui/url/" + URL_ID);
        assertThat(answer.toString()).doesNotContain("sekret");
        assertThat(answer.facts()).containsEntry("finalUrl", "https://login.example/?token=masked");
    }

    @Test
    void readsADomain() {
        Answer answer = reader.read(IndicatorType.DOMAIN, "bad.example.net", Replies.json(200, """
                {"data": {"id": "bad.example.net", "type": "domain", "attributes": {"last_analysis_date": 1795162500, "registrar": "R Ltd", "whois": "Name: Bob",
                 "popularity_ranks": {"A": {"rank": 900, "timestamp": 1}, "B": {"rank": "77"}}, "creation_date": 1740913200,
                 "last_analysis_stats": {"malicious": 0, "suspicious": 0, "undetected": 30, "harmless": 60}}}}"""), NOW).answer();
        assertThat(answer.link()).isEqualTo("https://www.virustotal.com/gui/domain/bad.example.net");
        assertThat(answer.facts()).containsEntry("popularityRank", 77L).containsEntry("registrar", "R Ltd").doesNotContainKey("whois");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            # attributes                                                                                          ! state
            {}                                                                                                    ! pending
            {"last_analysis_stats": {"malicious": 0, "suspicious": 0, "undetected": 0, "harmless": 0}}            ! pending
            {"last_analysis_stats": {"harmless": 0}, "last_analysis_results": {}, "last_analysis_date": 1795162500} ! pending
            {"last_analysis_stats": {"timeout": 9}}                                                               ! pending
            {"last_analysis_stats": {"timeout": 9}, "last_analysis_date": 1795162500}                             ! found
            {"last_analysis_stats": {"malicious": "3", "harmless": 4.0, "undetected": null}}                      ! found
            {"last_analysis_stats": {"malicious": -3, "harmless": "many"}}                                        ! pending
            {"last_analysis_stats": {"malicious": -3, "undetected": 60}}                                          ! pending
            {"last_analysis_stats": {"malicious": null, "undetected": 60}}                                        ! pending
            {"last_analysis_results": {"E": {"category": "malicious"}}, "last_analysis_date": 1795162500}         ! found
            {"last_analysis_results": {"E": null, "F": "x", "G": {"category": 7}}}                                ! pending
            """)
    void zerosMeanNotAnalysedYet(String attributes, String state) {
        Answer answer = url(attributes).answer();
        assertThat(answer.state().label()).isEqualTo(state);
        assertThat(answer.askAgainAt() != null).isEqualTo(state.equals("pending"));
        assertThat(answer.link()).isEqualTo("https://www.virustotal.com/gui/url/" + URL_ID);
    }

    /** Nobody is clean for want of a figure: one beyond all bounds is a large one, and the engines are counted where the sum cannot be read. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({"-3, 1", "null, 1", "18446744073709551616, 100000", "18446744073709551615, 100000"})
    void aSumThatCannotBeReadIsCountedByHand(String malicious, long counted) {
        Answer answer = url("{\"last_analysis_stats\": {\"malicious\": " + malicious + ", \"undetected\": 60},"
                + " \"last_analysis_results\": {\"A\": {\"category\": \"malicious\"}}}").answer();
        assertThat(answer.facts()).containsEntry("malicious", counted);
    }

    @Test
    void onlyFourCategoriesAreVotes() {
        Answer answer = url("""
                {"last_analysis_results": {"A": {"category": "malicious"}, "B": {"category": "suspicious"}, "C": {"category": "harmless"},
                 "D": {"category": "undetected"}, "E": {"category": "timeout"}, "F": {"category": "failure"}, "G": {"category": "type-unsupported"},
                 "H": {"category": "confirmed-timeout"}, "I": {"category": "brand-new"}}}""").answer();
        assertThat(answer.facts()).containsEntry("votes", 4L).containsEntry("withoutVote", 4L);
    }

    @Test
    void anUnknownHashLinksToTheSearchAndAnUnknownUrlNowhere() {
        HttpReply unknown = Replies.json(404, "{\"error\": {\"code\": \"NotFoundError\"}}");
        assertThat(file(unknown).answer().link()).isEqualTo("https://www.virustotal.com/gui/search/" + SHA256);
        assertThat(reader.read(IndicatorType.URL, URL, unknown, NOW).answer().link()).isNull();
    }

    @Test
    void anMd5IsAnsweredWithTheFilesOtherHashes() {
        Answer answer = reader.read(IndicatorType.MD5, "FCF03F8078DC889FB6015A770AD38300", Replies.json(200, FILE), NOW).answer();
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.facts()).containsEntry("sha256", SHA256);
        assertThat(answer.link()).isEqualTo("https://www.virustotal.com/gui/file/" + SHA256);
    }

    @Test
    void trustAndAssessmentAreRead() {
        Answer answer = file(Replies.json(200, """
                {"data": {"id": "%s", "type": "file", "attributes": {"last_analysis_stats": {"undetected": 60}, "tags": ["nsrl", "known-distributor"],
                 "trusted_verdict": {"verdict": "goodware", "organization": "Big"}, "known_distributors": {"distributors": ["Big"]},
                 "gti_assessment": {"verdict": {"value": "VERDICT_BENIGN"}, "severity": {"value": "SEVERITY_NONE"}, "threat_score": {"value": 1}}}}}"""
                .formatted(SHA256))).answer();
        assertThat(Facts.of(answer).texts("benign")).containsExactly("trusted publisher", "known distributor", "in the NSRL list of known software");
        assertThat(answer.facts()).containsEntry("gtiVerdict", "benign").containsEntry("gtiScore", 1L).containsEntry("gtiSeverity", "none");
    }

    /** What is empty, or said in a word that is not known to mean harmless, is no benign evidence. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "known_distributors": {}                        |
            "known_distributors": {"distributors": []}      |
            "known_distributors": {"filenames": ["a.exe"]}  | known distributor
            "nsrl_info": {}                                 |
            "nsrl_info": {"products": ["Office"]}           | in the NSRL list of known software
            "trusted_verdict": {"verdict": "suspicious"}    |
            "trusted_verdict": {"verdict": "dreadful"}      |
            "trusted_verdict": {"verdict": "Goodware"}      | trusted publisher
            "tags": ["trusted"]                             | trusted publisher
            """)
    void benignEvidenceIsAStatement(String attribute, String evidence) {
        Answer answer = file(Replies.json(200, """
                {"data": {"id": "%s", "type": "file", "attributes": {"last_analysis_stats": {"undetected": 60}, %s}}}""".formatted(SHA256, attribute))).answer();
        assertThat(Facts.of(answer).texts("benign")).isEqualTo(evidence == null ? List.of() : List.of(evidence));
    }

    @Test
    void anAssessmentSpeaksWhereNoEngineHasLooked() {
        String body = "{'data': {'id': '" + SHA256
                + "', 'type': 'file', 'attributes': {'last_analysis_stats': {}, 'gti_assessment': {'verdict': {'value': 'VERDICT_%s'}}}}}";
        body = body.replace('\'', '"');
        assertThat(file(Replies.json(200, body.formatted("MALICIOUS"))).answer().state()).isEqualTo(AnswerState.FOUND);
        assertThat(file(Replies.json(200, body.formatted("UNDETECTED"))).answer().state()).isEqualTo(AnswerState.PENDING);
    }

    /** Asked for, and what the answer says it is about. */
    @ParameterizedTest(name = "{0} {1} <- {2} {3} {4}: {5}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # asked                                 | type       | id                          | attributes                        | about it
            sha256 | SHA256                         | file       | SHA256                      | `"sha256": "SHA256"`              | true
            sha256 | SHA256                         | file       | SHA256                      | ``                                | true
            sha256 | SHA256                         | file       | OTHER                       | ``                                | false
            sha256 | SHA256                         | file       | OTHER                       | `"sha256": "SHA256"`              | false
            sha256 | SHA256                         | file       | SHA256                      | `"sha256": "OTHER"`               | false
            sha256 | SHA256                         | url        | SHA256                      | `"sha256": "SHA256"`              | false
            sha256 | SHA256                         |            | SHA256                      | `"sha256": "SHA256"`              | false
            md5    | fcf03f8078dc889fb6015a770ad38300 | file     | SHA256                      | `"md5": "FCF03F8078DC889FB6015A770AD38300"` | true
            md5    | fcf03f8078dc889fb6015a770ad38300 | file     | SHA256                      | `"md5": "00003f8078dc889fb6015a770ad38300"` | false
            md5    | fcf03f8078dc889fb6015a770ad38300 | file     | SHA256                      | ``                                | false
            sha1   | 163a149897f7714262860a593cc3e5b45646d142 | file | SHA256                   | `"sha1": "163a149897f7714262860a593cc3e5b45646d142"` | true
            sha1   | 163a149897f7714262860a593cc3e5b45646d142 | file | bad                      | `"sha1": "163a149897f7714262860a593cc3e5b45646d142"` | false
            url    | https://Mossy-anvil.net          | url      | OTHER                       | ``                                | true
            url    | https://Mossy-anvil.net          | url      | OTHER                       | `"url": "HTTPS://mossy-anvil.net:443/#top"` | true
            url    | http://mossy-anvil.net/a%20b?c=%2f | url    | OTHER                       | `"url": "http://mossy-anvil.net:80/a b?c=/"` | true
            url    | https://mossy-anvil.net/a        | url      | OTHER                       | `"url": "https://mossy-anvil.net/b"` | false
            url    | https://mossy-anvil.net/a        | url      | OTHER                       | `"url": "https://mossy-anvil.net/A"` | false
            url    | https://mossy-anvil.net/a        | url      | OTHER                       | `"url": "https://mossy-anvil.net:8443/a"` | false
            url  | https://mossy-anvil.net/a  | url  | OTHER       | `"url": "https://mossy-anvil.net/a", "last_final_url": "https://elsewhere.example/"` | true
            url    | https://mossy-anvil.net/a        | url      | aHR0cHM6                    | ``                                | false
            url    | https://xn--grn-hafen-r9a.de/    | url      | OTHER                       | `"url": "https://grün-hafen.de/"` | true
            ipv4   | 93.115.28.40                     | ip_address | 93.115.28.40              | ``                                | true
            ipv4   | 93.115.28.40                     | ip_address | 93.115.28.41              | ``                                | false
            ipv4   | 93.115.28.40                     | ip_address | 93.115.28.0/24            | ``                                | false
            ipv4   | 93.115.28.40                     | domain   | 93.115.28.40                | ``                                | false
            ipv6   | 2001:db8::1                      | ip_address | 2001:0DB8:0:0:0:0:0:1     | ``                                | true
            domain | xn--grn-hafen-r9a.de             | domain   | XN--GRN-HAFEN-R9A.de        | ``                                | true
            domain | mossy-anvil.net                  | domain   | www.mossy-anvil.net         | ``                                | false
            domain | mossy-anvil.net                  | domain   |                             | ``                                | false
            """)
    void onlyAnAnswerAboutTheAskedObjectIsUsed(String kind, String value, String type, String id, String attributes, boolean about) {
        String body = "{\"data\": {%s%s\"attributes\": {\"last_analysis_stats\": {\"malicious\": 40}, \"last_analysis_date\": 1795162500%s}}}".formatted(
                id == null ? "" : "\"id\": \"" + id + "\", ", type == null ? "" : "\"type\": \"" + type + "\", ", attributes.isEmpty() ? ""
                : ", " + attributes);
        body = body.replace("SHA256", SHA256).replace("OTHER", "0".repeat(63) + "1");
        IndicatorType asked = IndicatorType.valueOf(kind.toUpperCase(Locale.ROOT));

        Answer answer = reader.read(asked, value.replace("SHA256", SHA256), Replies.json(200, body), NOW).answer();

        assertThat(answer.state()).isEqualTo(about ? AnswerState.FOUND : AnswerState.FAILED);
        if (!about) {
            assertThat(answer.reason()).isEqualTo("VirusTotal answered about another object");
            assertThat(answer.facts()).isEmpty();
        }
    }

    /** Seconds of the analysis, of the last change; then the date of the evidence and what is stated of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1795162500 | 1795249000 | 2026-11-20T08:15:00Z |
                       | 1655424000 | 2022-06-17T00:00:00Z | no date of analysis; object last changed 2022-06-17
                       |            |                      | no date of analysis
            """)
    void theDateOfTheEvidenceIsThatOfTheAnalysisElseOfTheLastChange(Long analysed, Long changed, Instant observed, String stated) {
        Answer answer = url("{\"last_analysis_stats\": {\"malicious\": 4, \"harmless\": 89}, \"last_analysis_date\": " + analysed
                + ", \"last_modification_date\": " + changed + "}").answer();

        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.observedAt()).isEqualTo(observed);
        if (stated == null) {
            assertThat(answer.summary()).doesNotContain("no date");
        } else {
            assertThat(answer.summary()).endsWith("; " + stated);
        }
    }

    @Test
    void aChangeWithoutVotesIsNoAnalysis() {
        Answer answer = url("{\"last_modification_date\": 1655424000}").answer();

        assertThat(answer.state()).isEqualTo(AnswerState.PENDING);
        assertThat(answer.observedAt()).isNull();
    }

    @Test
    void submissionsArePolledUntilCompleted() {
        HttpReply accepted = Replies.json(200, "{\"data\": {\"type\": \"analysis\", \"id\": \"u-4e52-1795425151\"}}");
        assertThat(reader.readSubmission(URL, accepted, NOW, 0).analysisId()).isEqualTo("u-4e52-1795425151");
        assertThat(reader.readSubmission(URL, Replies.json(409, "{}"), NOW, 0).known()).isTrue();
        assertThat(reader.readSubmission(URL, Replies.empty(429), NOW, 0).failure().answer().state()).isEqualTo(AnswerState.QUOTA);

        HttpReply queued = Replies.json(200, "{\"data\": {\"attributes\": {\"status\": \"queued\", \"stats\": {\"malicious\": 0}}}}");
        assertThat(reader.readAnalysis(URL, queued, NOW, 0).reading().answer().state()).isEqualTo(AnswerState.PENDING);
        HttpReply done = Replies.json(200, "{\"data\": {\"attributes\": {\"status\": \"completed\"}}}");
        assertThat(reader.readAnalysis(URL, done, NOW, 0).completed()).isTrue();
    }
}
