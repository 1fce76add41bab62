package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EpssReaderTest {
    private static final List<String> CVES = List.of("CVE-2025-1111", "CVE-2026-41234", "CVE-2026-9");
    private final EpssReader reader = new EpssReader();

    @Test
    void rowsAreMatchedByCveNotByOrder() {
        List<Reading> readings = reader.read(CVES, Replies.json(200, """
                {"status": "OK", "total": 2, "data": [
                 {"cve": "cve-2026-41234", "epss": "0.843210000", "percentile": "0.992310000", "date": "2026-11-22"},
                 {"cve": "CVE-2025-1111", "epss": 0.5, "percentile": null}]}"""), NOW);
        assertThat(readings).extracting(r -> r.answer().value()).isEqualTo(CVES);
        assertThat(readings).extracting(r -> r.answer().state()).containsExactly(AnswerState.FOUND, AnswerState.FOUND, AnswerState.NOT_FOUND);
        assertThat(readings.get(1).answer().facts()).containsEntry("epss", 0.84321).containsEntry("epssPercentile", 0.99231)
                .containsEntry("epssDate", "2026-11-22");
        assertThat(readings.get(1).answer().summary()).isEqualTo("84.3 % likely to be exploited within 30 days (higher than 99.2 % of all CVEs)");
        assertThat(readings.get(0).answer().summary()).isEqualTo("50.0 % likely to be exploited within 30 days");
    }

    /** A figure short of a limit must not look as if it reached it, nor a small one as if it were none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.099999999 | 0.949999999 | 9.9 % likely to be exploited within 30 days (higher than 94.9 % of all CVEs)
            0.100000000 | 0.950000000 | 10.0 % likely to be exploited within 30 days (higher than 95.0 % of all CVEs)
            0.000430000 | 0.000000000 | less than 0.1 % likely to be exploited within 30 days (higher than 0.0 % of all CVEs)
            """)
    void percentagesAreCutAndNotRounded(String epss, String percentile, String summary) {
        String body = "{\"data\": [{\"cve\": \"CVE-2025-1111\", \"epss\": \"%s\", \"percentile\": \"%s\"}]}".formatted(epss, percentile);
        assertThat(reader.read(List.of("CVE-2025-1111"), Replies.json(200, body), NOW).get(0).answer().summary()).isEqualTo(summary);
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            200 ! {"data": []}                                      ! not-found ! false
            200 ! {"data": [{"cve": "CVE-2025-1111", "epss": "x"}]} ! failed    ! false
            200 ! {"data": [{"cve": "CVE-2025-1111", "epss": 7}]}   ! failed    ! false
            200 ! {}                                                ! failed    ! false
            200 ! html                                              ! failed    ! true
            400 ! {}                                                ! rejected  ! false
            401 ! empty                                             ! failed    ! true
            403 ! html                                              ! failed    ! true
            404 ! html                                              ! failed    ! true
            429 ! empty                                             ! quota     ! false
            500 ! empty                                             ! failed    ! true
            """)
    void statusAndBodyMakeTheState(int status, String body, String state, boolean outage) {
        Reading first = reader.read(CVES, Replies.body(status, body), NOW).get(0);
        assertThat(first.answer().state().label()).isEqualTo(state);
        assertThat(first.outage()).isEqualTo(outage);
    }

    @Test
    void batchesKeepToTheVendorsLimits() {
        List<String> many = IntStream.range(0, 250).mapToObj(i -> "CVE-2026-" + (10_000 + i)).toList();
        assertThat(EpssReader.batches(many)).hasSize(3).allSatisfy(b -> assertThat(b).hasSizeLessThanOrEqualTo(100));
        List<String> longIds = IntStream.range(0, 250).mapToObj(i -> "CVE-2026-" + (1_000_000_000_000_000_000L + i)).toList();
        assertThat(EpssReader.batches(longIds)).allSatisfy(b -> assertThat(String.join(",", b)).hasSizeLessThanOrEqualTo(2_000));
        assertThat(EpssReader.batches(longIds).stream().flatMap(List::stream)).containsExactlyElementsOf(longIds);
        assertThat(EpssReader.batches(List.of("CVE-2026-1", "CVE-2026-1"))).containsExactly(List.of("CVE-2026-1"));
        assertThat(EpssReader.batches(List.of())).isEmpty();
    }
}
