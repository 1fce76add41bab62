package io.github.iocenrichment.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says that was added by a route.
 *
 * @param verdict the source's word; null when it gave none
 * @param score   0 to 100; null when it gave none
 */
public record AddedFacts(@Nullable String verdict, @Nullable Long score, @Nullable String family, List<String> families, @Nullable String label,
                         List<String> labels, List<String> terms, List<String> threatCategories, @Nullable Instant analysedAt, Map<String, String> hashes,
                         boolean anonymiser, boolean compromised) implements VendorFacts {

    public static AddedFacts of(Answer answer) {
        Facts facts = Facts.of(answer);
        return new AddedFacts(facts.text("verdict").orElse(null), facts.number("score").orElse(null), facts.text("family").orElse(null),
                facts.texts("families"), facts.text("label").orElse(null), facts.texts("tags"), facts.texts("terms"), facts.texts("threatCategories"),
                facts.time("analysedAt").orElse(null), facts.hashes(), facts.is("tor") || facts.is("vpn") || facts.is("proxy"), facts.is("compromised"));
    }
}
