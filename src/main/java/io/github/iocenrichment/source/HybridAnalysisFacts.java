package io.github.iocenrichment.source;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Hybrid Analysis says of a file; of the worst one where several have the hash that was asked about.
 *
 * @param verdict         the vendor's words, lower case; null when it has none
 * @param threatScore     0 to 100; null when not given
 * @param threatLevel     0 none, 1 suspicious, 2 malicious, 3 unknown; null when not given
 * @param multiscan       percent of engines that detect it; null when not given
 * @param fileVerdicts    the verdict of each file that has the hash, empty text for none; no rows where one file has it
 * @param filesNotAsked   how many files more there are
 * @param finishedReports finished reports of which the verdict is known
 * @param disagreeing     how many of them give another verdict
 */
public record HybridAnalysisFacts(@Nullable String verdict, @Nullable Long threatScore, @Nullable Long threatLevel, @Nullable Long multiscan,
                                  @Nullable String family, boolean whitelisted, List<String> terms, @Nullable Instant analysedAt, Map<String, String> hashes,
                                  List<String> fileVerdicts, long filesNotAsked, long finishedReports, long disagreeing) implements VendorFacts {

    public static HybridAnalysisFacts of(Answer answer) {
        return of(Facts.of(answer));
    }

    static HybridAnalysisFacts of(Facts facts) {
        long finished = facts.object("reportVerdicts").map().values().stream().mapToLong(n -> n instanceof Number number ? number.longValue() : 0).sum();
        return new HybridAnalysisFacts(facts.text("verdict").orElse(null), facts.number("threatScore").orElse(null), facts.number("threatLevel").orElse(null),
                facts.number("multiscan").orElse(null), facts.text("family").orElse(null), facts.is("whitelisted"), facts.texts("terms"),
                facts.time("analysedAt").orElse(null), facts.hashes(), facts.objects("files").stream().map(file -> file.text("verdict").orElse("")).toList(),
                facts.count("filesNotAsked"), finished, facts.count("disagreeing"));
    }
}
