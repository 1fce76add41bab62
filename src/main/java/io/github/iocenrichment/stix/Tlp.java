package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Traffic Light Protocol: how far a recipient may pass things on, from the least to the most restricted. */
public enum Tlp {
    CLEAR("CLEAR", "613f2e26-407d-48c7-9eca-b8e91df99dc9", "94868c89-83c2-464b-929b-a1a8aa3c8487"),
    GREEN("GREEN", "34098fce-860f-48ae-8e50-ebd3cc5e41da", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb"),
    AMBER("AMBER", "f88d31f6-486f-44da-b317-01333bde0b82", "55d920b0-5e8b-4f79-9ee9-91f868d9b421"),
    AMBER_STRICT("AMBER+STRICT", null, "939a9414-2ddd-4d32-a0cd-375ea402b003"),
    RED("RED", "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "e828b379-4e03-4974-9ac4-e53a884c97c1");

    private static final String TLP2_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private final String label;
    private final @Nullable String version1;
    private final String version2;

    Tlp(String label, @Nullable String version1, String version2) {
        this.label = label;
        this.version1 = version1;
        this.version2 = version2;
    }

    /** Reads {@code AMBER}, {@code TLP:AMBER}, {@code amber+strict}, {@code AMBER_STRICT}; {@code WHITE} is the old word for {@code CLEAR}. */
    public static Tlp of(@Nullable String text) {
        String word = text == null ? "" : text.strip().toUpperCase(Locale.ROOT).replaceFirst("^TLP\\s*:\\s*", "").replaceAll("[ _-]", "+");
        for (Tlp tlp : values()) {
            if (tlp.label.equals(word)) {
                return tlp;
            }
        }
        if (word.equals("WHITE")) {
            return CLEAR;
        }
        throw new IllegalArgumentException("no TLP is called '" + text + "'; known are "
                + Arrays.stream(values()).map(Tlp::label).collect(Collectors.joining(", ")) + " and WHITE");
    }

    /** An incident's own marking; null when it has none. What cannot be read may mean anything, so it is taken for the most restricted. */
    public static @Nullable Tlp ofIncident(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return of(text);
        } catch (IllegalArgumentException unknown) {
            return RED;
        }
    }

    /** {@code AMBER+STRICT}; what people read. */
    public String label() {
        return label;
    }

    /** The id of the marking. {@link #AMBER_STRICT} has no form in version 1 and keeps that of version 2: it is never weakened. */
    public String markingId(int version) {
        return "marking-definition--" + (isVersion2(version) ? version2 : version1);
    }

    /** The marking object, letter for letter as the standard gives it. */
    public ObjectNode marking(int version) {
        ObjectNode marking = JsonNodeFactory.instance.objectNode().put("type", "marking-definition").put("spec_version", "2.1")
                .put("id", markingId(version));
        if (isVersion2(version)) {
            marking.put("created", "2022-10-01T00:00:00.000Z").put("name", "TLP:" + label);
            marking.putObject("extensions").putObject(TLP2_EXTENSION)
                    .put("extension_type", "property-extension").put("tlp_2_0", label.toLowerCase(Locale.ROOT));
        } else {
            String word = this == CLEAR ? "WHITE" : label;
            marking.put("created", "2017-01-20T00:00:00.000Z").put("definition_type", "tlp").put("name", "TLP:" + word);
            marking.putObject("definition").put("tlp", word.toLowerCase(Locale.ROOT));
        }
        return marking;
    }

    private boolean isVersion2(int version) {
        return version == 2 || version1 == null;
    }
}
