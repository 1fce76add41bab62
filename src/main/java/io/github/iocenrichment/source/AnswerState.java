package io.github.iocenrichment.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What became of one question to one source. The states never collapse into one another: {@link #NOT_FOUND} is not
 * "clean", {@link #FAILED} is not {@link #NOT_FOUND}.
 */
public enum AnswerState {
    /** The source knows the indicator and said something about it. */
    FOUND("found"),
    /** The source answered that it has no record. */
    NOT_FOUND("not-found"),
    /** The source knows the indicator but has not finished its analysis. */
    PENDING("pending"),
    /** The source refused the question itself, as malformed or unsupported. */
    REJECTED("rejected"),
    /** Not asked, or not answered, because a quota is used up; {@link Answer#askAgainAt()} says until when. */
    QUOTA("quota"),
    /** The source refused our key or its rights. */
    UNAUTHORISED("unauthorised"),
    /** The question was asked and no usable answer came. */
    FAILED("failed"),
    /** Deliberately not asked: private address, own domain, allow-listed, source disabled, over the limit. */
    SKIPPED("skipped");

    private final String label;

    AnswerState(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /** True when the source itself answered, so that asking again soon would only burn quota. */
    public boolean isAnswered() {
        return this == FOUND || this == NOT_FOUND || this == PENDING || this == REJECTED;
    }

    @JsonCreator
    public static AnswerState of(String label) {
        for (AnswerState state : values()) {
            if (state.label.equals(label)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no answer state is called '" + label + "'");
    }
}
