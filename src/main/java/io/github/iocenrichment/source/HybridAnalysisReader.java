package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Hybrid Analysis' answers (Falcon Sandbox API v2). A SHA-256 is asked at {@code GET /overview/{sha256}}; an MD5 or SHA-1 first at
 * {@code GET /search/hash?hash=}, then at the overview of each file that it names. The facts are those of {@link HybridAnalysisFile}.
 */
public final class HybridAnalysisReader {
    public static final String SOURCE = "hybrid-analysis";
    private static final String VENDOR = "Hybrid Analysis";
    static final Duration IN_WORK = Duration.ofMinutes(10);
    /** Files under one hash that are looked up; more is an attack on the quota, not an accident of digests. */
    private static final int MAX_FILES = 5;

    /** SHA-512 is no hash that it knows files by. */
    public static boolean supports(IndicatorType type) {
        return type == IndicatorType.MD5 || type == IndicatorType.SHA1 || type == IndicatorType.SHA256;
    }

    /** The answer for a kind of indicator that cannot be asked there. */
    public Answer unsupported(IndicatorType type, String value, Instant now) {
        return Answer.without(AnswerState.SKIPPED, SOURCE, type, value,
                "Hybrid Analysis does not look up " + Words.kind(type), now);
    }

    /** The version of the API that answered, one short line; empty when it is not given. */
    public static Optional<String> apiVersion(HttpReply reply) {
        return reply.header("Api-Version").map(version -> VendorText.line(version, 40));
    }

    /**
     * What a hash search came to.
     *
     * @param reading        the final word, when there is nothing more to ask; else null
     * @param sha256s        the files to ask the overview of; empty when {@code reading} is there
     * @param reportVerdicts finished reports by verdict, over all files, since rows do not say which file they belong to
     * @param notAsked       how many files more there are than are asked for
     * @param quota          what the search said about the quota
     * @param at             when it was answered
     */
    public record HashSearch(@Nullable Reading reading, List<String> sha256s, Map<String, Object> reportVerdicts, long notAsked, List<QuotaNotice> quota,
            Instant at) {
        /** The name under which searches are kept among the answers. */
        public static final String SOURCE = "hybrid-analysis-search";

        public HashSearch {
            sha256s = List.copyOf(sha256s);
            at = at.truncatedTo(ChronoUnit.MILLIS); // as exact as stores keep it
        }

        /** Whether this source is searched by MD5 and SHA-1. */
        public static boolean isMadeBy(String source) {
            return source.equals(HybridAnalysisReader.SOURCE);
        }

        /** What is worth keeping until the overviews are there, so that a look-up that has to come again for them searches once. */
        public Answer kept(IndicatorType type, String hash) {
            return new Answer(SOURCE, type, hash, AnswerState.FOUND, null, null, at, null, null, null,
                    Map.of("sha256s", sha256s, "reportVerdicts", reportVerdicts, "notAsked", notAsked));
        }

        /** The search that was kept in this form. */
        public static HashSearch of(Answer kept) {
            Facts facts = Facts.of(kept);
            return new HashSearch(null, facts.texts("sha256s"), facts.object("reportVerdicts").map(), facts.count("notAsked"), List.of(),
                    kept.answeredAt());
        }
    }

    /** Reads a search's answer in its present form (an object of thin rows) and its old one (an array of full summaries). */
    public HashSearch readSearch(IndicatorType type, String hash, HttpReply reply, Instant now) {
        Question question = question(type, hash, now);
        List<QuotaNotice> quota = ApiLimits.of(reply, now).notices();
        if (reply.status() != 200) {
            return last(question, error(question, reply, quota), quota);
        }
        HybridAnalysisRows rows = new HybridAnalysisRows(hash);
        try {
            JsonNode body = VendorJson.read(reply, new VendorJson.Keep(HybridAnalysisFile.NAMES, Set.of(),
                    Map.of("/reports", (name, row) -> rows.add(row), "", (name, row) -> rows.add(row))));
            return body.isArray() ? last(question, new HybridAnalysisFiles(question, quota).fromRows(rows), quota) : present(question, body, rows, quota);
        } catch (UnreadableReplyException unreadable) {
            return last(question, question.unreadable(unreadable, quota), quota);
        }
    }

    /**
     * What counts is {@code sha256s}: it names the files that exist, whether or not one of them was run. Only two lists that are there and empty say that
     * the hash was never seen.
     */
    private static HashSearch present(Question question, JsonNode body, HybridAnalysisRows rows, List<QuotaNotice> quota) {
        JsonNode named = body.path("sha256s");
        List<String> files = files(named);
        if (files.isEmpty()) {
            files = List.copyOf(rows.bestByFile().keySet());
        }
        if (!files.isEmpty()) {
            List<String> asked = files.subList(0, Math.min(files.size(), MAX_FILES));
            return new HashSearch(null, asked, rows.verdicts(null), files.size() - asked.size(), quota, question.now());
        }
        boolean empty = named.isArray() && named.isEmpty();
        if (rows.rows() > 0 && (empty || named.isMissingNode() || named.isNull())) {
            return last(question, new HybridAnalysisFiles(question, quota).fromRows(rows), quota);
        }
        boolean unknown = empty && body.path("reports").isArray() && rows.listed() == 0;
        return last(question, unknown ? question.without(AnswerState.NOT_FOUND, "never seen by Hybrid Analysis", quota) : question.otherForm(quota), quota);
    }

    private static List<String> files(JsonNode named) {
        if (!named.isArray()) {
            return List.of();
        }
        return Facts.lines(named, Integer.MAX_VALUE, 64).stream().filter(h -> h.matches("[0-9a-fA-F]{64}")).map(h -> h.toLowerCase(Locale.ROOT)).distinct()
                .toList();
    }

    /** Reads {@code GET /overview/{sha256}} as the answer about that file. */
    public Reading readOverview(String sha256, HttpReply reply, Instant now) {
        Question question = question(IndicatorType.SHA256, sha256, now);
        List<QuotaNotice> quota = ApiLimits.of(reply, now).notices();
        if (reply.status() != 200) {
            return error(question, reply, quota);
        }
        try {
            HybridAnalysisRows rows = new HybridAnalysisRows(sha256);
            JsonNode overview = VendorJson.read(reply, new VendorJson.Keep(HybridAnalysisFile.NAMES, Set.of("scanners_v2"),
                    Map.of("/reports", (name, row) -> rows.add(row))));
            return overview(question, overview, rows, quota);
        } catch (UnreadableReplyException unreadable) {
            return question.unreadable(unreadable, quota);
        }
    }

    private static Reading overview(Question question, JsonNode overview, HybridAnalysisRows rows, List<QuotaNotice> quota) {
        if (!overview.isObject() || !(overview.has("verdict") || overview.has("threat_score") || overview.has("sha256") || overview.has("scanners"))) {
            return question.otherForm(quota);
        }
        if (!question.value().equalsIgnoreCase(VendorJson.line(overview.get("sha256"), 200))) {
            return question.without(AnswerState.FAILED, VENDOR + " answered about another file", quota);
        }
        Facts.Builder builder = HybridAnalysisFile.of(overview).put("sha256", question.value());
        HybridAnalysisFile.addReports(builder, rows.verdicts(null), HybridAnalysisReport.verdict(overview.get("verdict")));
        builder.put("reportCount", rows.listed() == 0 ? null : (Object) rows.listed());
        Facts facts = new Facts(builder.build());
        if (HybridAnalysisFile.isInWork(overview, facts)) {
            return question.later(AnswerState.PENDING, "analysis is not finished", question.now().plus(IN_WORK), quota);
        }
        return question.found(facts.map(), HybridAnalysisFile.summary(facts), HybridAnalysisFile.observedAt(facts), link(question.value()), quota);
    }

    /**
     * One answer about the hash that was asked, from the overviews of the files that share it.
     *
     * @param overviews the answers of {@link #readOverview}, one for each of {@link HashSearch#sha256s()}; not empty
     * @param now       the time that the answer counts from
     */
    public Answer combine(IndicatorType type, String hash, HashSearch search, List<Answer> overviews, Instant now) {
        return new HybridAnalysisFiles(question(type, hash, now), List.of()).combine(search.reportVerdicts(), search.notAsked(), overviews).answer();
    }

    public static String link(@Nullable String sha256) {
        return "https://www.hybrid-analysis.com/sample/" + sha256;
    }

    private static HashSearch last(Question question, Reading reading, List<QuotaNotice> quota) {
        return new HashSearch(reading, List.of(), Map.of(), 0, quota, question.now());
    }

    private static Reading error(Question question, HttpReply reply, List<QuotaNotice> quota) {
        JsonNode body = errorBody(reply);
        return switch (reply.status()) {
            case 404 -> body.path("message").isTextual() ? question.without(AnswerState.NOT_FOUND, "never seen by Hybrid Analysis", quota)
                    : question.byStatus(reply, quota);
            case 400, 422 -> question.rejected(reply.status(), body.get("message"), quota);
            case 403 -> question.without(AnswerState.UNAUTHORISED, VENDOR + " refused the key, its level or the User-Agent (403)", quota);
            case 429 -> tooMany(question, reply);
            default -> question.byStatus(reply, quota);
        };
    }

    private static Reading tooMany(Question question, HttpReply reply) {
        Instant now = question.now();
        ApiLimits limits = ApiLimits.of(reply, now);
        String window = limits.reached();
        Instant until = RetryTime.retryAfter(reply, now).map(t -> RetryTime.later(t, now.plusSeconds(1)))
                .orElseGet(() -> window == null ? now.plusSeconds(60) : ApiLimits.end(window, now));
        List<QuotaNotice> notices = new ArrayList<>(limits.notices().stream().filter(n -> !n.window().equals(window)).toList());
        Long limit = limits.notices().stream().filter(n -> n.window().equals(window)).map(QuotaNotice::limit).filter(Objects::nonNull).findFirst().orElse(null);
        notices.add(new QuotaNotice(window, limit, 0L, until));
        return question.later(AnswerState.QUOTA, VENDOR + ": request limit reached", until, notices);
    }

    private static JsonNode errorBody(HttpReply reply) {
        try {
            return VendorJson.read(reply, VendorJson.Keep.only(HybridAnalysisFile.NAMES));
        } catch (UnreadableReplyException noWords) {
            return MissingNode.getInstance();
        }
    }

    private static Question question(IndicatorType type, String value, Instant now) {
        return new Question(SOURCE, VENDOR, type, value, now);
    }
}
