package io.github.iocenrichment.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.iocenrichment.Wired;
import io.github.iocenrichment.network.AnswerLimits.Unpacked;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.source.SourceFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server may send, and how much of it is read. */
class BoundedAnswersTest {
    private static final int MIB = 1 << 20;
    private static final Settings SETTINGS = Wired.settings(Map.of("ivanti.base-url", "https://itsm.example/api", "ivanti.api-key", "key-0001",
            "intelx.base-url", "https://intel.example/ctixapi", "intelx.access-id", "id-0001", "intelx.secret-key", "secret-0001", "stix.producer.id",
            "identity--5b403904-8984-4c23-940f-3d888f2f2782", "stix.producer.name", "Example SOC"));
    private static final String TOO_LONG = "the answer is longer than 2 MiB (source.max-answer-bytes)";
    private static final String HEADERS = "the answer has too many or too long headers";
    private static final String TIME = "no answer in time";
    private static final Duration PATIENT = Duration.ofSeconds(60);
    private static final byte[] PIECE = "a".repeat(8192).getBytes(StandardCharsets.US_ASCII);

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("40 MiB, announced", TOO_LONG, (RawServer.Answer) (request, out) -> {
                    RawServer.head(out, "Content-Length: " + 40 * MIB);
                    RawServer.endlessly(out, PIECE);
                }),
                Arguments.of("endless", TOO_LONG, (RawServer.Answer) (request, out) -> {
                    RawServer.head(out, "Connection: close");
                    RawServer.endlessly(out, PIECE);
                }),
                Arguments.of("endless chunks", TOO_LONG, (RawServer.Answer) (request, out) -> {
                    RawServer.head(out, "Transfer-Encoding: chunked");
                    RawServer.endlessly(out, ("2000\r\n" + "a".repeat(8192) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }),
                Arguments.of("an error page of 40 MiB", TOO_LONG, (RawServer.Answer) (request, out) -> {
                    out.write("HTTP/1.1 500 Oops\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    RawServer.endlessly(out, PIECE);
                }),
                Arguments.of("gzip of 40 MiB", TOO_LONG, packed("Content-Encoding: gzip", gzip(40 * MIB))),
                Arguments.of("gzip of 40 MiB, unannounced", TOO_LONG, packed("X-None: x", gzip(40 * MIB))),
                Arguments.of("gzip of 1 GiB in many members", TOO_LONG, packed("Content-Encoding: gzip, gzip", gzipOfMembers(1000, MIB))),
                Arguments.of("deflate of 40 MiB", TOO_LONG, packed("Content-Encoding: deflate", deflated(40 * MIB))),
                Arguments.of("gzip members that hold nothing, endless", TOO_LONG, (RawServer.Answer) (request, out) -> {
                    RawServer.head(out, "Connection: close");
                    RawServer.endlessly(out, gzipOfMembers(400, 0));
                }),
                Arguments.of("100,000 headers", HEADERS, (RawServer.Answer) (request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < 100_000; i++) {
                        out.write(("X-" + i + ": a\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }),
                Arguments.of("an endless header", HEADERS, (RawServer.Answer) (request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                    RawServer.endlessly(out, PIECE);
                }),
                Arguments.of("an endless status line", HEADERS, (RawServer.Answer) (request, out) -> RawServer.endlessly(out, PIECE)),
                Arguments.of("interim answers without end", TIME, (RawServer.Answer) (request, out) ->
                        RawServer.endlessly(out, "HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("headers one by one", TIME, (RawServer.Answer) (request, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    slowly(out, "X: a\r\n");
                }),
                Arguments.of("a body byte by byte", TIME, (RawServer.Answer) (request, out) -> {
                    RawServer.head(out, "Connection: close");
                    slowly(out, "a");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void endsWithAReasonWithinLengthAndTime(String name, String reason, RawServer.Answer answer) throws IOException {
        try (RawServer server = new RawServer(answer)) {
            Throwable failure = catchThrowable(() -> read(server, reason.equals(TIME) ? Duration.ofMillis(500) : PATIENT));
            assertThat(failure).as(name).isNotNull();
            assertThat(SourceFailure.words(failure)).as(failure.toString()).isEqualTo(reason);
            if (!reason.equals(TIME)) {
                // what is still on its way is not read to keep the connection: buffers on both sides hold a few megabytes at most
                assertThat(server.written()).isLessThan(30L * MIB);
            }
        }
    }

    @Test
    void aPackedAnswerThatIsCutOrBrokenIsReportedAsSuch() throws IOException {
        byte[] good = gzip(100_000);
        byte[] broken = good.clone();
        broken[good.length - 6] ^= 0x55;
        for (byte[] body : new byte[][]{Arrays.copyOf(good, good.length / 2), broken, Arrays.copyOf(good, 4)}) {
            try (RawServer server = new RawServer(packed("Content-Encoding: gzip", body))) {
                Throwable failure = catchThrowable(() -> read(server));
                assertThat(SourceFailure.words(failure)).as(String.valueOf(failure)).isEqualTo("the answer was wrongly compressed");
            }
        }
    }

    @Test
    void anAnswerOfExactlyTheLimitIsRead() throws IOException {
        for (RawServer.Answer answer : new RawServer.Answer[]{packed("X-None: x", new byte[2 * MIB]), packed("X-None: x", gzip(2 * MIB)),
                packed("Content-Encoding: gzip", gzip(2 * MIB)), packed("Content-Encoding: gzip", new byte[2 * MIB])}) {
            try (RawServer server = new RawServer(answer)) {
                assertThat(read(server)).hasSize(2 * MIB);
            }
        }
    }

    @Test
    void aFileThatIsItselfCompressedIsLeftAsItIs() throws IOException {
        byte[] file = gzip(10_000);
        try (RawServer server = new RawServer(packed("X-None: x", file));
             CloseableHttpClient client = client(Unpacked.WHEN_ANNOUNCED, PATIENT)) {
            assertThat(client.execute(new HttpGet(server.url()), BoundedAnswersTest::bytes)).isEqualTo(file);
        }
    }

    private static byte[] read(RawServer server) throws IOException {
        return read(server, PATIENT);
    }

    private static byte[] read(RawServer server, Duration time) throws IOException {
        try (CloseableHttpClient client = client(Unpacked.BY_FIRST_BYTES, time)) {
            return client.execute(new HttpGet(server.url()), BoundedAnswersTest::bytes);
        }
    }

    private static byte[] bytes(ClassicHttpResponse answer) throws IOException {
        return answer.getEntity().getContent().readAllBytes();
    }

    private static CloseableHttpClient client(Unpacked unpacked, Duration time) {
        return ClientFactory.of(SETTINGS).client(PATIENT,
                new AnswerLimits("abuseipdb", 2 * MIB, "source.max-answer-bytes", time, unpacked));
    }

    private static RawServer.Answer packed(String header, byte[] body) {
        return (request, out) -> {
            RawServer.head(out, header, "Content-Length: " + body.length);
            out.write(body);
        };
    }

    /** Until the client closes the connection. */
    private static void slowly(OutputStream out, String piece) throws IOException {
        while (true) {
            out.write(piece.getBytes(StandardCharsets.US_ASCII));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static byte[] gzip(int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[length]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzipOfMembers(int members, int each) {
        byte[] member = gzip(each);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < members; i++) {
            bytes.writeBytes(member);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes)) {
            deflate.write(new byte[length]);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
