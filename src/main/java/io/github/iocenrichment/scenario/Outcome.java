package io.github.iocenrichment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What came of a test.
 *
 * @param answer   of a look-up, as JSON, with the rules that made its verdict as {@value #WHY}; missing when there was none
 * @param body     what the route left, as JSON or text
 * @param sent     what the outside systems were asked
 * @param notes    texts of the notes on the incident
 * @param bundles  STIX bundles that were published
 * @param records  record incidents
 */
public record Outcome(JsonNode answer, JsonNode body, JsonNode variables, List<StubRequest> sent, List<String> notes, List<JsonNode> bundles,
        List<JsonNode> records) {
    public static final String WHY = "why";
}
