package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes in the rows of a search as they stream by: popular samples have hundreds, nearly all of them failed, the one that counts deep inside. */
final class HybridAnalysisRows {
    private static final int MAX_FILES = 20;

    private final Map<String, HybridAnalysisReport> bestByFile = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> verdictsByFile = new LinkedHashMap<>();
    private final String asked;
    private @Nullable HybridAnalysisReport best;
    private long listed;
    private long rows;
    private long unfinished;
    private long nameless;

    /** @param asked the hash asked for; a row that names another one of the same length is not about it */
    HybridAnalysisRows(String asked) {
        this.asked = asked;
    }

    void add(JsonNode row) {
        listed++;
        if (!row.isObject() || isAboutAnother(row)) {
            return;
        }
        rows++;
        HybridAnalysisReport report = HybridAnalysisReport.of(row);
        unfinished += report.isUnfinished() ? 1 : 0;
        nameless += report.sha256() == null ? 1 : 0;
        if (report.sha256() != null && (bestByFile.size() < MAX_FILES || bestByFile.containsKey(report.sha256()))) {
            bestByFile.merge(report.sha256(), report, HybridAnalysisRows::better);
        }
        if (report.isFinished()) {
            best = best == null ? report : better(best, report);
            String file = report.sha256() == null ? "" : report.sha256();
            if (verdictsByFile.size() < MAX_FILES || verdictsByFile.containsKey(file)) {
                Map<String, Long> verdicts = verdictsByFile.computeIfAbsent(file, f -> new TreeMap<>());
                if (verdicts.size() < 10 || verdicts.containsKey(report.verdict())) {
                    verdicts.merge(report.verdict(), 1L, Long::sum);
                }
            }
        }
    }

    private boolean isAboutAnother(JsonNode row) {
        for (String kind : new String[] {"md5", "sha1", "sha256"}) {
            String named = VendorJson.line(row.get(kind), 64);
            if (named != null && named.length() == asked.length() && !named.equalsIgnoreCase(asked)) {
                return true;
            }
        }
        return false;
    }

    private static HybridAnalysisReport better(HybridAnalysisReport a, HybridAnalysisReport b) {
        if (a.isFinished() != b.isFinished()) {
            return a.isFinished() ? a : b;
        }
        return HybridAnalysisReport.BEST_FIRST.compare(a, b) <= 0 ? a : b;
    }

    /** Entries of the list, also those that are mere ids. */
    long listed() {
        return listed;
    }

    /** Entries that say something about the hash asked for. */
    long rows() {
        return rows;
    }

    long unfinished() {
        return unfinished;
    }

    /** Entries about the hash asked for that do not say which file they are about. */
    long nameless() {
        return nameless;
    }

    /** The best finished report of all; null when none finished. */
    @Nullable HybridAnalysisReport best() {
        return best;
    }

    /** The best report of each file, in order of appearance; a file whose reports all failed has one of those. */
    Map<String, HybridAnalysisReport> bestByFile() {
        return bestByFile;
    }

    /** Finished reports by verdict: of one file, or with null of all. */
    Map<String, Object> verdicts(@Nullable String sha256) {
        Map<String, Long> verdicts = new TreeMap<>();
        verdictsByFile.forEach((file, counts) -> {
            if (sha256 == null || file.equals(sha256)) {
                counts.forEach((verdict, count) -> verdicts.merge(verdict, count, Long::sum));
            }
        });
        return new LinkedHashMap<>(verdicts);
    }
}
