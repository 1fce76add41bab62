package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ibm.icu.text.IDNA;
import inet.ipaddr.IPAddressString;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The STIX side of one indicator value: its observable object, its pattern, its names.
 *
 * @param type  kind of the value
 * @param value in the canonical form on which ids are made
 */
record Observable(IndicatorType type, String value) {
    private static final Map<IndicatorType, String> OBJECT_TYPES = Map.of(IndicatorType.IPV4, "ipv4-addr", IndicatorType.IPV6, "ipv6-addr",
            IndicatorType.URL, "url", IndicatorType.DOMAIN, "domain-name", IndicatorType.MD5, "file", IndicatorType.SHA1, "file",
            IndicatorType.SHA256, "file", IndicatorType.SHA512, "file");
    private static final Map<IndicatorType, String> ALGORITHMS = Map.of(IndicatorType.MD5, "MD5", IndicatorType.SHA1, "SHA-1",
            IndicatorType.SHA256, "SHA-256", IndicatorType.SHA512, "SHA-512");
    private static final Map<IndicatorType, String> WORDS = Map.of(IndicatorType.IPV4, "IPv4 address", IndicatorType.IPV6, "IPv6 address",
            IndicatorType.URL, "URL", IndicatorType.DOMAIN, "Domain name", IndicatorType.MD5, "File hash", IndicatorType.SHA1, "File hash",
            IndicatorType.SHA256, "File hash", IndicatorType.SHA512, "File hash");
    private static final IDNA PUNYCODE = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    /** Empty for the kinds that have no observable here: CVE, e-mail address, network, similarity digest. */
    static Optional<Observable> of(Indicator indicator) {
        return OBJECT_TYPES.containsKey(indicator.type()) ? Optional.of(new Observable(indicator.type(), canonical(indicator))) : Optional.empty();
    }

    /** Values come canonical out of a text; ids are for ever, so the form is made sure of once more. URLs stay as they are. */
    private static String canonical(Indicator indicator) {
        String value = indicator.value().strip();
        return switch (indicator.type()) {
            case IPV4, IPV6 -> {
                var address = new IPAddressString(value).getAddress();
                yield address == null ? value : address.withoutPrefixLength().toCanonicalString();
            }
            case DOMAIN -> {
                String ascii = PUNYCODE.nameToASCII(value, new StringBuilder(), new IDNA.Info()).toString().toLowerCase(Locale.ROOT);
                yield ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
            }
            case MD5, SHA1, SHA256, SHA512 -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
    }

    /** Why this value must not be published whatever others say of it, in words; null when it may. */
    @Nullable String obstacle() {
        boolean spelt = value.codePoints().noneMatch(character -> Character.getType(character) == Character.SURROGATE || Character.isISOControl(character));
        if (value.isBlank() || !spelt) {
            return "holds characters that no value can have";
        }
        boolean internal = type.isAddress() ? PublicAddress.isInternal(value) : type == IndicatorType.URL && PublicAddress.isInternalUrl(value);
        return internal ? "is an address of an internal network" : null;
    }

    @Nullable String objectType() {
        return OBJECT_TYPES.get(type);
    }

    /** {@code SHA-256}; null when this is no hash. */
    @Nullable String algorithm() {
        return ALGORITHMS.get(type);
    }

    /** What the indicator is called. */
    String name() {
        return type.isHash() ? algorithm() + " " + value : value;
    }

    /** {@code File hash}: how a sentence about it begins. */
    @Nullable String words() {
        return WORDS.get(type);
    }

    String id() {
        return StixIds.observable(unmarked().node());
    }

    String indicatorId(StixIds ids) {
        return type.isHash() ? ids.fileIndicator(algorithm(), value) : ids.indicator(objectType(), value);
    }

    /** Only what the incident named: with a vendor's other hashes the id would depend on who answered. */
    ObjectNode object(String markingId) {
        ObjectNode object = unmarked().node().put("id", id());
        object.putArray("object_marking_refs").add(markingId);
        return object;
    }

    private StixObject unmarked() {
        StixObject object = StixObject.of(objectType(), "?");
        return type.isHash()
                ? object.set("hashes", JsonNodeFactory.instance.objectNode().put(algorithm(), value)) : object.put("value", value);
    }

    /** @param siblings other hashes of the same file, by algorithm as STIX writes it; may be empty */
    String pattern(Map<String, String> siblings) {
        if (!type.isHash()) {
            return StixPattern.equal(objectType(), "value", value);
        }
        Map<String, String> hashes = new TreeMap<>(StixPattern.STRONGEST_FIRST);
        hashes.putAll(siblings);
        hashes.put(algorithm(), value);
        return StixPattern.anyHash(hashes);
    }
}
