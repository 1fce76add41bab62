package io.github.iocenrichment.publish;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.stix.PublicationInput;
import io.github.iocenrichment.stix.StixMapper;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which indicators of an incident are to be taken back, and which have been. */
final class Withdrawals {
    private final IncidentStore incidents;
    private final EffectStore effects;
    private final StixMapper mapper;

    Withdrawals(IncidentStore incidents, EffectStore effects, StixMapper mapper) {
        this.incidents = incidents;
        this.effects = effects;
        this.mapper = mapper;
    }

    /** With all that this incident ever takes back: what an earlier publication of it called a threat and is none any more stays withdrawn. */
    PublicationInput all(PublicationInput input, Optional<PublicationDocument> before, Instant now) {
        Withdrawn known = incidents.load(input.recordId(), Withdrawn.DOCUMENT, Withdrawn.class).orElseGet(Withdrawn::nothing);
        Withdrawn all = before.map(document -> known.and(mapper.turnedHarmless(input, document.values()))).orElse(known);
        if (!all.equals(known)) {
            incidents.save(input.recordId(), Withdrawn.DOCUMENT, all, now);
        }
        return input.withdrawing(all.keys());
    }

    /** Of these only what has not been sent to the platform yet: after its revocation an id is never sent again. */
    PublicationInput due(PublicationInput all) {
        if (all.withdrawn().isEmpty()) {
            return all;
        }
        Set<String> revoked = effects.ofIncident(all.recordId()).stream()
                .filter(effect -> effect.kind().equals(Outbox.KIND) && effect.state() == Effect.State.DONE)
                .flatMap(effect -> SentObjects.of(effect.content()).stream()).filter(object -> object.path("revoked").asBoolean())
                .map(object -> object.path("id").asText()).collect(Collectors.toSet());
        return all.withdrawing(all.findings().stream().map(Finding::indicator).filter(indicator -> all.withdrawn().contains(indicator.key()))
                .filter(indicator -> mapper.indicatorId(indicator).filter(revoked::contains).isEmpty()).map(Indicator::key).collect(Collectors.toSet()));
    }
}
