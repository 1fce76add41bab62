package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.NewIncident;
import io.github.iocenrichment.store.Store;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report is one file that needs nothing else, made from the store where no product runs. */
class ReportTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void isOneFileWithPlotsAndFigures() throws Exception {
        Settings settings = Wired.settings(Map.of("store.url", "jdbc:h2:file:" + folder.resolve("store"), "http.port", String.valueOf(FreePort.find()),
                "ivanti.base-url", "http://127.0.0.1:9/api", "ivanti.api-key", "k", "intelx.base-url", "http://127.0.0.1:9/ctixapi", "intelx.access-id", "i",
                "intelx.secret-key", "s",
                "stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "stix.producer.name", "Fjord Bank SOC"));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (Store store = Store.open(Product.storeSettings(settings, "node-1"), clock)) {
            for (String recId : List.of("A", "B")) {
                store.incidents().admit(new NewIncident(recId, "1", "subject", "3", NOW), NOW.minusSeconds(90_000));
                store.incidents().judged(recId, "enriched", "malicious",
                        Map.of("indicators", 2L, "worst|malicious", 1L, "verdict|malicious", 2L, "asked|virustotal", 3L,
                        "kept|virustotal", 1L, "answer|virustotal|found", 4L, "agree|abuseipdb|virustotal", 1L), List.of("ioc|http://evil.example/<b>"),
                        NOW.minusSeconds(89_990));
                store.incidents().noted(recId, "done", NOW.minusSeconds(89_975));
            }
        }
        StringWriter said = new StringWriter();
        Path file = folder.resolve("monthly.html");
        Report.write(settings, Duration.ofDays(7), file, true, clock, new PrintWriter(said));

        Document report = Jsoup.parse(Files.readString(file));
        assertThat(report.title()).isEqualTo("Enrichment of incidents, 2026-11-17 to 2026-11-23");
        assertThat(report.select("script, link, img, iframe, [src], a[href^=http]")).isEmpty();
        assertThat(report.select("svg rect.v-malicious")).isNotEmpty();
        assertThat(report.select(".tiles div").eachText()).contains("Incidents noted 2with 4 indicators",
                "Questions saved 25 %6 asked, 2 answered from what is kept");
        assertThat(report.select("table[aria-labelledby=top] tbody tr").eachText()).containsExactly("hxxp://evil[.]example/<b> 2");
        assertThat(report.select("table[aria-labelledby=agreement] tbody tr").eachText()).containsExactly("AbuseIPDB and VirusTotal 2 0 100 %");
        assertThat(Files.readString(folder.resolve("monthly.csv"))).startsWith("day,figure,amount\r\n").contains("2026-11-22,incidents,2\r\n");
        assertThat(said.toString().lines()).containsExactly(file + " written", folder.resolve("monthly.csv") + " written");
        assertThatThrownBy(() -> Report.write(settings, Duration.ofDays(7), folder.resolve("no/such.html"), false, clock, new PrintWriter(said)))
                .isInstanceOf(StartException.class).hasMessageContaining("--out");
    }
}
