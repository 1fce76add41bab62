package io.github.iocenrichment.publish;

import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.KeptWords;
import io.github.iocenrichment.verdict.Finding;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings as they may leave the network: each value in its outgoing form, and vendors' words with the URLs in them masked. */
public final class Publishable {
    private final UrlPrivacy privacy;

    public Publishable(UrlPrivacy privacy) {
        this.privacy = privacy;
    }

    /** URLs that differ in their secrets alone become one: the one that was judged worst. Of a share or webhook only its host is published. */
    public List<Finding> of(List<Finding> findings) {
        Map<String, Finding> clean = new LinkedHashMap<>();
        for (Finding finding : findings) {
            OutgoingValue outgoing = privacy.outgoing(finding.indicator());
            if (outgoing.hostOnly().isEmpty()) {
                clean.merge(outgoing.indicator().key(), clean(finding, outgoing.indicator()), Publishable::worse);
            }
        }
        return List.copyOf(clean.values());
    }

    /** Keys of the findings by the key of the value that is published of them: several for URLs that differ in their secrets alone. */
    Map<String, List<String>> writtenAs(List<Finding> findings) {
        return findings.stream().map(Finding::indicator)
                .collect(Collectors.groupingBy(indicator -> privacy.outgoing(indicator).indicator().key(), Collectors.mapping(Indicator::key, Collectors.toList())));
    }

    /** Keys of the hosts that are published as observables only: that a share or webhook was abused says nothing against its service. */
    Set<String> observedOnly(List<Finding> findings) {
        Set<String> hosts = findings.stream().map(Finding::indicator).filter(indicator -> indicator.type() == IndicatorType.URL)
                .filter(indicator -> privacy.isServiceLink(indicator.value())).map(indicator -> privacy.outgoing(indicator).value())
                .flatMap(url -> Enrich.host(url).stream()).collect(Collectors.toSet());
        return findings.stream().map(Finding::indicator).filter(indicator -> indicator.type() == IndicatorType.DOMAIN && hosts.contains(indicator.value()))
                .map(Indicator::key).collect(Collectors.toSet());
    }

    private Finding clean(Finding finding, Indicator indicator) {
        List<Answer> answers = finding.answers().stream().map(answer -> new Answer(answer.source(), answer.type(),
                answer.value().equals(finding.indicator().value()) ? indicator.value() : answer.value(), answer.state(), answer.reason(),
                answer.askAgainAt(), answer.answeredAt(), answer.observedAt(), answer.link(), privacy.maskText(KeptWords.without(answer.summary())), masked(answer.facts())))
                .toList();
        return new Finding(indicator, answers, finding.verdict());
    }

    private Map<String, Object> masked(Map<String, Object> facts) {
        Map<String, Object> clean = new LinkedHashMap<>();
        facts.forEach((name, fact) -> clean.put(name, masked(fact)));
        return clean;
    }

    private @Nullable Object masked(Object fact) {
        if (fact instanceof String text) {
            return privacy.maskText(text);
        }
        return fact instanceof Collection<?> list ? list.stream().map(this::masked).toList() : fact;
    }

    private static Finding worse(Finding one, Finding other) {
        return Comparator.<Finding>comparingInt(finding -> finding.verdict().value().ordinal()).thenComparing(finding -> -finding.verdict().confidence())
                .compare(one, other) <= 0 ? one : other;
    }
}
