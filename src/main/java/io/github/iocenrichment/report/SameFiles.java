package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.HybridAnalysisFacts;
import io.github.iocenrichment.source.VendorFacts;
import io.github.iocenrichment.verdict.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One file that was named by several hashes: what the sources say of an MD5 names its SHA-256, so both are one entry of the note.
 *
 * @param finding the worst of the findings about the file
 * @param others  the file's other hashes, those that the incident names and those that a source names, without doubles
 * @param all     all findings about it, the worst first
 */
record SameFiles(Finding finding, List<Hash> others, List<Finding> all) {
    private static final List<IndicatorType> NAMED = List.of(IndicatorType.SHA256, IndicatorType.SHA1, IndicatorType.MD5);

    /** A hash and its kind. */
    record Hash(IndicatorType type, String value) {
    }

    /** One for each file and each other indicator, in the order of the findings. */
    static List<SameFiles> of(List<Finding> sorted) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        Map<String, String> groupOf = new HashMap<>();
        for (Finding finding : sorted) {
            Indicator indicator = finding.indicator();
            String file = indicator.type().isHash() ? sha256(finding) : null;
            String key = file == null ? indicator.key() : "file|" + file;
            groups.computeIfAbsent(groupOf.computeIfAbsent(key, same -> same), same -> new ArrayList<>()).add(finding);
        }
        return groups.values().stream().map(SameFiles::of1).toList();
    }

    private static SameFiles of1(List<Finding> findings) {
        Finding first = findings.get(0);
        Map<String, Hash> others = new LinkedHashMap<>();
        if (first.indicator().type().isHash()) {
            String sha256 = sha256(first);
            if (sha256 != null) {
                others.put(sha256, new Hash(IndicatorType.SHA256, sha256));
            }
            findings.forEach(finding -> others.putIfAbsent(finding.indicator().value(), new Hash(finding.indicator().type(), finding.indicator().value())));
            others.remove(first.indicator().value());
        }
        return new SameFiles(first, others.values().stream().sorted((a, b) -> Integer.compare(rank(a), rank(b))).toList(), findings);
    }

    private static int rank(Hash hash) {
        int rank = NAMED.indexOf(hash.type());
        return rank < 0 ? NAMED.size() : rank;
    }

    /** The file's SHA-256; null when no source names one, or several files have the hash. */
    private static @Nullable String sha256(Finding finding) {
        Indicator indicator = finding.indicator();
        if (indicator.type() == IndicatorType.SHA256) {
            return indicator.value();
        }
        List<VendorFacts> facts = finding.answers().stream().map(VendorFacts::of).toList();
        if (facts.stream().anyMatch(one -> one instanceof HybridAnalysisFacts file && file.fileVerdicts().size() > 1)) {
            return null;
        }
        List<String> named = facts.stream().flatMap(one -> Stream.ofNullable(one.hashes().get("sha256"))).filter(value -> value.matches("[0-9a-f]{64}"))
                .distinct().toList();
        return named.size() == 1 ? named.get(0) : null;
    }
}
