package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stages that an incident reached, with their times, as one text: {@code collecting@1764480000;collected@1764480001;}. */
public final class Journey {
    private Journey() {
    }

    /** One stage and when it was reached, to the second. */
    public record Step(String stage, Instant at) {
    }

    static String step(String stage, Instant at) {
        return stage + "@" + at.getEpochSecond() + ";";
    }

    /** In the order in which they were reached. */
    static List<Step> read(String text) {
        List<Step> steps = new ArrayList<>();
        for (String one : text.split(";")) {
            int at = one.indexOf('@');
            if (at > 0) {
                steps.add(new Step(one.substring(0, at), Instant.ofEpochSecond(Long.parseLong(one.substring(at + 1)))));
            }
        }
        return steps;
    }
}
