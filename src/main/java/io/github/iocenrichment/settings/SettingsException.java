package io.github.iocenrichment.settings;

import io.github.iocenrichment.text.OneLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The start cannot go on. The message is one line that names the property, what is wrong with it and how to fix it. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NAMED = 6;
    private final transient List<Problem> problems;

    SettingsException(List<Problem> problems) {
        super(line(problems));
        this.problems = List.copyOf(problems);
    }

    /** One complaint outside the catalog's own checks, such as a busy port. */
    public SettingsException(@Nullable String property, @Nullable String wrong, @Nullable String fix) {
        this(List.of(new Problem(property, wrong, fix)));
    }

    /** Every problem found, the most useful first. */
    public List<Problem> problems() {
        return problems;
    }

    private static String line(List<Problem> problems) {
        String first = problems.get(0).line();
        if (problems.size() == 1) {
            return first;
        }
        List<String> others = problems.stream().skip(1).map(Problem::property).distinct().toList();
        String names = String.join(", ", others.subList(0, Math.min(NAMED, others.size()))) + (others.size() > NAMED ? ", ..." : "");
        int count = problems.size() - 1;
        return first + " (and " + count + " more problem" + (count == 1 ? "" : "s") + ": " + names + ")";
    }

    /**
     * One problem of the settings.
     *
     * @param property name of the property
     * @param wrong    what is wrong with its value; never a secret's value
     * @param fix      what the operator does about it
     */
    public record Problem(@Nullable String property, @Nullable String wrong, @Nullable String fix) {

        public Problem {
            property = OneLine.of(property);
            wrong = OneLine.of(wrong);
            fix = OneLine.of(fix);
        }

        String line() {
            return property + " " + wrong + "; " + fix;
        }
    }
}
