package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceFailureTest {
    private static final String KEY = "key=sekret at 10.0.0.1";

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SocketTimeoutException(KEY), "no answer in time"),
                Arguments.of(new HttpConnectTimeoutException(KEY), "no connection in time"),
                Arguments.of(new ConnectException(KEY), "connection refused"),
                Arguments.of(new UnknownHostException(KEY), "host name not found"),
                Arguments.of(new SSLHandshakeException(KEY), "no trusted TLS connection"),
                Arguments.of(new SocketException(KEY), "connection lost"),
                Arguments.of(new EOFException(KEY), "connection closed without an answer"),
                Arguments.of(new RuntimeException(KEY, new IOException(KEY, new SocketTimeoutException(KEY))), "no answer in time"),
                Arguments.of(new IllegalStateException(KEY), "the call failed"),
                Arguments.of(null, "the call failed"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @MethodSource("failures")
    void aBrokenCallIsAFailureInPlainWordsWithoutItsText(Throwable cause, String words) {
        Reading reading = SourceFailure.broken("virustotal", IndicatorType.URL, "https://a.example/", cause, NOW);
        assertThat(reading.answer().state()).isEqualTo(AnswerState.FAILED);
        assertThat(reading.answer().reason()).isEqualTo(words);
        assertThat(reading.outage()).isTrue();
    }

    @Test
    void whatWasNotAskedIsNoOutage() {
        assertThat(SourceFailure.breakerOpen("virustotal", IndicatorType.URL, "u", NOW).outage()).isFalse();
        Reading quota = SourceFailure.quota("virustotal", IndicatorType.URL, "u", NOW.plusSeconds(60), NOW);
        assertThat(quota.answer().state()).isEqualTo(AnswerState.QUOTA);
        assertThat(quota.answer().askAgainAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(SourceFailure.skipped("virustotal", IndicatorType.URL, "u", "private address", NOW).answer().state()).isEqualTo(AnswerState.SKIPPED);
    }
}
