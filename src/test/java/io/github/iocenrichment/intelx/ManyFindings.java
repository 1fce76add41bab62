package io.github.iocenrichment.intelx;

import static io.github.iocenrichment.stix.Samples.answer;
import static io.github.iocenrichment.stix.Samples.finding;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.Samples;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.Map;
import java.util.stream.IntStream;

/** Incidents with many malicious URLs; each gives five objects. */
final class ManyFindings {
    private ManyFindings() {
    }

    static PublicationInput urls(int count) {
        return Samples.incident(IntStream.range(0, count).mapToObj(ManyFindings::url).toArray(Finding[]::new));
    }

    private static Finding url(int number) {
        String value = "https://host" + number + ".example.net/it's/" + number;
        return finding(IndicatorType.URL, value, VerdictValue.MALICIOUS, 80,
                answer("virustotal", IndicatorType.URL, value, "2026-03-01T22:41:00Z", null, Map.of("malicious", 9, "votes", 90)));
    }
}
