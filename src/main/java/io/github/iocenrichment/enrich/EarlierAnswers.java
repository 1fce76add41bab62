package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found before, for an amendment: an answer that was had is not paid for once more and does not give way to "could not be asked".
 * The exceptions are the questions of the verdict watch, whose answers may have changed.
 */
final class EarlierAnswers {
    static final EarlierAnswers NOTHING = new EarlierAnswers(List.of(), null, UrlPrivacy.builtIn());

    private final Map<String, Answer> answers = new HashMap<>();
    private final Set<String> watched = new HashSet<>();
    private final @Nullable Instant since;

    private EarlierAnswers(List<Finding> findings, @Nullable WatchDocument watch, UrlPrivacy privacy) {
        since = watch == null ? null : watch.since();
        for (Finding finding : findings) {
            String sent = privacy.outgoing(finding.indicator()).value();
            for (Answer answer : finding.answers()) {
                answers.put(key(answer), answer);
                answers.put(key(answer.withValue(sent)), answer.withValue(sent));
            }
            if (since != null) {
                open(List.of(finding)).forEach(answer -> watched.addAll(List.of(key(answer), key(answer.withValue(sent)))));
            }
        }
    }

    /** Known under the values as written and as they were asked about. @param watch the watch over the incident; null when there is none */
    static EarlierAnswers of(Findings findings, @Nullable WatchDocument watch, UrlPrivacy privacy) {
        return new EarlierAnswers(findings.findings(), watch, privacy);
    }

    /**
     * The answers that may still turn into a finding: an analysis that was not finished, and "never seen" about what no source knows.
     * That a CVE is not on a list of exploited ones is no such answer: the lists are complete.
     */
    static List<Answer> open(List<Finding> findings) {
        List<Answer> open = new ArrayList<>();
        for (Finding finding : findings) {
            boolean known = finding.evidence().stream().anyMatch(answer -> answer.state() == AnswerState.FOUND);
            finding.evidence().stream().filter(answer -> finding.indicator().enrichable() && !SourceCatalog.is(answer.source(), Trait.EXPLOITED_LIST))
                    .filter(answer -> answer.state() == AnswerState.PENDING || answer.state() == AnswerState.NOT_FOUND && !known).forEach(open::add);
        }
        return open;
    }

    /** Whether the verdict watch asks this question again. */
    boolean isWatched(String source, Indicator indicator) {
        return watched.contains(key(source, indicator.type(), indicator.value()));
    }

    /** Whether a kept answer to a watched question is from this round, or nearly: then it is not asked for again. */
    boolean isOfThisRound(Answer kept, Instant now) {
        boolean due = LookUps.isOpen(kept) && !kept.askAgainAt().isAfter(now);
        return !due && !kept.answeredAt().isBefore(since);
    }

    /** The answer that was had and need not be asked for again, however old. */
    Optional<Answer> settled(String source, Indicator indicator) {
        String key = key(source, indicator.type(), indicator.value());
        return Optional.ofNullable(answers.get(key)).filter(answer -> answer.state().isAnswered() && answer.state() != AnswerState.PENDING
                && !LookUps.isOpen(answer) && !watched.contains(key));
    }

    /** That a source cannot be asked now takes nothing away from what it said before. */
    Answer atLeast(Answer now) {
        Answer before = answers.get(key(now));
        return !now.state().isAnswered() && before != null && before.state().isAnswered() ? before : now;
    }

    private static String key(Answer answer) {
        return key(answer.source(), answer.type(), answer.value());
    }

    private static String key(String source, IndicatorType type, @Nullable String value) {
        return source + '|' + type.label() + '|' + value;
    }
}
