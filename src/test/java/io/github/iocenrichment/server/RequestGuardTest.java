package io.github.iocenrichment.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.iocenrichment.store.AuditStore;
import java.io.IOException;
import java.util.Base64;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any route, over real sockets: the host first, then the form of the request, then the token, then the body. */
class RequestGuardTest {
    private static final String AUTHORIZED = "Authorization: Bearer " + RunningServer.TOKEN + "\r\n";
    private static RunningServer server;

    @BeforeAll
    @BeforeContainer
    static void open() throws Exception {
        if (server == null) {
            server = new RunningServer(ServerLimits.STANDARD, RunningServer.TOKEN);
        }
    }

    @AfterAll
    @AfterContainer
    static void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n";
    }

    @Test
    void whoIsAllowedGetsThePageWithTheHeadersThatProtectIt() throws IOException {
        String answer = server.answer(get("/", "Host: localhost\r\n" + AUTHORIZED));
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\r\npage\r\n").containsIgnoringCase("cache-control: no-store")
                .containsIgnoringCase("x-content-type-options: nosniff").containsIgnoringCase("x-frame-options: DENY")
                .containsIgnoringCase("referrer-policy: same-origin").containsIgnoringCase("content-security-policy: default-src 'none'");
    }

    @ParameterizedTest
    @CsvSource({"/, Host: evil.example, 403", "/, X: y, 403", "/, Host: localhost, 401", "/nobody/routes/this, Host: localhost, 401",
        "/nobody/routes/this, Host: evil.example, 403", "/observe/health/live, Host: evil.example, 200", "/observe/health/ready, X: y, 200",
        "/observe/health/ready?x=1, Host: 10.1.2.3:8080, 200", "/observe/health/live/, Host: evil.example, 403",
        "/observe/health/live/../../.., Host: evil.example, 403", "//observe/health/live, Host: evil.example, 403",
        "/observe/health/%6Cive, Host: evil.example, 403", "/observe/health, Host: evil.example, 403", "http://evil.example/, Host: localhost, 403",
        "http://evil.example/observe/health/live, Host: localhost, 200", "*, Host: localhost, 403", "nothing, Host: localhost, 403"})
    void hostThenTokenForEveryPath(String target, String header, int status) throws IOException {
        assertThat(RawConnection.status(server.answer(get(target, header + "\r\n")))).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?token=%s", "/?Authorization=Bearer%%20%s", "/?http.token=%s", "/?access_token=%s"})
    void aTokenInTheQueryIsNoToken(String path) throws IOException {
        assertThat(RawConnection.status(server.answer(get(String.format(path, RunningServer.TOKEN), "Host: localhost\r\n")))).isEqualTo(401);
        assertThat(server.store.audit().latest(100)).extracting(AuditStore.Entry::subject).noneMatch(subject -> subject.contains(RunningServer.TOKEN));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"two lengths, Content-Length: 5~Content-Length: 6~", "length and encoding, Content-Length: 5~Transfer-Encoding: chunked~",
        "encoding and length, Transfer-Encoding: chunked~Content-Length: 5~", "chunk extension, Transfer-Encoding: chunked~",
        "an encoding of two, 'Transfer-Encoding: gzip, chunked~'", "an encoding in disguise, Transfer-Encoding : chunked~",
        "an unknown encoding, Transfer-Encoding: xchunked~", "a negative length, Content-Length: -5~", "a length with a sign, Content-Length: +5~",
        "a length in hex, Content-Length: 0x5~", "a list of lengths, 'Content-Length: 5, 6~'", "a folded field, X-A: b~ Content-Length: 5~",
        "a field folded by a tab, X-A: b~\tTransfer-Encoding: chunked~", "a field without a name, : x~", "a field without a colon, nonsense~"})
    void whatTwoServersMayReadDifferentlyIsAnsweredOnceAndClosed(String what, String headers) throws IOException {
        int before = server.routed.get();
        String smuggled = "GET / HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZED + "\r\n";
        String answer = server.answer("POST /release HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZED + headers.replace("~", "\r\n") + "\r\n"
                + "0;x=\"\r\n\"\r\n\r\n" + smuggled);
        assertThat(RawConnection.answers(answer)).as(answer).isEqualTo(1);
        assertThat(RawConnection.status(answer)).isEqualTo(400);
        assertThat(server.routed).hasValue(before);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"lines that end with LF alone, GET / HTTP/1.1|Host: localhost||", "a prior-knowledge HTTP/2 preface, PRI * HTTP/2.0~~SM~~",
        "a line that is none, garbage~~", "another version, GET / HTTP/3.0~Host: localhost~~"})
    void whatIsNoRequestOfHttp1IsAnsweredOnceAndClosed(String what, String bytes) throws IOException {
        String answer = server.answer(bytes.replace("~", "\r\n").replace("|", "\n"));
        assertThat(RawConnection.answers(answer)).as(answer).isLessThanOrEqualTo(1);
        assertThat(RawConnection.status(answer)).isIn(400, 403, 501, 505);
    }

    @Test
    void anUpgradeToHttp2IsNotTaken() throws IOException {
        // the second request, still in HTTP/1.1, has the connection closed
        String answer = server.answer("GET / HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZED
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"
                + get("/", "Host: localhost\r\n" + AUTHORIZED));
        assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("101 ");
        assertThat(RawConnection.answers(answer)).as(answer).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"8192, 200", "8193, 413", "10380902, 413", "99999999999999999999, 400"})
    void aBodyMayHaveEightKibibytes(String length, int status) throws IOException {
        String body = length.length() > 4 ? "" : "a=" + "x".repeat(Integer.parseInt(length) - 2);
        String answer = server.answer("POST /release HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                + AUTHORIZED + "Content-Length: " + length + "\r\n\r\n" + body);
        assertThat(RawConnection.status(answer)).as(answer).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"multipart/form-data; boundary=x, 415", "text/plain, 415", "application/json, 415", "Application/X-WWW-Form-urlencoded; charset=utf-8, 200"})
    void anOrderIsAForm(String type, int status) throws IOException {
        assertThat(RawConnection.status(server.answer("POST /release HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: " + type + "\r\n"
                + AUTHORIZED + "Content-Length: 3\r\n\r\na=b"))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 405", "PUT, 405", "DELETE, 405", "OPTIONS, 405", "TRACE, 405", "PATCH, 405"})
    void otherMethodsAreNotServed(String method, int status) throws IOException {
        assertThat(RawConnection.status(server.answer(method + " / HTTP/1.1\r\nHost: localhost\r\n" + AUTHORIZED + "\r\n"))).isEqualTo(status);
    }

    @Test
    void aHeadIsBounded() throws IOException {
        assertThat(RawConnection.status(server.answer(get("/" + "x".repeat(5000), "Host: localhost\r\n")))).isEqualTo(414);
        assertThat(RawConnection.status(server.answer(get("/", "Host: localhost\r\nX: " + "x".repeat(9000) + "\r\n")))).isEqualTo(431);
        assertThat(RawConnection.status(server.answer(get("/", "Host: localhost\r\n" + "X: y\r\n".repeat(150))))).isEqualTo(431);
    }

    @Test
    void aWrongTokenIsAnsweredLateLoggedAndWrittenDown() throws IOException {
        String user = Base64.getEncoder().encodeToString("mallory:wrong-token-of-mallory".getBytes());
        long start = System.nanoTime();
        String answer = server.answer(get("/", "Host: localhost\r\nAuthorization: Basic " + user + "\r\n"));
        assertThat(RawConnection.status(answer)).isEqualTo(401);
        assertThat(System.nanoTime() - start).isGreaterThan(900_000_000L);
        assertThat(answer).containsIgnoringCase("www-authenticate: Basic");
        assertThat(server.store.audit().latest(100)).extracting(AuditStore.Entry::address, AuditStore.Entry::userName, AuditStore.Entry::outcome)
                .contains(tuple("127.0.0.1", "mallory", "refused: the token is wrong; send that of http.token"));
        assertThat(server.store.audit().latest(100).toString()).doesNotContain("wrong-token-of-mallory");
    }

    @Provide
    Arbitrary<String> hosts() {
        Arbitrary<String> names = Arbitraries.of("localhost", "127.0.0.1", "[::1]", "soc.example");
        Arbitrary<String> noise = Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(30);
        return Arbitraries.oneOf(noise, names.flatMap(name -> noise.map(more -> name + more)), names.flatMap(name -> noise.map(more -> more + name)));
    }

    /** Names that mean an allowed host are left out by what the standard says of them, not by the code under test. */
    @Property(tries = 150, seed = "1")
    void anyOtherHostIsRefusedBeforeABodyIsRead(@ForAll("hosts") String host) throws IOException {
        if (host.toLowerCase().matches("(localhost|127\\.0\\.0\\.1|\\[::1]|soc\\.example)\\.?(:\\d*)?")) {
            return;
        }
        int before = server.routed.get();
        try (RawConnection connection = server.connect()) {
            connection.send("POST /release HTTP/1.1\r\nHost: " + host + "\r\n" + AUTHORIZED + "Content-Length: 8000\r\n\r\n");
            // answered although not a byte of the body was sent
            assertThat(RawConnection.status(connection.head())).as(host).isEqualTo(403);
        }
        assertThat(server.routed).hasValue(before);
    }
}
