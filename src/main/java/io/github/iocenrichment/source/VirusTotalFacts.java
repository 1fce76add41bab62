package io.github.iocenrichment.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What VirusTotal says of a file, URL, domain or address.
 *
 * @param malicious        engines that call it malicious; null when no count was given
 * @param votes            engines that looked at it; null when not given
 * @param maliciousEngines names of those that call it malicious
 * @param benign           benign evidence, in words
 * @param popularityRank   best rank on a list of popular domains; null when it is on none
 * @param gtiVerdict       Google's own assessment; null when the key does not show it
 * @param gtiScore         its score; null when not given
 * @param yara             crowdsourced YARA rules that match
 * @param sigma            critical and high matches of Sigma rules
 * @param ids              critical and high matches of IDS rules
 * @param sandboxes        sandboxes that call it malicious
 * @param asn              number of its network; null when not given
 * @param asOwner          owner of its network; null when not given
 * @param country          its country's code; null when not given
 */
public record VirusTotalFacts(@Nullable Long malicious, long suspicious, long harmless, long undetected, @Nullable Long votes, List<String> maliciousEngines,
                              List<String> benign, @Nullable Long popularityRank, @Nullable String gtiVerdict, @Nullable Long gtiScore, long yara, long sigma,
                              long ids, long sandboxes, @Nullable String label, @Nullable String family, List<String> threatCategories, List<String> terms,
                              @Nullable Instant analysedAt, Map<String, String> hashes, @Nullable Long asn, @Nullable String asOwner,
                              @Nullable String country) implements VendorFacts {

    public static VirusTotalFacts of(Answer answer) {
        return of(Facts.of(answer));
    }

    static VirusTotalFacts of(Facts facts) {
        return new VirusTotalFacts(facts.number("malicious").orElse(null), facts.count("suspicious"), facts.count("harmless"), facts.count("undetected"),
                facts.number("votes").orElse(null), facts.texts("maliciousEngines"), facts.texts("benign"), facts.number("popularityRank").orElse(null),
                facts.text("gtiVerdict").orElse(null), facts.number("gtiScore").orElse(null), facts.count("yara"),
                facts.count("sigmaCritical") + facts.count("sigmaHigh"), facts.count("idsCritical") + facts.count("idsHigh"),
                facts.count("sandboxMalicious"), facts.text("label").orElse(null), facts.text("family").orElse(null), facts.texts("threatCategories"),
                facts.texts("terms"), facts.time("analysedAt").orElse(null), facts.hashes(), facts.number("asn").orElse(null),
                facts.text("asOwner").orElse(null), facts.text("country").orElse(null));
    }
}
