package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.ivanti.Incident;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stix.Tlp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One question of each type, about values that everybody knows: the enrichment of no incident, by which the check tries every source. */
public final class SourceTrial {
    private static final List<Indicator> KNOWN = List.of(Indicator.of(IndicatorType.IPV4, "8.8.8.8"),
            // the EICAR test file
            Indicator.of(IndicatorType.SHA256, "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f"),
            Indicator.of(IndicatorType.URL, "https://www.google.com/"), Indicator.of(IndicatorType.DOMAIN, "example.com"),
            Indicator.of(IndicatorType.CVE, "CVE-2021-44228"));
    private static final int PRIORITY = 3;
    /** The answer that says most about whether a source can be worked with comes first. */
    private static final Map<AnswerState, Integer> TELLING = new EnumMap<>(Map.of(AnswerState.UNAUTHORISED, 0, AnswerState.FAILED, 1, AnswerState.FOUND, 2,
            AnswerState.NOT_FOUND, 2, AnswerState.PENDING, 2, AnswerState.REJECTED, 3, AnswerState.QUOTA, 4, AnswerState.SKIPPED, 5));

    private SourceTrial() {
    }

    /** To be sent to the route that asks all sources. Its marking keeps a URL that VirusTotal does not know from being submitted. */
    public static EnrichmentWork begin(UrlPrivacy privacy, Instant now) {
        return begin(KNOWN, Tlp.RED, privacy, now);
    }

    /** The enrichment of some indicators that belong to no incident. */
    public static EnrichmentWork begin(List<Indicator> indicators, Tlp marking, UrlPrivacy privacy, Instant now) {
        OutgoingIndicators outgoing = new OutgoingIndicators(indicators, privacy);
        return new EnrichmentWork("check", PRIORITY, nobodys(marking), indicators, outgoing, outgoing.toAsk(), Set.of(), new EnrichmentWork.Progress(now, 0),
                now);
    }

    private static Incident nobodys(Tlp marking) {
        return new Incident("check", "", "", "", "", "", null, null, "", "", false, "", "", "", "", marking.label(), "");
    }

    /** The most telling answer of each source, by the source's name; a source that was deliberately asked nothing has one that says why. */
    public static Map<String, Answer> bySource(Collection<?> answers) {
        Map<String, Answer> telling = new TreeMap<>();
        Enrich.flatten(answers).forEach(answer -> telling.merge(answer.source(), answer,
                (one, other) -> TELLING.get(other.state()) < TELLING.get(one.state()) ? other : one));
        return telling;
    }
}
