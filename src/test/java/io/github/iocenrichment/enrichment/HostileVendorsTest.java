package io.github.iocenrichment.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.iocenrichment.sandbox.Fault;
import io.github.iocenrichment.sandbox.SandboxSystem;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What vendors were seen to do over the wire, through the routes as shipped: each becomes a state with its reason, and the note is written. */
class HostileVendorsTest {
    private RunningProduct running;

    /** A vendor, an indicator for it, and words of its right answer. */
    private enum Vendor {
        ABUSEIPDB("93.115.28.40", "AbuseIPDB: score 87"), VIRUSTOTAL("https://login-portal-verify.com/verify", "VirusTotal: 17 of"),
        HYBRID_ANALYSIS("6b6fb53e76a254cd9e09454a7113fd985547cfc1c3f1bd8fe8db8464f060c426", "Hybrid Analysis: malicious"),
        NVD("CVE-2026-41234", "NVD: CVSS 4.0 9.3"), EPSS("CVE-2025-40401", "EPSS: 0.4 %");

        private final String indicator;
        private final String right;

        Vendor(String indicator, String right) {
            this.indicator = indicator;
            this.right = right;
        }

        SandboxSystem system() {
            return SandboxSystem.valueOf(name());
        }
    }

    @BeforeEach
    void start() throws Exception {
        running = RunningProduct.start(Map.of("ivanti.record.enabled", "false", "intelx.verify", "false", "abuseipdb.timeout", "2s",
                "virustotal.timeout", "2s", "hybrid-analysis.timeout", "2s", "nvd.timeout", "2s", "epss.timeout", "2s", "enrichment.max-wait", "20s"));
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void plainBytesAnnouncedAsGzipAreRead() {
        SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.of(vendor.system(), null, Fault.Kind.WRONG_ENCODING).always())
                .forEach((vendor, note) -> all.assertThat(note).contains(vendor.right)));
    }

    @Test
    void aWebPageInPlaceOfAnAnswerIsNoAnswerAndIsAskedAgain() {
        SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.answer(vendor.system(), null, 200, "<html><script>alert(1)</script></html>"))
                .forEach((vendor, note) -> all.assertThat(note).contains(vendor.right).doesNotContain("script")));
    }

    @Test
    void anAnswerOf16MegabytesDoesNoHarm() {
        String large = "{\"padding\": \"" + "a".repeat(16 << 20) + "\"}";
        SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.answer(vendor.system(), null, 200, large).always())
                .forEach((vendor, note) -> all.assertThat(note).contains("Threat intelligence:").doesNotContain("aaaa", vendor.right)));
    }

    @Test
    void aRedirectToAnotherHostIsNotFollowed() throws Exception {
        List<String> stolen = new CopyOnWriteArrayList<>();
        HttpServer thief = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        thief.createContext("/", exchange -> {
            stolen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        thief.start();
        try {
            Map<String, String> away = Map.of("Location", "http://127.0.0.1:" + thief.getAddress().getPort() + "/");
            SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.answer(vendor.system(), null, 302, "").withHeaders(away).always())
                    .forEach((vendor, note) -> all.assertThat(note).contains("redirected (302)")));
            assertThat(stolen).isEmpty();
        } finally {
            thief.stop(0);
        }
    }

    @Test
    void aCutAnswerIsAskedForAgain() {
        SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.of(vendor.system(), null, Fault.Kind.CUT_MID_BODY))
                .forEach((vendor, note) -> all.assertThat(note).contains(vendor.right)));
    }

    @Test
    void silenceEndsInTimeAndIsReported() {
        SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.of(vendor.system(), null, Fault.Kind.DELAY).delayed(3_000).always())
                .forEach((vendor, note) -> all.assertThat(note).containsAnyOf("no answer in time", "has been failing")));
    }

    @Test
    void anAnswerThatComesByteByByteEndsInTimeAndIsReported() {
        SoftAssertions.assertSoftly(all -> notes(vendor -> Fault.of(vendor.system(), null, Fault.Kind.DRIP).delayed(500).always())
                .forEach((vendor, note) -> all.assertThat(note).containsAnyOf("no answer in time", "has been failing").doesNotContain(vendor.right)));
    }

    /** One incident for each vendor, while every vendor misbehaves. */
    private Map<Vendor, String> notes(Function<Vendor, Fault> fault) {
        for (Vendor vendor : Vendor.values()) {
            running.sandbox.addFault(fault.apply(vendor));
        }
        Map<Vendor, String> incidents = new LinkedHashMap<>();
        for (Vendor vendor : Vendor.values()) {
            incidents.put(vendor, running.add("Seen: " + vendor.indicator));
        }
        Map<Vendor, String> notes = new LinkedHashMap<>();
        incidents.forEach((vendor, recId) -> notes.put(vendor, running.note(recId)));
        return notes;
    }
}
