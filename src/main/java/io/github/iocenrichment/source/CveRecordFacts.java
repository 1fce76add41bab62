package io.github.iocenrichment.source;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the NVD or of CVE.org says of a CVE.
 *
 * @param rejected     whether it was withdrawn
 * @param notAnalysed  whether the NVD has not analysed it
 * @param cvssScore    the score to show first, 0 to 10; null when there is none
 * @param cvssSource   who gave it; null when that is not said
 * @param recordAt     where the record is kept when it is not the NVD's; else null
 * @param kevDateAdded since when the NVD's mirror of CISA's catalogue lists it; null when it does not
 * @param ssvc         the assessment by SSVC in words; null when there is none
 */
public record CveRecordFacts(boolean rejected, boolean notAnalysed, @Nullable String description, @Nullable Double cvssScore, @Nullable String cvssVersion,
                             @Nullable String cvssVector, @Nullable String cvssSource, @Nullable String recordAt, @Nullable String kevDateAdded,
                             @Nullable Instant published, @Nullable String ssvc) {
    /** Of a record that is not there. */
    public static final CveRecordFacts NONE = of(new Facts(Map.of()));

    public static CveRecordFacts of(Answer answer) {
        return of(Facts.of(answer));
    }

    static CveRecordFacts of(Facts facts) {
        return new CveRecordFacts(facts.is("rejected"), facts.is("notAnalysed"), facts.text("description").orElse(null),
                facts.decimal("cvssScore").isPresent() ? (Double) facts.decimal("cvssScore").getAsDouble() : null, facts.text("cvssVersion").orElse(null),
                facts.text("cvssVector").orElse(null), facts.text("cvssSource").orElse(null), facts.text("recordAt").orElse(null),
                facts.text("kevDateAdded").orElse(null), facts.time("published").orElse(null), Ssvc.words(facts).orElse(null));
    }

    /** The score in words, with who gave it; empty when there is none. */
    public Optional<String> cvssWords() {
        return CvssWords.of(this);
    }
}
