package io.github.iocenrichment.publication;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.sandbox.SandboxAttachment;
import io.github.iocenrichment.sandbox.SandboxIncident;
import io.github.iocenrichment.sandbox.SandboxSystem;
import io.github.iocenrichment.source.VirusTotalPaths;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tickets full of secrets go through the whole product; every byte that reaches another system than Ivanti is searched for them. */
class WhatLeavesTest {
    /** Raw URL, the form in which it leaves (a host alone where only that is asked), and the secrets in it. */
    private record Line(String raw, String leaves, String... secrets) {
        boolean hostOnly() {
            return !leaves.contains("/");
        }
    }

    private static final List<Line> LINES = List.of(
            new Line("https://quill-moss.net/r?email=jdoe%40fjord-bank.no&x=1", "https://quill-moss.net/r?email=masked&x=1", "jdoe@fjord-bank.no"),
            new Line("https://quill-moss.net/v/amRvZUBmam9yZC1iYW5rLm5v/go", "https://quill-moss.net/v/masked/go", "jdoe@fjord-bank.no"),
            new Line("https://quill-moss.net/w/6a6d6f6540666a6f72642d62616e6b2e6e6f/go", "https://quill-moss.net/w/masked/go", "jmoe@fjord-bank.no"),
            new Line("https://quill-moss.net/l?u=https%3A%2F%2Fsso.fjord-bank.no%2Fcase%3Fid%3D77", "https://quill-moss.net/l?u=masked", "sso.fjord-bank.no"),
            new Line("https://quill-moss.net/m?u=http%3A%2F%2F0x0a.7.7.7%2Fwiki", "https://quill-moss.net/m?u=masked", "0x0a.7.7.7"),
            new Line("https://quill-moss.net/reset/0f1e2d3c4b5a69788796a5b4c3d2e1f0", "https://quill-moss.net/reset/masked",
            "0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
            new Line("https://quill-moss.net/join/x7k2q9b4m1p8r3t6w5z0", "https://quill-moss.net/join/masked", "x7k2q9b4m1p8r3t6w5z0"),
            new Line("https://quill-moss.net/login?user=jroe&p=Winter2026", "https://quill-moss.net/login?user=masked&p=masked", "jroe", "Winter2026"),
            new Line("https://quill-moss.net/otp?c=839201", "https://quill-moss.net/otp?c=masked", "839201"),
            new Line("https://quill-moss.net/pay?iban=NO9386011117947", "https://quill-moss.net/pay?iban=masked", "NO9386011117947"),
            new Line("https://quill-moss.net/call?mobile=4799887766", "https://quill-moss.net/call?mobile=masked", "4799887766"),
            new Line("https://anna:s3cr3tpw@quill-moss.net/in", "https://quill-moss.net/in", "s3cr3tpw"),
            new Line("https://hooks.slack.com/services/T0/B0/abcsecret", "hooks.slack.com", "abcsecret"),
            new Line("https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1/send", "api.telegram.org",
            "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1"),
            new Line("https://contoso-my.sharepoint.com/:w:/g/personal/jpoe_contoso_com/EaXySecret?e=1", "contoso-my.sharepoint.com", "jpoe_contoso_com",
            "EaXySecret"),
            new Line("https://moss.blob.core.windows.net/c/x.zip?sv=2024&sr=b&sig=c2lnbmVkLWJ5LXVz", "moss.blob.core.windows.net", "c2lnbmVkLWJ5LXVz"),
            new Line("http://93.115.28.44/8f3aKq0Zt1WcR2mVx9Bd.bin", "http://93.115.28.44/8f3aKq0Zt1WcR2mVx9Bd.bin"),
            new Line("https://quill-moss.net/2026/11/monthly-report-for-all-customers.html",
            "https://quill-moss.net/2026/11/monthly-report-for-all-customers.html"));
    private static final List<String> NEVER = List.of("1e7c0d5fa24b8396e05d7b11c9a8f432", "c83d19e6045fb27a9e6610d7f2ab845c",
            "a1f07c62d95e4b38807fe3d2296b5c14",
            "0c64e1b7d25f4a3998ab3ef7710d52c6", "4bf92f3577b34da6a3ce929d0e0e4736", "64:ff9b::a07:707", "2002:a07:707::1", "nas.home.arpa", "10.7.7.7");
    private static final String DUMP = "svc_backup:1105:1e7c0d5fa24b8396e05d7b11c9a8f432:c83d19e6045fb27a9e6610d7f2ab845c:::\n"
            + "Set-Cookie: PHPSESSID=a1f07c62d95e4b38807fe3d2296b5c14;"
            + " path=/\nIMPHASH=0c64e1b7d25f4a3998ab3ef7710d52c6\ntrace_id=4bf92f3577b34da6a3ce929d0e0e4736\n"
            + "seen 64:ff9b::a07:707 and 2002:a07:707::1 and http://nas.home.arpa/x and http://0x0a070707/y\nDropped file: 7b2f4d9fe1c0ab5570ae2c97d1a6f018\n";

    @Test
    void noSecretLeavesForAnybodyButIvanti() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<RecordingRelay> relays = new ArrayList<>();
        try (Journey journey = new Journey()) {
            for (String address : List.of("abuseipdb.base-url", "virustotal.base-url", "hybrid-analysis.base-url", "intelx.base-url")) {
                URI system = URI.create(journey.settings().get(address));
                RecordingRelay relay = new RecordingRelay(system.getPort());
                relays.add(relay);
                journey.with(address, system.toString().replace(":" + system.getPort(), ":" + relay.port()));
            }
            journey.with("indicators.own-domains", "fjord-bank.no").with("intelx.publish-verdicts", "malicious,suspicious,no-threat-found,unknown,not-checked")
                    .with("virustotal.submit-unknown-urls", "true").with("virustotal.quota.per-minute", "1000").with("virustotal.quota.per-day", "100000")
                    .with("intelx.verify.first-delay", "1s").start();
            lines.start();
            root.addAppender(lines);
            int half = LINES.size() / 2;
            String inText = journey.sandbox().addIncident(SandboxIncident.of("Clicked " + LINES.get(0).raw(), text(LINES.subList(0, half))));
            String inFile = journey.sandbox().addIncident(SandboxIncident.of("See the list", "attached")
                    .with(SandboxAttachment.of("list.txt", "text/plain", (text(LINES.subList(half, LINES.size())) + DUMP).getBytes(StandardCharsets.UTF_8))));
            for (String recId : List.of(inText, inFile)) {
                journey.note(recId, "Intel Exchange");
            }
            journey.await(journey::idle);
            String page = journey.page("/") + journey.page("/status.json") + journey.page("/observe/metrics");
            root.detachAppender(lines);

            String sent = String.join("\n", relays.stream().map(RecordingRelay::sent).toList());
            String logged = String.join("\n", lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
            assertThat(sent).as("the relays see what is sent").contains("7b2f4d9fe1c0ab5570ae2c97d1a6f018", "93.115.28.44");
            List<String> secrets = Stream.concat(LINES.stream().flatMap(line -> Stream.of(line.secrets())), NEVER.stream()).distinct().toList();
            Map.of("what was sent", sent, "the log", logged, "the pages", page).forEach((where, text) -> assertThat(secrets.stream()
                    .filter(secret -> forms(secret).stream().anyMatch(text::contains))).as("secrets in %s", where).isEmpty());
            everyLineLeavesInItsForm(journey);
            String notes = String.join("\n", Stream.of(inText, inFile).flatMap(recId -> journey.notes(recId).stream()).toList());
            assertThat(notes).as("the analyst has the ticket").contains("0f1e2d3c4b5a69788796a5b4c3d2e1f0", "asked without: name, password",
                    "webhook: only the host was asked",
                    "share link: only the host was asked").doesNotContain("1e7c0d5fa24b8396e05d7b11c9a8f432");
            assertThat(journey.sandbox().violations()).isEmpty();
        } finally {
            root.detachAppender(lines);
            for (RecordingRelay relay : relays) {
                relay.close();
            }
        }
    }

    private static void everyLineLeavesInItsForm(Journey journey) {
        List<String> urls = journey.published("url").stream().map(object -> object.path("value").asText()).toList();
        List<String> patterns = journey.published("indicator").stream().map(object -> object.path("pattern").asText()).toList();
        List<String> domains = journey.published("domain-name").stream().map(object -> object.path("value").asText()).toList();
        assertThat(urls).containsExactlyInAnyOrderElementsOf(LINES.stream().filter(line -> !line.hostOnly()).map(Line::leaves).distinct().toList());
        for (Line line : LINES) {
            String asked = line.hostOnly() ? "/domains/" + line.leaves() : "/urls/" + VirusTotalPaths.urlId(line.leaves());
            assertThat(journey.sandbox().requests(SandboxSystem.VIRUSTOTAL, "GET", asked)).as("%s", line.raw()).isNotEmpty();
            if (line.hostOnly()) {
                assertThat(domains).contains(line.leaves());
            } else {
                assertThat(patterns).contains("[url:value = '" + line.leaves() + "']");
            }
        }
        assertThat(patterns).noneMatch(pattern -> pattern.contains("hooks.slack.com") || pattern.contains("contoso-my") || pattern.contains("telegram"));
        List<JsonNode> files = journey.published("file");
        assertThat(files).extracting(file -> file.path("hashes").toString()).containsExactly("{\"MD5\":\"7b2f4d9fe1c0ab5570ae2c97d1a6f018\"}");
    }

    private static String text(List<Line> lines) {
        return String.join("\n", lines.stream().map(line -> "seen " + line.raw() + " today").toList()) + "\n";
    }

    /** A value as it may stand in bytes: plainly, percent-encoded, in hex, and in base64 at each of its three offsets. */
    private static List<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String escaped = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(secret, escaped, escaped.replace("%40", "%2540"), HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes)));
        for (int offset = 0; offset < 3 && bytes.length > 6; offset++) {
            byte[] shifted = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
            // what stands before and behind it changes the first and last characters
            String inner = base64.substring(offset == 0 ? 0 : 4, base64.length() - 3);
            forms.add(inner);
            forms.add(inner.replace('-', '+').replace('_', '/'));
        }
        return forms;
    }
}
