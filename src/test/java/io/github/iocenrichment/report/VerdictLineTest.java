package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The first line of a note: verdicts, then what is really missing, with its source and reason. */
class VerdictLineTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");

    static Stream<Arguments> lines() {
        Answer quota = Reports.without(AnswerState.QUOTA, "abuseipdb", IndicatorType.IPV4, "198.51.100.1", "quota used up").withAskAgainAt(MIDNIGHT);
        return Stream.of(
                Arguments.of("nothing at all", List.of(), 0, "nothing to look up"),
                Arguments.of("a refused key, though another source answered",
                        List.of(hash("a", AnswerState.UNAUTHORISED, "VirusTotal refused the key (401)"),
                        hash("b", AnswerState.UNAUTHORISED, "VirusTotal refuses our key")), 0,
                        "2 never seen; VirusTotal gave no result for 2 hashes: key refused"),
                Arguments.of("a quota", List.of(silent(IndicatorType.IPV4, "198.51.100.1", quota),
                silent(IndicatorType.IPV4, "198.51.100.2", quota.withValue("198.51.100.2")),
                        silent(IndicatorType.IPV6, "2001:db8::1", quota.about(IndicatorType.IPV6, "2001:db8::1"))), 0,
                        "3 not asked; AbuseIPDB not asked about 3 addresses: quota, asked again after 00:00 UTC"),
                Arguments.of("the incident's share", List.of(silent(IndicatorType.URL, "http://a.example/", SourceFailure.overShare("virustotal", "VirusTotal",
                        IndicatorType.URL, "http://a.example/", MIDNIGHT, Reports.NOW).answer())), 0,
                        "1 not asked; VirusTotal not asked about 1 URL: over this incident's share of VirusTotal, asked again after 00:00 UTC"),
                Arguments.of("an outage and an open breaker", List.of(
                        silent(IndicatorType.DOMAIN, "a.example", Reports.without(AnswerState.FAILED, "virustotal", IndicatorType.DOMAIN, "a.example",
                        "VirusTotal answered 503")),
                        silent(IndicatorType.DOMAIN, "b.example", SourceFailure.breakerOpen("virustotal", IndicatorType.DOMAIN, "b.example", Reports.NOW)
                        .answer())), 0,
                        "2 not answered; VirusTotal gave no result for 1 domain: answered 503; VirusTotal not asked about 1 domain: the source has been"
                        + " failing"),
                Arguments.of("no key for the only source", List.of(silent(IndicatorType.URL, "http://a.example/",
                Reports.without(AnswerState.SKIPPED, "virustotal",
                        IndicatorType.URL, "http://a.example/", "no key for VirusTotal is set"))), 0,
                        "1 not asked; VirusTotal not asked about 1 URL: no key for VirusTotal is set"),
                Arguments.of("a derived host, a private address and an own name", List.of(
                        Reports.badUrl(), silent(IndicatorType.DOMAIN, "a.example",
                                Reports.without(AnswerState.SKIPPED, "virustotal", IndicatorType.DOMAIN, "a.example", "its URL is looked up instead")),
                        Reports.notForOutside(IndicatorType.IPV4, "10.1.2.3", "private address"),
                        Reports.notForOutside(IndicatorType.DOMAIN, "own.example", "own domain")), 0,
                        "1 malicious"),
                Arguments.of("own names alone", List.of(Reports.notForOutside(IndicatorType.DOMAIN, "own.example", "own domain")), 0, "nothing was looked up"),
                Arguments.of("more than are enriched", List.of(Reports.badUrl()), 45,
                        "1 malicious, 45 not asked; no source asked about 45 indicators: more indicators than enrichment.max-indicators allows"),
                Arguments.of("a look-up that got lost", List.of(silent(IndicatorType.URL, "http://a.example/",
                        Reports.without(AnswerState.FAILED, Answer.NO_SOURCE, IndicatorType.URL, "http://a.example/", "the look-up ended without an answer"))),
                        0,
                        "1 not answered; no source answered about 1 URL: the look-up ended without an answer"),
                Arguments.of("many reasons are counted in the end", IntStream.range(0, 9).mapToObj(i -> silent(IndicatorType.DOMAIN, "a" + i + ".example",
                        Reports.without(AnswerState.FAILED, "virustotal", IndicatorType.DOMAIN, "a" + i + ".example", "reason " + i))).toList(), 0,
                        "9 not answered; " + String.join("; ", IntStream.range(0, 5).mapToObj(i -> "VirusTotal gave no result for 1 domain: reason " + i)
                        .toList())
                                + "; and 4 more gaps"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void saysWhatMatters(String name, List<Finding> findings, int overLimit, String line) {
        assertThat(VerdictLine.of(new ArrayList<>(findings), overLimit, 0, Reports.NOW, Messages.english())).isEqualTo(line);
    }

    /** What is beyond {@code attachment.max-indicators} and {@code work.max-indicators}: nobody was asked about it, and it is not named either. */
    @ParameterizedTest(name = "{0} over the limit of those asked about, {1} counted only: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            0  | 1     | 1 malicious, 1 counted only
            0  | 92000 | 1 malicious, 92,000 counted only
            45 | 92000 \
                | 1 malicious, 45 not asked, 92,000 counted only; no source asked about 45 indicators: more indicators than enrichment.max-indicators allows
            """)
    void saysHowManyWereCountedOnly(int overLimit, long countedOnly, String line) {
        assertThat(VerdictLine.of(List.of(Reports.badUrl()), overLimit, countedOnly, Reports.NOW, Messages.english())).isEqualTo(line);
    }

    private static Finding silent(IndicatorType type, String value, Answer answer) {
        return Reports.finding(type, value, VerdictValue.NOT_CHECKED, 0, List.of(), List.of(), answer);
    }

    private static Finding hash(String digit, AnswerState state, String reason) {
        String value = digit.repeat(64);
        return Reports.finding(IndicatorType.SHA256, value, VerdictValue.UNKNOWN, 0, List.of(), List.of(),
                Reports.without(AnswerState.NOT_FOUND, "hybrid-analysis", IndicatorType.SHA256, value, null),
                Reports.without(state, "virustotal", IndicatorType.SHA256, value, reason));
    }
}
