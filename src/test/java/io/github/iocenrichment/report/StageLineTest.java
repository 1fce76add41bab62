package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.verdict.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lines that the terminal shows, incident by incident. */
class StageLineTest {

    @Test
    void collected() {
        List<Indicator> indicators = List.of(Indicator.of(IndicatorType.DOMAIN, "a.example"), Indicator.of(IndicatorType.DOMAIN, "b.example"),
                Indicator.of(IndicatorType.URL, "https://c.example/"), Indicator.of(IndicatorType.IPV4, "198.51.100.7"));

        assertThat(StageLine.collected(indicators, List.of(), 2, List.of(new Unread("scan.zip", "password unknown")), 0))
                .isEqualTo("collected: 4 indicators (1 ipv4, 2 domains, 1 url) from the ticket and 2 attachments, 1 not read");
        assertThat(StageLine.collected(indicators, List.of(new CountedOnly("list.txt", "work.max-indicators",
                List.of(new LeftOut(IndicatorType.DOMAIN, 1, 92_000, false)))),
                1, List.of(), 2)).isEqualTo("collected: 4 indicators (1 ipv4, 2 domains, 1 url) from the ticket and 1 attachment, 92,000 more over the limits "
                + "counted only, 2 to be read again");
        assertThat(StageLine.collected(List.of(), List.of(), 0, List.of(), 0)).isEqualTo("collected: 0 indicators from the ticket");
    }

    @Test
    void asked() {
        List<Finding> findings = List.of(Reports.badUrl(), Reports.suspiciousAddress(), Reports.neverSeen(), Reports.quotaHash());

        assertThat(StageLine.asked(findings, Map.of("abuseipdb", 1, "virustotal", 2), 0))
                .isEqualTo("asked: AbuseIPDB 1, VirusTotal 2; 1 malicious, 1 suspicious, 1 never seen, 1 not asked");
        assertThat(StageLine.asked(findings, Map.of(), 3))
                .isEqualTo("asked: no source; 3 cached; 1 malicious, 1 suspicious, 1 never seen, 1 not asked");
        assertThat(StageLine.asked(List.of(), Map.of(), 0)).isEqualTo("asked: no source; nothing to look up");
    }

    @Test
    void publishedRecordedNoted() {
        assertThat(Stream.of(StageLine.published(Publication.of(Publication.State.SENT, "AMBER", 3, 21)), StageLine.published(Publication.none()),
                StageLine.published(Publication.of(Publication.State.OTHER_SOURCE, "GREEN", 1, 1)), StageLine.recorded(RecordIncident.created("48250")),
                StageLine.recorded(RecordIncident.none()), StageLine.recorded(RecordIncident.disabled()), StageLine.recorded(RecordIncident.failed("x")),
                StageLine.noted(NoteKind.FIRST, 2, "9c1f77aa"), StageLine.noted(NoteKind.AMENDMENT, 1, "9c1f77ab"))).containsExactly(
                "published: sent, TLP:AMBER, 3 indicators, 21 objects", "published: nothing", "published: other source, TLP:GREEN, 1 indicator, 1 object",
                "recorded: record incident 48250", "recorded: none, nothing was published", "recorded: none, switched off", "recorded: failed",
                "noted: 2 parts, first note [ref:9c1f77aa]", "noted: 1 part, what changed [ref:9c1f77ab]");
    }
}
