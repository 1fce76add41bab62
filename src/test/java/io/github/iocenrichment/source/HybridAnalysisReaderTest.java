package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.HybridAnalysisReader.HashSearch;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridAnalysisReaderTest {
    private static final String MD5 = "fcf03f8078dc889fb6015a770ad38300";
    static final String A = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";
    private static final String B = "00d76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f7500";
    static final String OVERVIEW = """
            {"sha256": "%s", "last_file_name": "invoice_viewer.exe",
             "other_file_name": ["setup.bin"], "threat_score": 85, "verdict": "malicious", "url_analysis": false, "size": 284160,
             "type": "PE32 executable (GUI) Intel 80386, for MS Windows", "type_short": ["peexe", "executable"],
             "analysis_start_time": "2026-11-18T06:26:53+00:00", "last_multi_scan": "2026-11-20T10:16:58+00:00",
             "tags": ["loader"], "vx_family": "Trojan.Example", "architecture": "WINDOWS", "multiscan_result": 63,
             "scanners": [{"name": "CrowdStrike", "status": "malicious", "progress": 100, "total": null, "anti_virus_results": []}],
             "submit_context": [], "reports": ["68f1c2a4e19b3d0a5c0771ab"], "whitelisted": false, "children_in_queue": 0}""";

    private final HybridAnalysisReader reader = new HybridAnalysisReader();

    private HashSearch search(String body) {
        return reader.readSearch(IndicatorType.MD5, MD5, Replies.json(200, body), NOW);
    }

    private Reading overview(HttpReply reply) {
        return reader.readOverview(A, reply, NOW);
    }

    private static String thinRow(String state, String verdict) {
        return "{\"id\": \"68f1c2a4e19b3d0a5c0771ab\", \"environment_id\": 140, \"state\": \"" + state + "\", \"verdict\": "
                + (verdict == null ? "null" : "\"" + verdict + "\"") + "}";
    }

    @Test
    void readsAnOverview() {
        Answer answer = overview(Replies.json(200, OVERVIEW.formatted(A))).answer();
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.summary()).isEqualTo("malicious, threat score 85, 63 % of engines, Trojan.Example");
        assertThat(answer.observedAt()).isEqualTo("2026-11-20T10:16:58Z");
        assertThat(answer.link()).isEqualTo("https://www.hybrid-analysis.com/sample/" + A);
        assertThat(answer.facts()).containsEntry("verdict", "malicious").containsEntry("threatScore", 85L).containsEntry("multiscan", 63L)
                .containsEntry("family", "Trojan.Example").containsEntry("terms", List.of("loader")).containsEntry("scannersMalicious", 1L)
                .containsEntry("reportCount", 1L).containsEntry("whitelisted", false);
    }

    @Test
    void aSearchNamesTheFilesToAskAbout() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\"], \"reports\": [" + thinRow("ERROR", null) + "," + thinRow("SUCCESS", "malicious") + "]}");
        assertThat(search.reading()).isNull();
        assertThat(search.sha256s()).containsExactly(A);
        assertThat(search.reportVerdicts()).isEqualTo(Map.of("malicious", 1L));
    }

    /** Known by multi-scan, white list or static analysis: only a run in the sandbox is missing. */
    @Test
    void filesWithoutAReportExistAndAreAskedAbout() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\", \"" + B.toUpperCase(java.util.Locale.ROOT) + "\"], \"reports\": []}");
        assertThat(search.reading()).isNull();
        assertThat(search.sha256s()).containsExactly(A, B);

        Answer malicious = overview(Replies.json(200, OVERVIEW.formatted(A))).answer();
        Answer unknown = reader.readOverview(B, Replies.json(404, "{\"message\": \"no\"}"), NOW).answer();
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(malicious, unknown), NOW).facts()).containsEntry("verdict", "malicious");
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(malicious, unknown), NOW).summary()).endsWith("00d76649\u2026 pending");
        Answer none = reader.combine(IndicatorType.MD5, MD5, search, List.of(unknown), NOW);
        assertThat(none.state()).isEqualTo(AnswerState.PENDING);
        assertThat(none.reason()).isEqualTo("known to Hybrid Analysis by its hash, no overview yet");
    }

    @Test
    void theFilesAreThoseThatTheSearchNamesElseThoseOfItsRows() {
        String row = "{\"sha256\": \"" + B + "\", \"state\": \"SUCCESS\", \"verdict\": \"malicious\"}";
        assertThat(search("{\"sha256s\": [\"" + A + "\"], \"reports\": [" + row + "]}").sha256s()).containsExactly(A);
        assertThat(search("{\"sha256s\": [], \"reports\": [" + row + "]}").sha256s()).containsExactly(B);
        assertThat(search("{\"reports\": [" + row + "]}").sha256s()).containsExactly(B);
    }

    @Test
    void reportsThatNameNoFileAreReported() {
        assertThat(search("{\"reports\": [" + thinRow("SUCCESS", "malicious") + "]}").reading().answer().summary())
                .isEqualTo("malicious; 1 report without a SHA-256, of which the file is not known");
    }

    @Test
    void moreFilesThanAreAskedAboutAreReported() {
        String files = IntStream.range(0, 8).mapToObj(i -> "\"" + A.substring(1) + i + "\"").collect(Collectors.joining(","));
        HashSearch search = search("{\"sha256s\": [" + files + "], \"reports\": []}");
        assertThat(search.sha256s()).hasSize(5);
        HashSearch kept = HashSearch.of(search.kept(IndicatorType.MD5, MD5));
        assertThat(kept.notAsked()).isEqualTo(3);

        List<Answer> overviews = search.sha256s().stream().map(file -> reader.readOverview(file, Replies.json(200, OVERVIEW.formatted(file)), NOW).answer())
                .toList();
        Answer answer = reader.combine(IndicatorType.MD5, MD5, kept, overviews, NOW);
        assertThat(answer.facts()).containsEntry("filesNotAsked", 3L);
        assertThat(answer.summary()).startsWith("8 different files have this hash, 3 of them not asked about: ");
    }

    @Test
    void theSameResultsInTwoListsCountOnceAndVirusTotalsNotAtAll() {
        String both = OVERVIEW.formatted(A).replace("\"submit_context\"", "\"scanners_v2\": {\"crowdstrike_ml\": {\"status\": \"malicious\"}, "
                + "\"virustotal\": {\"status\": \"malicious\"}}, \"submit_context\"");
        assertThat(overview(Replies.json(200, both)).answer().facts()).containsEntry("scannersMalicious", 1L);
        assertThat(overview(Replies.json(200, both.replace("\"scanners\"", "\"was\""))).answer().facts()).containsEntry("scannersMalicious", 1L);
        assertThat(overview(Replies.json(200, OVERVIEW.formatted(A).replace("\"CrowdStrike\"", "\"VirusTotal\""))).answer().facts())
                .doesNotContainKey("scannersMalicious");
    }

    @Test
    void theOneFinishedReportAmongHundredsIsSeen() {
        String rows = (thinRow("ERROR", null) + ",").repeat(300) + thinRow("SUCCESS", "suspicious");
        assertThat(search("{\"sha256s\": [\"" + A + "\"], \"reports\": [" + rows + "]}").reportVerdicts()).isEqualTo(Map.of("suspicious", 1L));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            # status ! body ! state ! outage
            200 ! []                                                            ! not-found    ! false
            200 ! {"sha256s": [], "reports": []}                                ! not-found    ! false
            200 ! {"reports": []}                                               ! failed       ! false
            200 ! {"sha256s": []}                                               ! failed       ! false
            200 ! {"sha256s": null, "reports": []}                              ! failed       ! false
            200 ! {"sha256s": "none", "reports": []}                            ! failed       ! false
            200 ! {"sha256s": {}, "reports": [{"state": "IN_QUEUE"}]}           ! failed       ! false
            200 ! {"sha256s": ["unreadable"], "reports": []}                    ! failed       ! false
            200 ! {"sha256s": [], "reports": [{"state": "IN_QUEUE"}]}           ! pending      ! false
            200 ! {"sha256s": [], "reports": [{"state": "ERROR"}]}              ! found        ! false
            200 ! {"sha256s": [], "reports": [{"state": "SUCCESS", "verdict": "malicious"}]} ! found ! false
            200 ! {}                                                            ! failed       ! false
            200 ! html                                                          ! failed       ! true
            200 ! {"sha256s": ["dbd7                                            ! failed       ! true
            200 ! empty                                                         ! failed       ! true
            301 ! html                                                          ! failed       ! false
            400 ! {"message": "bad", "validation_errors": [{"field": "hash"}]}  ! rejected     ! false
            401 ! {"message": "no key"}                                         ! unauthorised ! false
            403 ! {"message": "no"}                                             ! unauthorised ! false
            403 ! html                                                          ! unauthorised ! false
            404 ! {"message": "Requested hash not found"}                       ! not-found    ! false
            404 ! {"message": "in other words"}                                 ! not-found    ! false
            404 ! {"error": "x"}                                                ! failed       ! false
            404 ! html                                                          ! failed       ! true
            429 ! {"message": "Exceeded maximum API requests per minute"}       ! quota        ! false
            429 ! html                                                          ! quota        ! false
            500 ! {"message": "x"}                                              ! failed       ! true
            520 ! html                                                          ! failed       ! true
            526 ! html                                                          ! failed       ! true
            """)
    void statusAndBodyMakeTheState(int status, String body, String state, boolean outage) {
        Reading reading = reader.readSearch(IndicatorType.MD5, MD5, Replies.body(status, body), NOW).reading();
        assertThat(reading.answer().state().label()).isEqualTo(state);
        assertThat(reading.outage()).isEqualTo(outage);
        assertThat(reading.answer().value()).isEqualTo(MD5);
        if (status != 200) {
            assertThat(overview(Replies.body(status, body)).answer().state().label()).isEqualTo(state);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            {"sha256": "A", "verdict": null, "threat_score": null, "multiscan_result": null, "scanners": [{"status": "in-queue"}]} ! pending
            {"sha256": "A", "verdict": null, "threat_score": null, "scanners_v2": {"metadefender": {"status": "in-queue"}, "urlscan_io": null}} ! pending
            {"sha256": "A", "verdict": null, "threat_score": null, "children_in_progress": 2}                       ! pending
            {"sha256": "A", "verdict": "no verdict", "threat_score": null, "threat_level": 2, "av_detect": "96"}    ! found
            {"sha256": "A", "verdict": null, "threat_score": null, "scanners": []}                                  ! found
            {"verdict": "malicious", "threat_score": 90}                                                            ! failed
            {"sha256": "00", "verdict": "malicious"}                                                                ! failed
            {"hello": 1}                                                                                            ! failed
            []                                                                                                      ! failed
            """)
    void overviewsThatSayLittle(String body, String state) {
        assertThat(overview(Replies.json(200, body.replace("\"A\"", "\"" + A.toUpperCase(java.util.Locale.ROOT) + "\""))).answer().state().label())
                .isEqualTo(state);
    }

    @Test
    void theOldArrayGivesTheBestReport() {
        String old = "[" + String.join(",",
                legacy(A, "ERROR", null, null, "2026-11-22T00:00:00+00:00"),
                legacy(A, "SUCCESS", "no specific threat", 10, "2026-11-21T00:00:00+00:00"),
                legacy(A, "SUCCESS", "malicious", 80, "2026-11-01 18:58:23"),
                legacy(A, "SUCCESS", "malicious", 95, "2024-11-01T00:00:00+00:00"),
                legacy(A, "SUCCESS", "suspicious", 100, "2026-11-20T00:00:00+00:00")) + "]";
        HashSearch search = search(old);
        Answer answer = search.reading().answer();
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.facts()).containsEntry("verdict", "malicious").containsEntry("threatScore", 95L).containsEntry("disagreeing", 2L)
                .containsEntry("sha256", A).containsEntry("reportVerdicts", Map.of("malicious", 2L, "no specific threat", 1L, "suspicious", 1L));
        assertThat(answer.type()).isEqualTo(IndicatorType.MD5);
    }

    private static String legacy(String sha256, String state, String verdict, Integer score, String time) {
        return "{\"job_id\": \"68f1c2a4e19b3d0a5c0771ab\", \"sha256\": \"" + sha256 + "\", \"md5\": \"" + MD5 + "\", \"state\": \""
                + state + "\", \"verdict\": "
                + (verdict == null ? "null" : "\"" + verdict + "\"") + ", \"threat_score\": " + score + ", \"av_detect\": \"7\", \"analysis_start_time\": \""
                + time + "\", \"extracted_files\": [{\"_truncated_info_\": 1}]}";
    }

    @Test
    void rowsAboutAnotherHashAreNotTaken() {
        assertThat(search("[" + legacy(A, "SUCCESS", "malicious", 90, "2026-11-01T00:00:00Z").replace(MD5, "0".repeat(32)) + "]").reading().answer().state())
                .isEqualTo(AnswerState.FAILED);
    }

    @Test
    void filesThatShareAnMd5AreKeptApart() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\", \"" + B + "\"], \"reports\": [" + thinRow("SUCCESS", "malicious") + "]}");
        assertThat(search.sha256s()).containsExactly(A, B);
        Answer a = overview(Replies.json(200, OVERVIEW.formatted(A))).answer();
        Answer b = reader.readOverview(B,
                Replies.json(200, "{\"sha256\": \"" + B + "\", \"verdict\": \"no specific threat\", \"threat_score\": 0}"), NOW).answer();
        Answer both = reader.combine(IndicatorType.MD5, MD5, search, List.of(b, a), NOW);

        assertThat(both.state()).isEqualTo(AnswerState.FOUND);
        assertThat(both.facts()).containsEntry("ambiguous", true).containsEntry("verdict", "malicious").doesNotContainKeys("sha256", "md5", "sha1");
        assertThat(Facts.of(both).objects("files")).extracting(f -> f.text("sha256").orElseThrow(), f -> f.text("verdict").orElseThrow())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(B, "no specific threat"), org.assertj.core.groups.Tuple.tuple(A, "malicious"));
        assertThat(both.summary()).startsWith("2 different files have this hash: 00d76649\u2026 no specific threat");
        assertThat(both.link()).endsWith(A);
    }

    @Test
    void theOldArrayKeepsFilesApartToo() {
        Answer answer = search("[" + legacy(A, "SUCCESS", "malicious", 90, "2026-11-01T00:00:00Z") + ","
                + legacy(B, "SUCCESS", "whitelisted", 0, "2026-11-01T00:00:00Z") + "]").reading().answer();
        assertThat(answer.facts()).containsEntry("ambiguous", true).doesNotContainKey("sha256");
        assertThat(Facts.of(answer).objects("files")).hasSize(2);
    }

    @Test
    void oneFileTakesItsReportsAlong() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\"], \"reports\": [" + thinRow("SUCCESS", "malicious") + ","
                + thinRow("SUCCESS", "suspicious") + "]}");
        Answer file = overview(Replies.json(200, OVERVIEW.formatted(A))).answer();
        Answer answer = reader.combine(IndicatorType.MD5, MD5, search, List.of(file), NOW);
        assertThat(answer.type()).isEqualTo(IndicatorType.MD5);
        assertThat(answer.value()).isEqualTo(MD5);
        assertThat(answer.facts()).containsEntry("sha256", A).containsEntry("disagreeing", 1L).doesNotContainKey("ambiguous");
    }

    @Test
    void reportsWithoutAnOverviewStillCount() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\"], \"reports\": [" + thinRow("SUCCESS", "suspicious") + "]}");
        Answer unknown = overview(Replies.json(404, "{\"message\": \"no\"}")).answer();
        Answer answer = reader.combine(IndicatorType.MD5, MD5, search, List.of(unknown), NOW);
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(answer.facts()).containsEntry("verdict", "suspicious").containsEntry("sha256", A);
        assertThat(answer.link()).endsWith(A);
    }

    @Test
    void reportsCountWhereTheOverviewCannotBeRead() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\"], \"reports\": [" + thinRow("SUCCESS", "malicious") + "]}");
        Answer failed = overview(Replies.html(502)).answer();
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(failed), NOW).facts()).containsEntry("verdict", "malicious");
        Answer soonAgain = failed.withAskAgainAt(NOW.plusSeconds(2));
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(soonAgain), NOW).state()).isEqualTo(AnswerState.FAILED);
    }

    @Test
    void aFileThatCouldNotBeReadIsNoUnknownFile() {
        HashSearch search = search("{\"sha256s\": [\"" + A + "\", \"" + B + "\"], \"reports\": [" + thinRow("ERROR", null) + "]}");
        Answer unknown = overview(Replies.json(404, "{\"message\": \"no\"}")).answer();
        Answer failed = reader.readOverview(B, Replies.html(502), NOW).answer();
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(unknown, failed), NOW).state()).isEqualTo(AnswerState.FAILED);
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(unknown), NOW).state()).isEqualTo(AnswerState.PENDING);
        Answer quota = overview(Replies.empty(429)).answer();
        assertThat(reader.combine(IndicatorType.MD5, MD5, search, List.of(failed, quota), NOW).askAgainAt()).isEqualTo("2026-11-23T14:31:20Z");
    }

    @Test
    void sha512IsNotAskedFor() {
        assertThat(HybridAnalysisReader.supports(IndicatorType.SHA512)).isFalse();
        assertThat(reader.unsupported(IndicatorType.SHA512, "ab", NOW).reason()).isEqualTo("Hybrid Analysis does not look up SHA-512");
    }
}
