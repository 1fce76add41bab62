package io.github.iocenrichment.journey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Which objects of a message are in their first version, that is, were never sent before it. */
final class FirstVersions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FirstVersions() {
    }

    static boolean holds(String ingestBody, String id) {
        try {
            for (JsonNode object : JSON.readTree(ingestBody).path("bundle").path("objects")) {
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
