package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic ids (UUIDv5). Observables hash their contributing properties in the namespace that STIX 2.1, section 2.9, fixes;
 * every other object hashes a key of ours in the namespace of the producer's own identity.
 */
public final class StixIds {
    /** For observables only; STIX forbids it for anything else. */
    private static final UUID OBSERVABLES = UUID.fromString("00abedb4-aa42-466c-9c01-fed23315a9b7");
    private static final Pattern IDENTITY = Pattern.compile("identity--([0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})");
    /** Only the first hash of this list that is present contributes to a file's id. */
    private static final List<String> CONTRIBUTING_HASHES = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");
    private static final Map<String, List<String>> CONTRIBUTING = Map.of(
            "ipv4-addr", List.of("value"), "ipv6-addr", List.of("value"), "domain-name", List.of("value"), "url", List.of("value"),
            "file", List.of("hashes", "name", "extensions", "parent_directory_ref"), "email-addr", List.of("value"), "autonomous-system", List.of("number"));

    private final UUID own;

    /**
     * @param producerId {@code identity--} and a UUID: the one thing that keeps two organisations' objects apart
     * @throws IllegalArgumentException when it has another shape
     */
    public StixIds(String producerId) {
        var shape = IDENTITY.matcher(producerId == null ? "" : producerId);
        if (!shape.matches()) {
            throw new IllegalArgumentException("the producer id must be 'identity--' and a UUID in lower case, not '" + producerId + "'");
        }
        this.own = UUID.fromString(shape.group(1));
    }

    /** The id of an observable, from the contributing properties that it carries. */
    public static String observable(ObjectNode sco) {
        String type = sco.path("type").asText();
        List<String> names = CONTRIBUTING.get(type);
        if (names == null) {
            throw new IllegalArgumentException("no contributing properties are known for the type '" + type + "'");
        }
        ObjectNode contributing = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            JsonNode value = sco.get(name);
            if (value != null) {
                contributing.set(name, name.equals("hashes") ? firstHash(value) : value);
            }
        }
        return type + "--" + version5(OBSERVABLES, CanonicalJson.text(contributing));
    }

    private static JsonNode firstHash(JsonNode hashes) {
        for (String algorithm : CONTRIBUTING_HASHES) {
            if (hashes.has(algorithm)) {
                return JsonNodeFactory.instance.objectNode().set(algorithm, hashes.get(algorithm));
            }
        }
        throw new IllegalArgumentException("a file needs one of the hashes " + CONTRIBUTING_HASHES);
    }

    /** @param observableType type of the observable, such as {@code ipv4-addr} */
    public String indicator(@Nullable String observableType, String value) {
        return own("indicator", observableType + "|" + value);
    }

    /** @param algorithm as STIX writes it, {@code SHA-256} */
    public String fileIndicator(@Nullable String algorithm, String hash) {
        return own("indicator", "file|" + algorithm + "|" + hash);
    }

    public String observedData(String recordId, String observableId) {
        return own("observed-data", recordId + "|" + observableId);
    }

    public String malware(String family) {
        return own("malware", family.toLowerCase(Locale.ROOT));
    }

    public String malwareAnalysis(String product, String observableId) {
        return own("malware-analysis", product + "|" + observableId);
    }

    public String vulnerability(String cve) {
        return own("vulnerability", cve.toUpperCase(Locale.ROOT));
    }

    /** @param aboutId the observable or the vulnerability that the note speaks of */
    public String note(String source, String aboutId) {
        return own("note", source + "|" + aboutId);
    }

    public String relationship(String type, String sourceId, String targetId) {
        return own("relationship", type + "|" + sourceId + "|" + targetId);
    }

    /**
     * The id of the object that holds a publication, or one part of it, together.
     *
     * @param type {@code grouping} or {@code report}
     * @param part 1 for the first or only part
     */
    public String container(String type, String recordId, int part) {
        return own(type, part == 1 ? recordId : recordId + "|" + part);
    }

    private String own(String type, String key) {
        return type + "--" + version5(own, type + "|" + key);
    }

    /** RFC 4122, version 5. {@link UUID#nameUUIDFromBytes} is version 3 and knows no namespace. */
    static UUID version5(UUID namespace, String name) {
        byte[] space = ByteBuffer.allocate(16).putLong(namespace.getMostSignificantBits()).putLong(namespace.getLeastSignificantBits()).array();
        ByteBuffer hash = ByteBuffer.wrap(CanonicalJson.digest("SHA-1", space, name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xF000L | 0x5000L;
        long low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
