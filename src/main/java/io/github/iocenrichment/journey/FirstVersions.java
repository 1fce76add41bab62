package io.github.iocenrichment.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Which objects of a message are in their first version, that is, were never sent before it. */
final class FirstVersions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FirstVersions() {
    }

    /** @param message a bundle with its address, or an envelope */
    static boolean holds(String message, String id) {
        try {
            JsonNode body = JSON.readTree(message);
            for (JsonNode object : body.has("bundle") ? body.path("bundle").path("objects") : body.path("objects")) {
                if (object.path("id").asText().equals(id)) {
                    return object.path("created").asText().equals(object.path("modified").asText());
                }
            }
            return false;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the message that was intended cannot be read back", e);
        }
    }
}
