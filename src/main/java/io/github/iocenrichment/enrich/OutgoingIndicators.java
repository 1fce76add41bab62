package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.Place;
import io.github.iocenrichment.privacy.OutgoingValue;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.SourceFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The indicators of one incident in the form in which they may leave the network. Routes are given these and never see a raw URL; the answers
 * come back under the values that the incident wrote.
 */
final class OutgoingIndicators {
    private final Map<String, OutgoingValue> byKey = new LinkedHashMap<>();
    private final Map<String, List<Indicator>> written = new LinkedHashMap<>();
    private final List<Indicator> hostOnly = new ArrayList<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** @param indicators as the incident wrote them, in reading order */
    OutgoingIndicators(List<Indicator> indicators, UrlPrivacy privacy) {
        for (Indicator indicator : indicators) {
            OutgoingValue outgoing = privacy.outgoing(indicator);
            if (indicator.enrichable() && outgoing.hostOnly().isPresent()) {
                hostOnly.add(indicator);
                reasons.put(indicator.key(), outgoing.hostOnly().get());
            } else {
                String key = outgoing.indicator().key();
                byKey.merge(key, outgoing, (one, other) -> one.isMasked() ? one : other);
                written.computeIfAbsent(key, any -> new ArrayList<>()).add(indicator);
            }
        }
    }

    /** What routes ask about: URLs that mask alike are one question. */
    List<Indicator> toAsk() {
        return byKey.values().stream().map(OutgoingValue::indicator).toList();
    }

    /** Keys of those that stand in the ticket's own text: they go before what stands in attachments alone. */
    Set<String> ofTicket() {
        return written.entrySet().stream().filter(entry -> entry.getValue().stream()
                .anyMatch(indicator -> indicator.places().stream().anyMatch(Place::ofTicket)))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** The form of an indicator that routes were given. */
    Optional<OutgoingValue> of(Indicator asked) {
        return Optional.ofNullable(byKey.get(asked.key()));
    }

    /** The answers under the values as written, and for URLs that nobody was asked about an answer that says so. */
    List<Answer> underWrittenValues(Collection<Answer> answers, Instant now) {
        List<Answer> result = new ArrayList<>();
        for (Answer answer : answers) {
            List<Indicator> about = written.getOrDefault(answer.type().label() + "|" + answer.value(), List.of());
            if (about.isEmpty()) {
                result.add(answer);
            }
            about.forEach(indicator -> result.add(answer.withValue(indicator.value())));
        }
        hostOnly.forEach(indicator -> result.add(SourceFailure.skipped(Answer.NO_SOURCE, indicator.type(), indicator.value(), reasons.get(indicator.key()), now)
                .answer()));
        return result;
    }
}
