package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The objects that are constants of this product, and the producer's identity: equal in every message. */
final class ProductObjects {
    static final String IDENTITY_ID = "identity--c8ec31a1-7d5b-438d-9f51-7d6e5adb03e7";
    static final String EXTENSION_ID = "extension-definition--477f06a1-eca4-45c4-8631-28f9382d83a3";
    private static final String CREATED = "2026-01-01T00:00:00.000Z";

    private ProductObjects() {
    }

    /** In the order in which messages carry them; the extension definition only when extensions are used. */
    static List<ObjectNode> shared(StixSettings settings, Tlp tlp) {
        ObjectNode marking = tlp.marking(settings.tlpVersion());
        ObjectNode producer = identity(settings.producerId(), StixTime.text(settings.producerCreated()), settings.producerName(), "organization");
        return settings.extension() ? List.of(marking, producer, product(), extensionDefinition()) : List.of(marking, producer, product());
    }

    /** This product. */
    static ObjectNode product() {
        return identity(IDENTITY_ID, CREATED, "SOC incident enrichment routes", "system");
    }

    private static ObjectNode identity(String id, @Nullable String created, String name, String identityClass) {
        return head("identity", id, id, created).put("name", name).put("identity_class", identityClass);
    }

    private static ObjectNode extensionDefinition() {
        ObjectNode definition = head("extension-definition", EXTENSION_ID, IDENTITY_ID, CREATED)
                .put("name", "Enrichment scoring")
                .put("description", "Combined score, verdict and per-source results of automated indicator enrichment.")
                .put("schema", "Plain-text definition. Properties: score (integer 0-100), verdict (malicious|suspicious|benign|unknown), "
                        + "scoring_model (string), sources (list of objects: source, verdict, score, detail, observed_at); on vulnerability also "
                        + "cvss_version, cvss_base_score, cvss_vector, epss_score, epss_percentile, known_exploited, kev_date_added.")
                .put("version", "1.0.0");
        definition.putArray("extension_types").add("property-extension");
        return definition;
    }

    private static ObjectNode head(String type, String id, String createdBy, @Nullable String created) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("spec_version", "2.1").put("id", id)
                .put("created_by_ref", createdBy).put("created", created).put("modified", created);
    }
}
