package io.github.iocenrichment.stix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The documented example, letter for letter: every id, every word, and the order of everything. */
class StixExampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void incident10482ComesOutAsDocumented() throws IOException {
        JsonNode documented = read("/stix/incident-10482.json");

        ObjectNode bundle = new StixMapper(Samples.settings(), new InMemoryLedger(), Samples.at(Samples.NOW)).map(Samples.incident10482())
                .bundle(UUID.fromString("426292eb-2415-4cd8-8cff-f5e64d1bc865"));

        StixSchemas.assertValidBundle(bundle);
        // Pretty text, not trees: it shows a difference in words, and the order of properties counts as well.
        assertThat(pretty(JSON.readTree(bundle.toString()))).isEqualTo(pretty(documented));
    }

    private static String pretty(JsonNode json) {
        return json.toPrettyString();
    }

    private static JsonNode read(String resource) throws IOException {
        try (InputStream in = StixExampleTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(in);
        }
    }
}
