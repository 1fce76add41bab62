package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceFailure;
import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a report lacks, source by source and with the reason: what a source should have said about indicators and did not. That something is
 * not asked at all, because it is private, our own, looked up in another form or of a type that no source knows, is no gap.
 */
final class Gaps {
    /** The first line of a note is read at a glance; the lists below it name everything. */
    private static final int SHOWN = 5;
    private static final int REASON_MAX = 120;

    private final Messages messages;
    private final AnswerWords answers;
    private final Instant at;

    /** @param at the time of the report */
    Gaps(Messages messages, Instant at) {
        this.messages = messages;
        this.answers = new AnswerWords(messages, at);
        this.at = at;
    }

    private record Kind(String source, boolean asked, String reason) {
    }

    /** So many indicators, and when the first of them is asked about again; null when that is not known. */
    private record Extent(int count, String noun, @Nullable Instant againAt) {
        Extent and(Extent more) {
            Instant first = againAt == null || more.againAt != null && more.againAt.isBefore(againAt) ? more.againAt : againAt;
            return new Extent(count + more.count, noun.equals(more.noun) ? noun : "indicator", first);
        }
    }

    /** Whether it is missing in this answer. @param answered whether any source answered about the indicator */
    private static boolean isGap(Answer answer, boolean answered) {
        return switch (answer.state()) {
            case QUOTA, UNAUTHORISED, FAILED, REJECTED -> true;
            case SKIPPED -> !answered && !answer.source().equals(Answer.NO_SOURCE) && !SourceFailure.isUrlAskedInstead(answer);
            default -> false;
        };
    }

    /** Whether the indicator should have been asked about and was not. */
    static boolean isUnasked(Finding finding) {
        return finding.indicator().enrichable() && finding.answers().stream().anyMatch(answer -> isGap(answer, false));
    }

    /**
     * {@code VirusTotal gave no result for 2 hashes: key refused}, one for each source and reason.
     *
     * @param overLimit indicators beyond {@code enrichment.max-indicators}
     */
    List<String> of(List<Finding> findings, int overLimit) {
        Map<Kind, Extent> gaps = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean answered = Standing.of(finding).isAnswered();
            finding.answers().stream().filter(answer -> finding.indicator().enrichable() && isGap(answer, answered))
                    .forEach(answer -> gaps.merge(kind(answer), new Extent(1, noun(answer.type()), answer.askAgainAt()), Extent::and));
        }
        List<String> words = new ArrayList<>();
        gaps.forEach((kind, extent) -> words.add(words(kind, extent)));
        if (overLimit > 0) {
            words.add(messages.say("gap.nobody-asked", "extent", messages.say("count.indicator", "count", overLimit),
                    "reason", messages.say("not-asked.over-limit"), "again", ""));
        }
        if (words.size() <= SHOWN) {
            return words;
        }
        List<String> first = new ArrayList<>(words.subList(0, SHOWN));
        first.add(messages.say("gap.more", "count", words.size() - SHOWN));
        return first;
    }

    private Kind kind(Answer answer) {
        boolean asked = answer.state() != AnswerState.QUOTA && answer.state() != AnswerState.SKIPPED && !SourceFailure.isNotAsked(answer);
        return new Kind(answer.source(), asked, reason(answer));
    }

    private String reason(Answer answer) {
        if (answer.state() == AnswerState.UNAUTHORISED) {
            return messages.say("answer.key-refused");
        }
        String name = SourceNames.of(answer.source(), messages) + " ";
        String reason = answers.reason(answer, REASON_MAX);
        return reason.startsWith(name) ? reason.substring(name.length()) : reason;
    }

    private String words(Kind kind, Extent extent) {
        boolean nobody = kind.source().equals(Answer.NO_SOURCE);
        String key = "gap." + (nobody ? "nobody-" : "not-") + (kind.asked() ? "answered" : "asked");
        return messages.say(key, "source", nobody ? "" : SourceNames.of(kind.source(), messages), "extent",
                messages.say("count." + extent.noun(), "count", extent.count()),
                "reason", kind.reason(), "again", answers.again(extent.againAt()));
    }

    private static String noun(IndicatorType type) {
        if (type.isAddress()) {
            return "address";
        }
        if (type.isHash()) {
            return "hash";
        }
        return switch (type) {
            case URL -> "url";
            case DOMAIN -> "domain";
            case CVE -> "vulnerability";
            default -> "indicator";
        };
    }
}
