package io.github.iocenrichment.verdict;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The verdicts, worst first. */
public enum VerdictValue {
    MALICIOUS("malicious"), SUSPICIOUS("suspicious"),
    /** A source made a positive statement that it sees no threat. */
    NO_THREAT_FOUND("no-threat-found"),
    /** Every source that was asked has no record. Not clean. */
    UNKNOWN("unknown"),
    /** No source was asked, or none gave a usable answer. */
    NOT_CHECKED("not-checked");

    private final String label;

    VerdictValue(String label) {
        this.label = label;
    }

    @JsonValue
    public String label() {
        return label;
    }

    /**
     * The word for it in STIX 2.1's vocabulary of malware analysis results. Both "no record" and "not asked" are {@code unknown} there:
     * only a positive statement is {@code benign}.
     */
    public String stixWord() {
        return switch (this) {
            case MALICIOUS -> "malicious";
            case SUSPICIOUS -> "suspicious";
            case NO_THREAT_FOUND -> "benign";
            case UNKNOWN, NOT_CHECKED -> "unknown";
        };
    }

    boolean isThreat() {
        return this == MALICIOUS || this == SUSPICIOUS;
    }

    @JsonCreator
    public static VerdictValue of(String label) {
        for (VerdictValue value : values()) {
            if (value.label.equals(label)) {
                return value;
            }
        }
        throw new IllegalArgumentException("no verdict is called '" + label + "'");
    }
}
