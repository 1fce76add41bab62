package io.github.iocenrichment.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CVSS score in words, with the name of whoever gave it. */
final class CvssWords {
    /** The words for what the NVD has not analysed: since 2026-04 the usual case, no fault and no waiting state. */
    public static final String NOT_ANALYSED = "not analysed by NVD";
    private static final String CISA_ADP = "134c704f-9b21-4f2e-91b3-4a467353bcc0";

    private CvssWords() {
    }

    /**
     * {@code CVSS 4.0 9.3 (by security@example.com, not analysed by NVD)}; empty when there is no score.
     *
     * @param record that of the NVD or of CVE.org
     */
    static Optional<String> of(CveRecordFacts record) {
        if (record.cvssScore() == null) {
            return Optional.empty();
        }
        List<String> by = new ArrayList<>();
        if (record.cvssSource() != null) {
            by.add("by " + record.cvssSource());
        }
        if (record.recordAt() != null) {
            by.add("record at " + record.recordAt());
        }
        if (record.notAnalysed()) {
            by.add(NOT_ANALYSED);
        }
        return Optional.of("CVSS " + (record.cvssVersion() == null ? "" : record.cvssVersion() + " ") + record.cvssScore()
                + (by.isEmpty() ? "" : " (" + String.join(", ", by) + ")"));
    }

    /** The name of who gave a score: some write only the key under which they are registered. */
    static @Nullable String source(@Nullable String written) {
        return CISA_ADP.equalsIgnoreCase(written) ? "CISA-ADP" : written;
    }
}
