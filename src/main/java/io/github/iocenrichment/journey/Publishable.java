package io.github.iocenrichment.journey;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.UrlPrivacy;
import io.github.iocenrichment.verdict.Finding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings as they may leave the house: a URL goes out without user info and, where that is wanted, without secrets in its parameters. */
public final class Publishable {
    private final boolean maskSecrets;

    /** @param maskSecrets whether secrets in parameters are masked; user info never goes out */
    public Publishable(boolean maskSecrets) {
        this.maskSecrets = maskSecrets;
    }

    /** URLs that differ in their secrets alone become one: the one that was judged worst. */
    public List<Finding> of(List<Finding> findings) {
        Map<String, Finding> clean = new LinkedHashMap<>();
        findings.stream().map(this::clean).forEach(finding -> clean.merge(finding.indicator().key(), finding, Publishable::worse));
        return List.copyOf(clean.values());
    }

    private Finding clean(Finding finding) {
        Indicator indicator = finding.indicator();
        if (indicator.type() != IndicatorType.URL) {
            return finding;
        }
        String url = maskSecrets ? UrlPrivacy.mask(indicator.value()).url() : UrlPrivacy.withoutUserInfo(indicator.value());
        return url.equals(indicator.value()) ? finding : new Finding(
                new Indicator(indicator.type(), url, indicator.enrichable(), indicator.reason(), indicator.places()), finding.answers(), finding.verdict());
    }

    private static Finding worse(Finding one, Finding other) {
        return Comparator.<Finding>comparingInt(finding -> finding.verdict().value().ordinal()).thenComparing(finding -> -finding.verdict().confidence())
                .compare(one, other) <= 0 ? one : other;
    }
}
