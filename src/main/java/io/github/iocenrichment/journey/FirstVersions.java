package io.github.iocenrichment.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.store.Effect;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Which objects of a message are in their first version, that is, were never sent before it. */
final class FirstVersions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FirstVersions() {
    }

    /**
     * An object that stayed as it was goes out again unchanged with a later publication; its creation is then older than the message.
     *
     * @param message the sending of a bundle with its address, or of an envelope
     */
    static boolean holds(Effect message, String id) {
        try {
            JsonNode body = JSON.readTree(message.content());
            for (JsonNode object : body.has("bundle") ? body.path("bundle").path("objects") : body.path("objects")) {
                if (object.path("id").asText().equals(id)) {
                    return object.path("created").asText().equals(object.path("modified").asText())
                            && !Instant.parse(object.path("created").asText()).isBefore(message.createdAt().truncatedTo(ChronoUnit.MILLIS));
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the message that was intended cannot be read back", e);
        }
    }
}
