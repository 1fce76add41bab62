package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What bodies do that have nothing to do with one vendor: every reader copes alike. */
class BodyQuirksTest {
    private static final String SHA256 = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";
    private static final Map<String, Function<HttpReply, Reading>> READERS = readers();
    private static final Map<String, String> GOOD = Map.of(
            "abuseipdb", "{\"data\": {\"totalReports\": 3, \"abuseConfidenceScore\": 30, \"isp\": \"B\u00fccher \u4e16\u754c\"}}",
            "virustotal", "{\"data\": {\"id\": \"" + SHA256 + "\", \"type\": \"file\", \"attributes\": {\"last_analysis_stats\": {\"malicious\": 3,"
            + " \"undetected\": 60}}}}",
            "hybrid-analysis", "{\"sha256\": \"" + SHA256 + "\", \"verdict\": \"malicious\", \"threat_score\": 85}",
            "nvd", "{\"vulnerabilities\": [{\"cve\": {\"id\": \"CVE-2026-1\", \"metrics\": {}}}]}",
            "epss", "{\"data\": [{\"cve\": \"CVE-2026-1\", \"epss\": \"0.1\", \"percentile\": \"0.2\"}]}");

    private static Map<String, Function<HttpReply, Reading>> readers() {
        Map<String, Function<HttpReply, Reading>> readers = new LinkedHashMap<>();
        readers.put("abuseipdb", r -> new AbuseIpDbReader().read(IndicatorType.IPV4, "203.0.113.77", r, NOW));
        readers.put("virustotal", r -> new VirusTotalReader().read(IndicatorType.SHA256, SHA256, r, NOW));
        readers.put("hybrid-analysis", r -> new HybridAnalysisReader().readOverview(SHA256, r, NOW));
        readers.put("nvd", r -> new NvdReader().read("CVE-2026-1", r, NOW));
        readers.put("epss", r -> new EpssReader().read(List.of("CVE-2026-1"), r, NOW).get(0));
        return readers;
    }

    static Stream<Arguments> forms() {
        return READERS.keySet().stream().flatMap(source -> {
            String good = GOOD.get(source);
            byte[] utf8 = good.getBytes(StandardCharsets.UTF_8);
            return Stream.of(
                    form(source, "plain", "application/json", "", utf8),
                    form(source, "called text/html", "text/html", "", utf8),
                    form(source, "without content type", "", "", utf8),
                    form(source, "with a byte order mark", "application/json", "", ("\ufeff" + good).getBytes(StandardCharsets.UTF_8)),
                    form(source, "in UTF-16", "application/json", "", ("\ufeff" + good).getBytes(Charset.forName("UTF-16LE"))),
                    form(source, "gzip over gzip bytes", "application/json", "gzip", Replies.gzip(utf8)),
                    form(source, "gzip over plain bytes", "application/json", "gzip", utf8),
                    form(source, "gzip bytes unannounced", "application/json", "", Replies.gzip(utf8)),
                    form(source, "deflate", "application/json", "deflate", deflate(utf8)),
                    form(source, "br over plain bytes", "application/json", "br", utf8),
                    form(source, "with new fields", "application/json", "",
                            ("{\"new\": {\"a\": [1, {\"b\": null}]}, \"n\": 1e400," + good.substring(1)).getBytes(StandardCharsets.UTF_8)),
                    form(source, "with leading blanks", "application/json", "", ("\r\n  " + good).getBytes(StandardCharsets.UTF_8)));
        });
    }

    private static Arguments form(String source, String name, String type, String encoding, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Content-Encoding", encoding);
        return Arguments.of(source, name, new HttpReply(200, headers, body));
    }

    private static byte[] deflate(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
            deflate.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("forms")
    void isReadAllTheSame(String source, String form, HttpReply reply) {
        assertThat(READERS.get(source).apply(reply).answer().state()).as(form).isEqualTo(AnswerState.FOUND);
    }

    static Stream<Arguments> broken() {
        return READERS.keySet().stream().flatMap(source -> {
            byte[] good = GOOD.get(source).getBytes(StandardCharsets.UTF_8);
            byte[] gzip = Replies.gzip(GOOD.get(source).repeat(20).getBytes(StandardCharsets.UTF_8));
            return Stream.of(
                    Arguments.of(source, "the answer was empty", new byte[0]),
                    Arguments.of(source, "the answer was empty", "   ".getBytes(StandardCharsets.UTF_8)),
                    Arguments.of(source, "a web page came in place of an answer", Replies.HTML.getBytes(StandardCharsets.UTF_8)),
                    Arguments.of(source, "a web page came in place of an answer", ("\ufeff \n" + Replies.HTML).getBytes(StandardCharsets.UTF_8)),
                    Arguments.of(source, "a web page came in place of an answer", Replies.gzip(Replies.HTML.getBytes(StandardCharsets.UTF_8))),
                    Arguments.of(source, "the answer was not JSON", "error code: 1015".getBytes(StandardCharsets.UTF_8)),
                    Arguments.of(source, "the answer was cut short", Arrays.copyOf(good, good.length - 5)),
                    Arguments.of(source, "the answer was cut short", Arrays.copyOf(gzip, 30)),
                    Arguments.of(source, "the answer was nested too deeply or its parts were too long",
                            ("{\"data\":" + "[".repeat(200_000)).getBytes(StandardCharsets.UTF_8)),
                    Arguments.of(source, "the answer was nested too deeply or its parts were too long",
                            ("{\"unasked\":" + "{\"a\":".repeat(200_000)).getBytes(StandardCharsets.UTF_8)));
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    void isAFailureWithAReasonAndAnOutage(String source, String reason, byte[] body) {
        Reading reading = READERS.get(source).apply(new HttpReply(200, Map.of("Content-Type", "application/json"), body));
        assertThat(reading.answer().state()).isEqualTo(AnswerState.FAILED);
        assertThat(reading.answer().reason()).endsWith(reason);
        assertThat(reading.outage()).isTrue();
    }

    @Test
    void aSmallBodyThatUnpacksToAHugeOneIsNotUnpacked() {
        byte[] bomb = Replies.gzip(("{\"data\": \"" + "a".repeat(ReplyBody.MAX_BYTES)).getBytes(StandardCharsets.UTF_8));
        assertThat(bomb.length).isLessThan(100_000);
        assertThat(READERS.get("virustotal").apply(new HttpReply(200, Map.of(), bomb)).answer().state()).isEqualTo(AnswerState.FAILED);
    }

    @Test
    void sixteenMegabytesOfNamesAndEnginesAreReadWithoutKeepingThem() {
        StringBuilder body = new StringBuilder("{\"data\":{\"id\":\"" + SHA256 + "\",\"type\":\"file\",\"attributes\":{\"html_meta\":\"")
                .append("m".repeat(4_000_000)).append("\",\"names\":[\"n\"");
        while (body.length() < 10_000_000) {
            body.append(",\"").append("name".repeat(20)).append("\"");
        }
        body.append("],\"last_analysis_results\":{\"First\":{\"category\":\"malicious\"}");
        for (int i = 0; body.length() < 16_000_000; i++) {
            body.append(",\"Engine").append(i).append("\":{\"category\":\"undetected\",\"result\":null,\"engine_version\":\"1\"}");
        }
        HttpReply reply = Replies.json(200, body.append("},\"last_analysis_stats\":{\"malicious\":1,\"undetected\":69}}}}").toString());
        Answer answer = READERS.get("virustotal").apply(reply).answer();
        assertThat(answer.state()).isEqualTo(AnswerState.FOUND);
        assertThat(Facts.of(answer).texts("names")).hasSizeLessThanOrEqualTo(5);
        assertThat(Facts.of(answer).texts("maliciousEngines")).containsExactly("First");
    }

    /** Answers are kept as JSON: what is read back must be worth the same. */
    @ParameterizedTest
    @MethodSource("forms")
    void factsSurviveTheStore(String source, String form, HttpReply reply) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        Map<String, Object> facts = READERS.get(source).apply(reply).answer().facts();
        Map<String, Object> back = json.readValue(json.writeValueAsString(facts), new TypeReference<>() { });
        assertThat(json.writeValueAsString(back)).as(form).isEqualTo(json.writeValueAsString(facts));
    }

    @Property(tries = 400, seed = "1")
    void noAnswerHoweverMangledBreaksAReader(@ForAll @IntRange(max = 4) int which, @ForAll byte[] noise, @ForAll @IntRange(max = 120) int at,
                                             @ForAll @IntRange(min = 100, max = 599) int status) {
        String source = READERS.keySet().stream().skip(which).findFirst().orElseThrow();
        byte[] good = GOOD.get(source).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream mangled = new ByteArrayOutputStream();
        int cut = Math.min(at, good.length);
        mangled.write(good, 0, cut);
        mangled.write(noise, 0, Math.min(noise.length, 40));
        mangled.write(good, cut, good.length - cut);
        for (int s : new int[] {200, status}) {
            Reading reading = READERS.get(source).apply(new HttpReply(s, Map.of("Retry-After", String.valueOf(at - 60)), mangled.toByteArray()));
            assertThat(reading.answer().state()).isNotNull();
            assertThat(reading.answer().state() == AnswerState.FOUND || reading.answer().reason() != null).isTrue();
            assertThat((reading.answer().askAgainAt() != null)
                    == (reading.answer().state() == AnswerState.QUOTA || reading.answer().state() == AnswerState.PENDING)).isTrue();
        }
    }
}
