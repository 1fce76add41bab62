package io.github.iocenrichment.stix;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** STIX patterns of one comparison, or of the hashes of one file. Literals stand in apostrophes; only {@code \} and {@code '} are escaped. */
final class StixPattern {
    private static final List<String> STRENGTH = List.of("SHA-512", "SHA-256", "SHA-1", "MD5");
    static final Comparator<String> STRONGEST_FIRST = Comparator.comparingInt(STRENGTH::indexOf);

    private StixPattern() {
    }

    static String equal(@Nullable String objectType, String property, String value) {
        return "[" + objectType + ":" + property + " = " + literal(value) + "]";
    }

    /** @param hashes by algorithm, in the order in which they are to stand */
    static String anyHash(Map<String, String> hashes) {
        return hashes.entrySet().stream().map(hash -> "file:hashes." + step(hash.getKey()) + " = " + literal(hash.getValue()))
                .collect(Collectors.joining(" OR ", "[", "]"));
    }

    /** A name with a hyphen must be quoted in an object path. */
    private static String step(String name) {
        return name.contains("-") ? "'" + name + "'" : name;
    }

    private static String literal(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
