package io.github.iocenrichment.journey;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.store.Effect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which objects a message of an incident brings to the platform for the first time: only they tell whether it has arrived. */
final class FirstVersions {
    private FirstVersions() {
    }

    /**
     * Ids of the objects in their first version, without those that an earlier message of the incident has brought already: what stayed as it was
     * goes out again unchanged with a later publication.
     *
     * @param message the sending of a bundle with its address, or of an envelope
     * @param all     everything that was sent for the incident
     */
    static Set<String> of(Effect message, List<Effect> all) {
        Set<String> ids = new HashSet<>();
        for (JsonNode object : Written.objects(message.content())) {
            if (object.path("created").asText().equals(object.path("modified").asText())) {
                ids.add(object.path("id").asText());
            }
        }
        all.stream().filter(effect -> effect.kind().equals(message.kind()) && effect.state() == Effect.State.DONE
                        && effect.createdAt().isBefore(message.createdAt()))
                .forEach(earlier -> Written.objects(earlier.content()).forEach(object -> ids.remove(object.path("id").asText())));
        return ids;
    }
}
