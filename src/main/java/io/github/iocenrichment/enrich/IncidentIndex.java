package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.store.SearchStore;
import io.github.iocenrichment.verdict.Finding;
import io.github.iocenrichment.verdict.SourceVerdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an incident is found by and what it adds to the figures, made of its findings. */
public final class IncidentIndex {
    /** Kinds of terms. */
    public static final String INDICATOR = "ioc";
    public static final String WORD = "word";
    public static final String VERDICT = "verdict";
    public static final String ANSWER = "answer";
    /** What was found about one indicator, where a source stated something. */
    private static final String RATED = "rated";

    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int WORDS_MAX = 24;
    private static final int WORD_MAX = 60;
    private static final int SHORTEST = 2;

    private IncidentIndex() {
    }

    /** The term of an indicator's canonical value. */
    public static String indicator(String value) {
        return SearchStore.term(INDICATOR, value);
    }

    /** The term of a source's state; of any answer of it when the state is empty. */
    public static String answer(String source, String state) {
        return SearchStore.term(ANSWER, state.isEmpty() ? source : source + "|" + state);
    }

    /** The term of an indicator with that verdict. */
    public static String rated(VerdictValue verdict, String value) {
        return SearchStore.term(RATED, verdict.label() + "|" + value);
    }

    /** Whether a verdict is a statement, for which an indicator has a term of its own. */
    public static boolean isStated(VerdictValue verdict) {
        return verdict == VerdictValue.MALICIOUS || verdict == VerdictValue.SUSPICIOUS || verdict == VerdictValue.NO_THREAT_FOUND;
    }

    /** Terms of the words of a subject, or of what somebody looks for in one. */
    public static List<String> words(String subject) {
        return Arrays.stream(NO_WORD.split(subject.toLowerCase(Locale.ROOT))).filter(word -> word.length() >= SHORTEST && word.length() <= WORD_MAX).distinct()
                .limit(WORDS_MAX).map(word -> SearchStore.term(WORD, word)).toList();
    }

    static Set<String> terms(String subject, List<Finding> findings) {
        Set<String> terms = new LinkedHashSet<>(words(subject));
        findings.stream().map(Finding::indicator).map(Indicator::value).map(IncidentIndex::indicator).forEach(terms::add);
        terms.addAll(changing(findings));
        return terms;
    }

    /** Those that late answers may change. */
    static Set<String> changing(List<Finding> findings) {
        Set<String> terms = new LinkedHashSet<>();
        findings.forEach(finding -> {
            terms.add(SearchStore.term(VERDICT, finding.verdict().value().label()));
            if (isStated(finding.verdict().value())) {
                terms.add(rated(finding.verdict().value(), finding.indicator().value()));
            }
            finding.answers().stream().filter(answer -> !answer.source().equals(Answer.NO_SOURCE)).forEach(answer -> {
                terms.add(answer(answer.source(), ""));
                terms.add(answer(answer.source(), answer.state().label()));
            });
        });
        return terms;
    }

    /** Beginnings of {@link #changing}. */
    static List<String> kindsThatChange() {
        return List.of(VERDICT + "|", ANSWER + "|", RATED + "|");
    }

    /** Its worst verdict; null when it has no indicator. */
    static @Nullable String verdict(List<Finding> findings) {
        return findings.stream().map(finding -> finding.verdict().value()).min(Comparator.naturalOrder()).map(VerdictValue::label).orElse(null);
    }

    /**
     * Amounts by name.
     *
     * @param since  when the incident began to ask: an answer from before that cost nothing
     * @param unread texts that were not or not wholly read
     */
    static Map<String, Long> figures(List<Finding> findings, Instant since, int unread) {
        Map<String, Long> figures = new TreeMap<>();
        figures.put("indicators", (long) findings.size());
        if (unread > 0) {
            figures.put("unread", (long) unread);
        }
        figures.merge("worst|" + (findings.isEmpty() ? "none" : verdict(findings)), 1L, Long::sum);
        findings.forEach(finding -> {
            figures.merge("verdict|" + finding.verdict().value().label(), 1L, Long::sum);
            if (finding.answers().stream().anyMatch(answer -> answer.state().isAnswered())) {
                figures.merge("enriched", 1L, Long::sum);
            }
            finding.answers().stream().filter(answer -> !answer.source().equals(Answer.NO_SOURCE)).forEach(answer -> {
                figures.merge("answer|" + answer.source() + "|" + answer.state().label(), 1L, Long::sum);
                if (answer.state().isAnswered()) {
                    boolean kept = answer.answeredAt() != null && answer.answeredAt().isBefore(since);
                    figures.merge((kept ? "kept|" : "asked|") + answer.source(), 1L, Long::sum);
                }
            });
            agreement(finding, figures);
        });
        return figures;
    }

    /** Of two sources that both stated something about an indicator, whether it was the same. */
    private static void agreement(Finding finding, Map<String, Long> figures) {
        List<SourceVerdict> stated = finding.verdict().bySource().stream()
                .filter(one -> Stream.of(VerdictValue.MALICIOUS, VerdictValue.SUSPICIOUS, VerdictValue.NO_THREAT_FOUND).anyMatch(one.verdict()::equals))
                .toList();
        for (int i = 0; i < stated.size(); i++) {
            for (int j = i + 1; j < stated.size(); j++) {
                boolean isFirst = stated.get(i).source().compareTo(stated.get(j).source()) < 0;
                String pair = isFirst ? stated.get(i).source() + "|" + stated.get(j).source() : stated.get(j).source() + "|" + stated.get(i).source();
                figures.merge((stated.get(i).verdict() == stated.get(j).verdict() ? "agree|" : "differ|") + pair, 1L, Long::sum);
            }
        }
    }
}
