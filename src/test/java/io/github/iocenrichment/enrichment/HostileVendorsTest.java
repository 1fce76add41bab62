package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What vendors were seen to do over the wire, through the routes as shipped: each becomes a state with its reason, and the note is written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileVendorsTest {
    private static final String FILE = "6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426";
    private final List<String> stolen = new CopyOnWriteArrayList<>();
    private RunningProduct running;
    private HttpServer thief;

    @BeforeAll
    void start() throws Exception {
        running = RunningProduct.start(Map.of("ivanti.record.enabled", "false", "intelx.verify", "false", "abuseipdb.timeout", "2s",
                "virustotal.timeout", "2s", "hybrid-analysis.timeout", "2s", "nvd.timeout", "2s", "epss.timeout", "2s", "enrichment.max-wait", "4s",
                "enrichment.cache.ttl", "0s", "enrichment.cache.not-found-ttl", "0s"));
        thief = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        thief.createContext("/", exchange -> {
            stolen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        thief.start();
    }

    @AfterAll
    void stop() {
        thief.stop(0);
        running.close();
    }

    /** One indicator for each vendor, the vendor's system, and words of its right answer. */
    private static Stream<Arguments> vendors() {
        return Stream.of(Arguments.of(SandboxSystem.ABUSEIPDB, "93.115.28.40", "AbuseIPDB: score 87"),
                Arguments.of(SandboxSystem.VIRUSTOTAL, "https://login-portal-verify.com/verify", "VirusTotal: 17 of"),
                Arguments.of(SandboxSystem.HYBRID_ANALYSIS, FILE, "Hybrid Analysis: malicious"),
                Arguments.of(SandboxSystem.NVD, "CVE-2026-41234", "NVD: CVSS 4.0 9.3"),
                Arguments.of(SandboxSystem.EPSS, "CVE-2025-40401", "EPSS: EPSS 0.4"));
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void plainBytesAnnouncedAsGzipAreRead(SandboxSystem vendor, String indicator, String right) {
        assertThat(noteAfter(vendor, indicator, Fault.of(vendor, null, Fault.Kind.WRONG_ENCODING).times(3))).contains(right);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void aWebPageInPlaceOfAnAnswerIsNoAnswerAndIsAskedAgain(SandboxSystem vendor, String indicator, String right) {
        Fault page = Fault.answer(vendor, null, 200, "<html><script>alert(1)</script></html>").times(1);
        assertThat(noteAfter(vendor, indicator, page)).contains(right).doesNotContain("script");
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void anAnswerOf16MegabytesDoesNoHarm(SandboxSystem vendor, String indicator, String right) {
        String large = "{\"padding\": \"" + "a".repeat(16 << 20) + "\"}";
        String name = right.substring(0, right.indexOf(':'));
        assertThat(noteAfter(vendor, indicator, Fault.answer(vendor, null, 200, large).times(4))).contains(name).doesNotContain("aaaa", right);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void aRedirectToAnotherHostIsNotFollowed(SandboxSystem vendor, String indicator, String right) {
        Fault away = Fault.answer(vendor, null, 302, "").withHeaders(Map.of("Location", "http://127.0.0.1:" + thief.getAddress().getPort() + "/")).times(4);
        assertThat(noteAfter(vendor, indicator, away)).contains("redirected (302)");
        assertThat(stolen).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void aCutAnswerIsAskedForAgain(SandboxSystem vendor, String indicator, String right) {
        assertThat(noteAfter(vendor, indicator, Fault.of(vendor, null, Fault.Kind.CUT_MID_BODY).times(1))).contains(right);
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void silenceEndsInTimeAndIsTold(SandboxSystem vendor, String indicator, String right) {
        assertThat(noteAfter(vendor, indicator, Fault.of(vendor, null, Fault.Kind.DELAY).delayed(3_000).always())).contains("no answer in time");
    }

    private String noteAfter(SandboxSystem vendor, String indicator, Fault fault) {
        running.sandbox.clearFaults();
        running.sandbox.addFault(fault);
        String recId = running.add("Seen: " + indicator);
        try {
            return running.note(recId);
        } finally {
            running.sandbox.clearFaults();
        }
    }
}
