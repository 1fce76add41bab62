package io.github.iocenrichment.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Records as the plain maps that templates may see. */
final class Models {
    private static final ObjectMapper JSON = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private Models() {
    }

    static Map<String, Object> of(Object view) {
        return JSON.convertValue(view, new TypeReference<>() {
        });
    }
}
