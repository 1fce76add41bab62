package io.github.iocenrichment.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** The STIX objects of a message that was sent, read back from what the store keeps of it. */
public final class SentObjects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SentObjects() {
    }

    /** @param content a message to the Open API, or a TAXII envelope */
    public static List<JsonNode> of(String content) {
        try {
            JsonNode message = JSON.readTree(content);
            List<JsonNode> objects = new ArrayList<>();
            (message.has("bundle") ? message.path("bundle") : message).path("objects").forEach(objects::add);
            return objects;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that was intended cannot be read back", e);
        }
    }
}
