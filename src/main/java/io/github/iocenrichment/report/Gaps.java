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

/**
 * What a report lacks, source by source and with the reason: what a source should have said about indicators and did not. That something is
 * not asked at all, because it is private, our own, looked up in another form or of a type that no source knows, is no gap.
 */
final class Gaps {
    /** The first line of a note is read at a glance; the lists below it name everything. */
    private static final int SHOWN = 5;
    private static final int REASON_MAX = 120;

    private Gaps() {
    }

    private record Kind(String source, boolean asked, String reason) {
    }

    /** So many indicators, and when the first of them is asked about again; null when that is not known. */
    private record Extent(int count, String noun, Instant againAt) {
        Extent and(Extent more) {
            Instant first = againAt == null || more.againAt != null && more.againAt.isBefore(againAt) ? more.againAt : againAt;
            return new Extent(count + more.count, noun.equals(more.noun) ? noun : "indicator", first);
        }

        String words() {
            return switch (noun) {
                case "address", "hash" -> SafeText.count(count, noun, noun + "es");
                case "vulnerability" -> SafeText.count(count, noun, "vulnerabilities");
                default -> SafeText.count(count, noun, noun + "s");
            };
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
     * {@code VirusTotal did not answer about 2 hashes: key refused}, one for each source and reason.
     *
     * @param overLimit indicators beyond {@code enrichment.max-indicators}
     */
    static List<String> of(List<Finding> findings, int overLimit, Instant at) {
        Map<Kind, Extent> gaps = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean answered = Standing.of(finding).isAnswered();
            finding.answers().stream().filter(answer -> finding.indicator().enrichable() && isGap(answer, answered))
                    .forEach(answer -> gaps.merge(kind(answer), new Extent(1, noun(answer.type()), answer.askAgainAt()), Extent::and));
        }
        List<String> words = new ArrayList<>();
        gaps.forEach((kind, extent) -> words.add(words(kind, extent, at)));
        if (overLimit > 0) {
            words.add("no source asked about " + SafeText.count(overLimit, "indicator", "indicators") + ": " + NoteViews.OVER_LIMIT);
        }
        if (words.size() <= SHOWN) {
            return words;
        }
        List<String> first = new ArrayList<>(words.subList(0, SHOWN));
        first.add("and " + SafeText.count(words.size() - SHOWN, "more gap", "more gaps"));
        return first;
    }

    private static Kind kind(Answer answer) {
        boolean asked = answer.state() != AnswerState.QUOTA && answer.state() != AnswerState.SKIPPED && !SourceFailure.isNotAsked(answer);
        return new Kind(answer.source(), asked, reason(answer));
    }

    private static String reason(Answer answer) {
        if (answer.state() == AnswerState.UNAUTHORISED) {
            return "key refused";
        }
        String name = SourceNames.of(answer.source()) + " ";
        String reason = AnswerWords.reason(answer, REASON_MAX);
        return reason.startsWith(name) ? reason.substring(name.length()) : reason;
    }

    private static String words(Kind kind, Extent extent, Instant at) {
        boolean nobody = kind.source().equals(Answer.NO_SOURCE);
        String subject = nobody ? "no source" : SourceNames.of(kind.source());
        String verb = kind.asked() ? nobody ? " answered about " : " did not answer about " : nobody ? " asked about " : " not asked about ";
        return subject + verb + extent.words() + ": " + kind.reason() + AnswerWords.again(extent.againAt(), at);
    }

    private static String noun(IndicatorType type) {
        if (type.isAddress()) {
            return "address";
        }
        if (type.isHash()) {
            return "hash";
        }
        return switch (type) {
            case URL -> "URL";
            case DOMAIN -> "domain";
            case CVE -> "vulnerability";
            default -> "indicator";
        };
    }
}
