package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Values that are kept as JSON. */
final class StoredJson {

    private StoredJson() {
    }

    static <T> T read(ObjectMapper json, String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new StoreException("a " + type.getSimpleName() + " in the store cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    static String write(ObjectMapper json, Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("a " + value.getClass().getSimpleName() + " cannot be kept as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
