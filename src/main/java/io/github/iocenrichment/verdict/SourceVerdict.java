package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.AnswerState;

/**
 * What one source's answer alone comes to.
 *
 * @param source  the source's name
 * @param state   what became of the question
 * @param verdict its verdict
 * @param score   0 to 100
 */
public record SourceVerdict(String source, AnswerState state, VerdictValue verdict, int score) {
}
