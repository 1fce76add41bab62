package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.Source;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.source.SourceFailure;
import java.time.Duration;
import java.util.Optional;

/** What may be sent to a source at all, in which form, and what is said about that form. */
final class LookUpPolicy {
    private final Sources sources;
    private final LookUps.Policy policy;

    LookUpPolicy(Sources sources, LookUps.Policy policy) {
        this.sources = sources;
        this.policy = policy;
    }

    /** Why the source is not asked about it; empty when it is. */
    Optional<String> reasonToSkip(String source, OutgoingValue outgoing, EnrichmentWork enrichment) {
        Indicator indicator = outgoing.indicator();
        Optional<String> ownReason = reasonNotToSend(indicator);
        if (ownReason.isPresent()) {
            return ownReason;
        }
        Optional<String> listed = policy.known().toSkip(indicator).map(warning -> "on a warning list: " + warning.words());
        if (listed.isPresent()) {
            return listed;
        }
        if (!sources.isEnabled(source)) {
            return Optional.of(sources.needsNoKey(source) ? SourceCatalog.title(source) + " is not switched on"
                    : "no key for " + SourceCatalog.title(source) + " is set");
        }
        if (indicator.type() == IndicatorType.DOMAIN) {
            String domains = sources.lookUpDomains(source);
            if (domains.equals("none")) {
                return Optional.of("domains are not looked up");
            }
            if (domains.equals("standalone") && enrichment.hostsOfUrls().contains(indicator.value())) {
                return Optional.of(SourceFailure.URL_INSTEAD);
            }
        }
        return Optional.empty();
    }

    static Optional<String> reasonNotToSend(Indicator indicator) {
        return indicator.enrichable() ? Optional.empty() : Optional.ofNullable(indicator.reason()).or(() -> Optional.of("not to be sent out"));
    }

    /** The value in the form in which it may be sent out: that of the enrichment, which knows what was masked before. */
    OutgoingValue toSend(Indicator indicator, EnrichmentWork enrichment) {
        return enrichment.outgoing().of(indicator).orElseGet(() -> policy.privacy().outgoing(indicator));
    }

    /** Whether the answer about this value is kept for a day: the host of a share or webhook is asked about for the sake of others' links. */
    boolean isServiceHost(LookUp lookUp) {
        return lookUp.getType() == IndicatorType.DOMAIN && policy.privacy().isServiceHost(lookUp.getValue());
    }

    /** How long an answer of this source is reused; empty as for all sources. */
    Optional<Duration> keptFor(String source) {
        return sources.catalog().find(source).map(Source::keptFor);
    }

    /** The answer under the indicator's own value, also when a masked one was asked about; then it says so. */
    static Answer named(LookUp lookUp, Answer answer) {
        if (!lookUp.isMasked()) {
            return answer;
        }
        String words = "asked without: " + String.join(", ", lookUp.masked());
        String summary = answer.summary() == null ? null : answer.summary() + ", " + words;
        String reason = switch (answer.state()) {
            case NOT_FOUND -> "not seen in this form, " + words;
            case PENDING -> answer.reason() == null ? words : answer.reason() + ", " + words;
            default -> answer.reason();
        };
        return new Answer(answer.source(), answer.type(), lookUp.indicator().value(), answer.state(), reason, answer.askAgainAt(), answer.answeredAt(),
                answer.observedAt(), answer.link(), summary, answer.facts());
    }
}
