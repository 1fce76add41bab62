package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.verdict.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where an indicator stands in the note, worst first. Finer than the verdict, because "never seen", "known without a verdict",
 * "still being analysed", "not answered" and "not asked" are different news.
 */
enum Standing {
    MALICIOUS, SUSPICIOUS, NO_THREAT_FOUND, UNDECIDED, PENDING, NEVER_SEEN, NOT_ANSWERED, NOT_ASKED;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    static final Comparator<Finding> BY_VALUE = Comparator.comparing(finding -> order(finding.indicator()));
    static final Comparator<Finding> WORST_FIRST = Comparator.<Finding, Standing>comparing(Standing::of)
            .thenComparing(finding -> -finding.verdict().confidence()).thenComparing(BY_VALUE);

    /** By type and value; addresses by their numbers, so that those of one network stand in the order in which people count. */
    private static String order(Indicator indicator) {
        return indicator.type() != IndicatorType.IPV4 ? indicator.key()
                : indicator.type().label() + "|" + NUMBER.matcher(indicator.value()).replaceAll(number -> "0".repeat(3 - number.group().length()) + number.group());
    }

    /** {@code never seen}. */
    String words(Messages messages) {
        return messages.say("standing." + key());
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isAnswered() {
        return this != NOT_ANSWERED && this != NOT_ASKED;
    }

    /** {@code MALICIOUS (confidence 91)}; where no source stated anything there is nothing to be confident about. */
    String heading(int confidence, Messages messages) {
        return messages.say("heading." + key(), "confidence", confidence);
    }

    static Standing of(Finding finding) {
        return switch (finding.verdict().value()) {
            case MALICIOUS -> MALICIOUS;
            case SUSPICIOUS -> SUSPICIOUS;
            case NO_THREAT_FOUND -> NO_THREAT_FOUND;
            case UNKNOWN, NOT_CHECKED -> byAnswers(finding.evidence());
        };
    }

    private static Standing byAnswers(List<Answer> answers) {
        if (has(answers, AnswerState.FOUND)) {
            return UNDECIDED;
        }
        if (has(answers, AnswerState.PENDING)) {
            return PENDING;
        }
        if (has(answers, AnswerState.NOT_FOUND)) {
            return NEVER_SEEN;
        }
        return has(answers, AnswerState.FAILED) || has(answers, AnswerState.UNAUTHORISED) || has(answers, AnswerState.REJECTED) ? NOT_ANSWERED : NOT_ASKED;
    }

    private static boolean has(List<Answer> answers, AnswerState state) {
        return answers.stream().anyMatch(answer -> answer.state() == state);
    }
}
