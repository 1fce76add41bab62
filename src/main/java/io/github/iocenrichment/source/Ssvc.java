package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An assessment by SSVC: how far a weakness is exploited, whether an attack can be automated, its technical impact. It is no score. */
final class Ssvc {
    /** Facts under {@code ssvc}, by the vendors' spelling without case and blanks. */
    private static final Map<String, String> NAMES = Map.of("exploitation", "exploitation", "automatable", "automatable", "technicalimpact", "technicalImpact");

    private Ssvc() {
    }

    /** The facts of a list of objects with one key each; empty when it is none. */
    static Map<String, Object> read(JsonNode options) {
        Facts.Builder facts = new Facts.Builder();
        for (JsonNode option : options) {
            option.properties().forEach(field -> {
                String name = NAMES.get(field.getKey().replaceAll("\\s", "").toLowerCase(Locale.ROOT));
                if (name != null) {
                    facts.text(name, field.getValue(), 30);
                }
            });
        }
        return facts.build();
    }

    /**
     * In words, {@code exploitation active, automatable yes, technical impact total}: beside a score, not a score.
     *
     * @param record the facts of an answer about a CVE
     * @return empty when the record has none
     */
    static Optional<String> words(Facts record) {
        Facts ssvc = record.object("ssvc");
        List<String> words = new ArrayList<>();
        ssvc.text("exploitation").ifPresent(w -> words.add("exploitation " + w));
        ssvc.text("automatable").ifPresent(w -> words.add("automatable " + w));
        ssvc.text("technicalImpact").ifPresent(w -> words.add("technical impact " + w));
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }
}
