package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The addresses that VirusTotal is asked at. */
class VirusTotalPathsTest {
    private static final String SHA256 = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";

    @ParameterizedTest
    @CsvSource({
            "http://login-update.example.net/, /urls/aHR0cDovL2xvZ2luLXVwZGF0ZS5leGFtcGxlLm5ldC8",
            "https://cdn.example.org/p?x=~~~>>>???, /urls/aHR0cHM6Ly9jZG4uZXhhbXBsZS5vcmcvcD94PX5-fj4-Pj8_Pw"})
    void aUrlTravelsAsUnpaddedUrlSafeBase64(String url, String path) {
        assertThat(VirusTotalPaths.path(IndicatorType.URL, url)).isEqualTo(path);
    }

    @Test
    void pathsAreOneSegmentPerValue() {
        assertThat(VirusTotalPaths.path(IndicatorType.SHA256, SHA256)).isEqualTo("/files/" + SHA256);
        assertThat(VirusTotalPaths.path(IndicatorType.DOMAIN, "a/../b c")).isEqualTo("/domains/a%2F..%2Fb%20c");
        assertThat(VirusTotalPaths.analysis("NjY0MjRl==")).isEqualTo("/analyses/NjY0MjRl%3D%3D");
        assertThat(VirusTotalPaths.submission("https://a/?b=c&d")).isEqualTo("url=https%3A%2F%2Fa%2F%3Fb%3Dc%26d");
        assertThat(VirusTotalPaths.supports(IndicatorType.SHA512)).isFalse();
        assertThat(new VirusTotalReader().unsupported(IndicatorType.SHA512, "ab", NOW).state()).isEqualTo(AnswerState.SKIPPED);
    }
}
