package io.github.iocenrichment.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.text.Csv;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures that are computed, and tables that a spreadsheet opens. */
class TrendsTest {

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource(delimiter = ';', value = {"0.5; note|5=1; 2.5", "0.5; note|10=10; 7.5", "0.95; note|10=10; 9.8", "0.5; note|5=1 note|60=9; 43.3",
            "0.95; note|5=99 note|86400=1; 4.8",
        "0.99; note|more=3; 86400", "0.5; incidents=3; -1"})
    void timesAreReadOutOfTheirClasses(double part, String figures, double expected) {
        Map<String, Long> counted = Arrays.stream(figures.split(" ")).collect(Collectors.toMap(one -> one.substring(0, one.indexOf('=')),
                one -> Long.parseLong(one.substring(one.indexOf('=') + 1))));
        double found = Trends.percentile(counted, part);
        assertThat(Double.isNaN(found) ? -1 : found).isEqualTo(expected);
    }

    @Test
    void noCellIsTakenForAFormula() {
        assertThat(Csv.of(List.of(List.of("=1+1", "+1", "-1", "@x", "\tx", "a,\"b\"", "1")))).isEqualTo("'=1+1,'+1,'-1,'@x,'\tx,\"a,\"\"b\"\"\",1\r\n");
    }

    @Test
    void aPlotHasItsFiguresAsWell() {
        Map<String, Object> chart = Chart.bars("Incidents", "incidents", List.of("01", "02"), List.of(new Chart.Series("bad", "v-malicious", List.of(3.0, 0.0)),
                new Chart.Series("good", "v-unknown", List.of(1.0, 0.0))));
        assertThat(chart.get("bars")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST).hasSize(2);
        assertThat(chart.get("empty")).isEqualTo(false);
        assertThat(chart.get("rows").toString()).contains("{label=01, values=[3, 1]}", "{label=02, values=[0, 0]}");
        assertThat(Chart.lines("Times", "s", List.of("01"), List.of(new Chart.Series("p50", "s-1", List.of(Double.NaN)))).get("empty")).isEqualTo(true);
    }
}
