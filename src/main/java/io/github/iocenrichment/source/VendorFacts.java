package io.github.iocenrichment.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source says of an address, file, URL or domain: a record for each vendor, and one for all sources that were added. What some of them do not know
 * is empty or null. Numbers and texts are those of the answer, which its reader has bounded; an answer itself carries them by name, as they are stored.
 */
public sealed interface VendorFacts permits AbuseIpDbFacts, HybridAnalysisFacts, VirusTotalFacts, AddedFacts {
    /** The record that the answer's source has. */
    static VendorFacts of(Answer answer) {
        return switch (answer.source()) {
            case AbuseIpDbReader.SOURCE -> AbuseIpDbFacts.of(answer);
            case HybridAnalysisReader.SOURCE -> HybridAnalysisFacts.of(answer);
            case VirusTotalReader.SOURCE -> VirusTotalFacts.of(answer);
            default -> AddedFacts.of(answer);
        };
    }

    /** Categories and tags in the form of labels. */
    List<String> terms();

    /** The words with which the source labels what it knows; a published object has them too. */
    default List<String> labels() {
        return List.of();
    }

    /** The malware family; null when none is named. */
    default @Nullable String family() {
        return null;
    }

    /** Further families. */
    default List<String> families() {
        return List.of();
    }

    /** The vendor's label of the threat, such as {@code trojan.agenttesla/msil}; null when it has none. */
    default @Nullable String label() {
        return null;
    }

    default List<String> threatCategories() {
        return List.of();
    }

    /** When a file was analysed; null when that is not known. */
    default @Nullable Instant analysedAt() {
        return null;
    }

    /** Hashes of the file: {@code md5}, {@code sha1}, {@code sha256}, {@code sha512}, as far as they are known. */
    default Map<String, String> hashes() {
        return Map.of();
    }

    /** Whether the source itself says that the address is a Tor exit, a VPN or a proxy. */
    default boolean anonymiser() {
        return false;
    }

    /** Whether it is known to be taken over by somebody else. */
    default boolean compromised() {
        return false;
    }
}
