package io.github.iocenrichment.verdict;

import java.util.List;

/** A confidence as it is added up, with every summand in words. */
final class Sum {
    private final StringBuilder words = new StringBuilder();
    private final int start;
    private final String from;
    private int value;

    Sum(int start, String from) {
        this.start = start;
        this.from = from;
        this.value = start;
    }

    int value() {
        return value;
    }

    void add(int points, String why) {
        if (points != 0) {
            value += points;
            words.append(points < 0 ? ", \u2212" : ", +").append(Math.abs(points)).append(" for ").append(why);
        }
    }

    /** Halves what was added up so far, rounded down. */
    void halve(int times, int left) {
        if (times > 0) {
            value = left;
            words.append(", halved ").append(Wording.times(times)).append(" for age to ").append(left);
        }
    }

    /** Adds the sum as the last rule. @return the confidence, within 1 to 100 */
    int fire(List<FiredRule> rules) {
        int confidence = Math.max(1, Math.min(100, value));
        String kept = confidence == value ? "" : ", kept within 1 to 100";
        rules.add(new FiredRule("combined.confidence", "Confidence " + confidence + ": "
                + (words.isEmpty() ? from : start + " (" + from + ")" + words) + kept));
        return confidence;
    }
}
