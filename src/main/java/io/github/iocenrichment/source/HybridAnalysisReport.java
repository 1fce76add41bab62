package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a hash search or one report summary, as far as choosing among them needs it.
 *
 * @param verdict     in the vendor's words, lower case; null when it has none ({@code no verdict} says as much)
 * @param threatScore 0-100 or null
 * @param startedAt   start of its analysis or null
 * @param row         the whole of it, for its facts
 */
record HybridAnalysisReport(@Nullable String id, @Nullable String sha256, @Nullable String state, @Nullable String verdict, @Nullable Long threatScore,
                            @Nullable Instant startedAt, JsonNode row) {

    /** Worst first. */
    private static final List<String> WORST_FIRST = List.of("malicious", "suspicious", "no specific threat", "whitelisted");
    private static final Set<String> UNFINISHED = Set.of("IN_QUEUE", "IN_PROGRESS", "RUNNING");

    /** The documented rule: worst verdict, then highest threat score, then newest. */
    static final Comparator<HybridAnalysisReport> BEST_FIRST = Comparator.<HybridAnalysisReport>comparingInt(r -> rank(r.verdict))
            .thenComparing(r -> r.threatScore == null ? -1 : r.threatScore, Comparator.reverseOrder())
            .thenComparing(r -> r.startedAt == null ? Instant.EPOCH : r.startedAt, Comparator.reverseOrder());

    static HybridAnalysisReport of(JsonNode row) {
        String id = VendorJson.line(row.has("id") ? row.get("id") : row.get("job_id"), 80);
        String sha256 = VendorJson.line(row.get("sha256"), 64);
        String state = VendorJson.line(row.get("state"), 40);
        return new HybridAnalysisReport(id, sha256 != null && sha256.matches("[0-9a-fA-F]{64}") ? sha256.toLowerCase(Locale.ROOT) : null,
                state == null ? null : state.toUpperCase(Locale.ROOT), verdict(row.get("verdict")), score(row.get("threat_score")),
                VendorTime.of(row.get("analysis_start_time")), row);
    }

    /** {@code no verdict} and unfamiliar blanks are the same as none. */
    static @Nullable String verdict(JsonNode value) {
        String word = VendorJson.line(value, 40);
        if (word == null) {
            return null;
        }
        String verdict = word.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        return verdict.equals("no verdict") || verdict.equals("null") ? null : verdict;
    }

    /** A negative score is nonsense and none. */
    static @Nullable Long score(JsonNode value) {
        Long score = VendorJson.number(value);
        return score == null || score < 0 ? null : (Long) Math.min(100, score);
    }

    /** Older recordings carry no state; a verdict there means that it finished. */
    boolean isFinished() {
        return verdict != null && (state == null || state.equals("SUCCESS"));
    }

    boolean isUnfinished() {
        return state != null && UNFINISHED.contains(state);
    }

    static int rank(@Nullable String verdict) {
        int rank = verdict == null ? -1 : WORST_FIRST.indexOf(verdict);
        return rank < 0 ? WORST_FIRST.size() : rank;
    }
}
