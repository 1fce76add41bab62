package io.github.iocenrichment.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorTimeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "2026-11-22T21:04:11+00:00"     | 2026-11-22T21:04:11Z
            "2026-11-22T21:04:11+0200"      | 2026-11-22T19:04:11Z
            "2026-11-22T21:04:11-05:00"     | 2026-11-23T02:04:11Z
            "2026-11-20T17:04:19.9796Z"     | 2026-11-20T17:04:19.979600Z
            "2026-10-29T13:15:07.297"       | 2026-10-29T13:15:07.297Z
            "2021-09-02 18:58:23"           | 2021-09-02T18:58:23Z
            "2026-11-03"                    | 2026-11-03T00:00:00Z
            1795162500                      | 2026-11-20T08:15:00Z
            "1795162500"                    | 2026-11-20T08:15:00Z
            1795162500000                   | 2026-11-20T08:15:00Z
            """)
    void everySpellingOfATimeIsRead(String json, Instant time) throws IOException {
        assertThat(VendorTime.of(JSON.readTree(json))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"never\"", "0", "-5", "99999999999999999", "\"0001-01-01T00:00:00Z\"", "\"2026-13-45\"",
            "\"2026-11-22T99:00:00Z\"",
        "true", "[]", "{}"})
    void whatIsNoTimeIsNone(String json) throws IOException {
        assertThat(VendorTime.of(JSON.readTree(json))).isNull();
    }
}
