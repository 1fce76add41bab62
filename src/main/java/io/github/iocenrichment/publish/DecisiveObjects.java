package io.github.iocenrichment.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.store.Effect;
import io.github.iocenrichment.store.EffectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects only one message brings to the platform: only they show whether it has arrived. */
final class DecisiveObjects {
    /** From the making of an object to the intent of the message in which it went out first, at the most. */
    private static final Duration PLANNED_WITHIN = Duration.ofMinutes(1);

    private DecisiveObjects() {
    }

    /**
     * Ids of the objects in their first version, without those that another message has brought, or may have: what stayed as it was goes out again
     * unchanged with a later publication, and what two incidents name at the same time goes out with both.
     *
     * @param message the sending of a bundle with its address, or of an envelope
     */
    static Set<String> of(Effect message, EffectStore effects) {
        Map<String, Instant> madeAt = new HashMap<>();
        for (JsonNode object : SentObjects.of(message.content())) {
            String created = object.path("created").asText();
            if (!created.isEmpty() && created.equals(object.path("modified").asText())) {
                madeAt.put(object.path("id").asText(), Instant.parse(created));
            }
        }
        effects.ofIncident(message.recId()).stream().filter(effect -> effect.kind().equals(message.kind()) && effect.state() == Effect.State.DONE
                && effect.createdAt().isBefore(message.createdAt())).forEach(earlier -> without(madeAt, earlier));
        madeAt.values().stream().min(Instant::compareTo).map(first -> effects.sentByOthers(message.recId(), message.kind(), first.minus(PLANNED_WITHIN)))
                .orElse(List.of()).forEach(other -> without(madeAt, other));
        return Set.copyOf(madeAt.keySet());
    }

    private static void without(Map<String, Instant> objects, Effect message) {
        SentObjects.of(message.content()).forEach(object -> objects.remove(object.path("id").asText()));
    }
}
