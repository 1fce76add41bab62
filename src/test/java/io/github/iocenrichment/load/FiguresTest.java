package io.github.iocenrichment.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic behind the table of {@code make load}. */
class FiguresTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Figures.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Figures.median(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(5.5);
        assertThat(Figures.median(List.of())).isNaN();
    }

    /** 700 calls, two at one time, 20 ms each: seven seconds, whatever the others need beside them. */
    @Test
    void theNarrowestSystemSaysWhatLimitsAllow() {
        Map<String, Long> calls = Map.of("IVANTI", 700L, "VIRUSTOTAL", 400L, "KEV", 9000L);
        assertThat(Figures.leastSeconds(calls, Map.of("IVANTI", 2, "VIRUSTOTAL", 8), Duration.ofMillis(20))).isCloseTo(7.0, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1.234, 1.23", "0.5, 0.50", "12.34, 12.3", "123.4, 123", "40, 40", "1234567.8, '1,234,568'"})
    void figuresHaveThreeDigits(double value, String text) {
        assertThat(Figure.text(value)).isEqualTo(text);
    }

    @Test
    void aBoundIsReachedFromItsOwnSide() {
        assertThat(Figure.CPU.reached(45)).isEqualTo("yes");
        assertThat(Figure.CPU.reached(45.1)).isEqualTo("no");
        assertThat(Figure.RATE.reached(25)).isEqualTo("yes");
        assertThat(Figure.RATE.reached(24.9)).isEqualTo("no");
        assertThat(Figure.SQL.reached(40, 12.1)).as("both have to").isEqualTo("no");
        assertThat(Figure.SANDBOX.reached(1)).as("only reported").isEmpty();
    }

    @Test
    void theTableIsInTheOrderOfThePage() {
        ResultTable table = new ResultTable();
        assertThat(table.put(Figure.EXTRACT, "", 9.5).line())
                .isEqualTo("extraction of a 5 MiB log by `extract`, process included: 9.50 MiB/s (reach ≥ 8 MiB/s: yes)");
        table.put(Figure.SQL, "3 rows in batches", 286, 110.4);
        table.put(Figure.SANDBOX, "", 12.5);
        assertThat(table.markdown()).isEqualTo("""
                | | reach | this run | reached |
                |---|---|---|---|
                | SQL statements / commits per incident | ≤ 40 / ≤ 12 | 286 / 110; 3 rows in batches | no |
                | extraction of a 5 MiB log by `extract`, process included | ≥ 8 MiB/s | 9.50 MiB/s | yes |
                | CPU of the sandbox per incident |  | 12.5 ms |  |
                """);
        assertThat(table.columns().lines()).hasSize(3).first().asString().startsWith("SQL statements").endsWith("no   286 / 110; 3 rows in batches");
    }

    /** utime and stime are the 14th and 15th field; the name may hold what it likes. */
    @Test
    void cpuOfAProcess() {
        String stat = "4711 (java (main) 7) S 1 4711 4711 0 -1 4194304 1000 0 5 0 250 50 0 0 20 0 30 0 100 2647480 96192";
        assertThat(ProcessFigures.cpuMillis(stat)).isEqualTo(3_000);
        assertThat(ProcessFigures.kilobytes("Name:\tjava\nVmHWM:\t  307200 kB\nVmRSS:\t  200000 kB\n", "VmHWM")).isEqualTo(307_200);
    }

    @Test
    void theWayBeginsWithTheLastPollBeforeTheFirstCall() {
        Instant added = Instant.parse("2026-11-23T09:00:00Z");
        List<OutsideSystems.Request> calls = new ArrayList<>();
        calls.add(call(added.minusMillis(900), "GET", "/incidents?$orderby=CreatedDateTime&$top=100"));
        calls.add(call(added.minusMillis(400), "POST", "/api/odata/businessobject/journal__notess"));
        calls.add(call(added.plusMillis(100), "GET", "/incidents?$orderby=CreatedDateTime&$top=100"));
        calls.add(call(added.plusMillis(140), "GET", "/incidents('A')"));
        calls.add(call(added.plusMillis(260), "GET", "/incidents?$orderby=CreatedDateTime&$top=100"));
        calls.add(call(added.plusMillis(300), "POST", "/api/odata/businessobject/journal__notess"));
        assertThat(SpeedMeasurements.way(calls, added)).isEqualTo(200);
    }

    private static OutsideSystems.Request call(Instant when, String method, String path) {
        return new OutsideSystems.Request(when, "IVANTI", method, path, 200);
    }

    @Test
    void noTwoIncidentsShareAnIndicator() {
        Set<String> seen = new HashSet<>();
        Stream.of(0, 1, 249, 250, 61_499, 62_500, 100_000, 3_999_999).map(Incidents::text).forEach(text ->
                Stream.of(text.split("[, ]+")).map(word -> word.replaceAll("\\.$", "")).filter(word -> word.matches(".*\\d.*"))
                        .forEach(word -> assertThat(seen.add(word)).as(word).isTrue()));
        assertThat(seen).hasSize(8 * 7);
    }
}
