package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.CveOrgReader;
import io.github.iocenrichment.source.CveRecordFacts;
import io.github.iocenrichment.source.EpssFacts;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.ExploitedFacts;
import io.github.iocenrichment.source.KevCatalog;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How urgent a CVE is: a scale of its own, on which exploitation known (KEV) outweighs exploitation expected (EPSS) and that outweighs
 * severity (CVSS). It says nothing about anything being malicious.
 *
 * @param level      where it stands on the scale
 * @param rules      the rules that fired, with their figures
 * @param notChecked sources that could not be asked, so that silence does not pass for "not exploited"
 */
public record CvePriority(Level level, List<FiredRule> rules, List<String> notChecked) {

    /** Lists of exploited CVEs, CISA's first. */
    private static final List<String> LISTS = SourceCatalog.builtIn(Trait.EXPLOITED_LIST);

    /** Most urgent first. */
    public enum Level {
        HIGH, MEDIUM, LOW,
        /** No source gave a figure. */
        UNKNOWN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CvePriority {
        rules = List.copyOf(rules);
        notChecked = List.copyOf(notChecked);
    }

    /** @param answers those of NVD, EPSS and KEV about one CVE, as far as they were asked */
    public static CvePriority of(List<Answer> answers, Rules numbers) {
        ExploitedFacts kev = listed(answers, KevCatalog.SOURCE);
        CveRecordFacts record = record(answers, CveOrgReader.SOURCE);
        EpssFacts epss = found(answers, EpssReader.SOURCE).map(EpssFacts::of).orElse(EpssFacts.NONE);
        CveRecordFacts nvd = record(answers, NvdReader.SOURCE);
        List<FiredRule> rules = new ArrayList<>();
        boolean mirrorCounts = answers.stream().noneMatch(a -> a.source().equals(KevCatalog.SOURCE) && a.state() == AnswerState.NOT_FOUND);
        boolean exploited = LISTS.stream().anyMatch(list -> listed(answers, list).exploited());
        standing(nvd, record, kev.exploited() ? ", and still it is listed in CISA KEV" : exploited ? ", and still it is listed as exploited"
                : ": no priority", rules);
        Level level = (nvd.rejected() || record.rejected()) && !exploited ? Level.UNKNOWN
                : exploited || mirrorCounts && nvd.kevDateAdded() != null ? exploited(answers, nvd, rules)
                : level(epss, nvd.cvssScore() != null ? nvd : record, nobodyScored(answers, nvd, record), numbers, rules);
        List<String> missing = answers.stream().filter(a -> !a.state().isAnswered() && a.state() != AnswerState.SKIPPED).map(Answer::source).toList();
        if (!missing.isEmpty() && level != Level.HIGH) {
            rules.add(new FiredRule("cve.not-checked", Wording.sources(missing) + " could not be asked: the priority may be higher"));
        }
        return new CvePriority(level, rules, missing);
    }

    /** What the records' status says about their figures. */
    private static void standing(CveRecordFacts nvd, CveRecordFacts record, String consequence, List<FiredRule> rules) {
        if (nvd.rejected() || record.rejected()) {
            rules.add(new FiredRule("cve.rejected", "The record was rejected" + consequence));
        }
    }

    /** CISA first; of the others each that lists it, with the date. */
    private static Level exploited(List<Answer> answers, CveRecordFacts nvd, List<FiredRule> rules) {
        ExploitedFacts kev = listed(answers, KevCatalog.SOURCE);
        if (kev.exploited()) {
            rules.add(new FiredRule("cve.kev", "Known to be exploited (CISA KEV" + (kev.dateAdded() == null ? "" : ", listed " + kev.dateAdded()) + ")"));
        } else if (nvd.kevDateAdded() != null && answers.stream()
                .noneMatch(a -> a.source().equals(KevCatalog.SOURCE) && a.state() == AnswerState.NOT_FOUND)) {
            rules.add(new FiredRule("cve.kev", "Known to be exploited (the NVD's mirror of CISA KEV, listed " + nvd.kevDateAdded() + ")"));
        }
        for (String list : LISTS.subList(1, LISTS.size())) {
            ExploitedFacts listed = listed(answers, list);
            if (listed.exploited()) {
                rules.add(new FiredRule("cve.kev", "Known exploited: " + Wording.source(list)
                        + (listed.dateAdded() == null ? "" : " since " + listed.dateAdded())));
            }
        }
        return Level.HIGH;
    }

    /** Whether both records were there to be looked at and neither has a score. */
    private static boolean nobodyScored(List<Answer> answers, CveRecordFacts nvd, CveRecordFacts record) {
        return nvd.cvssScore() == null && record.cvssScore() == null
                && answers.stream().anyMatch(a -> a.source().equals(CveOrgReader.SOURCE)
                && (a.state() == AnswerState.FOUND || a.state() == AnswerState.NOT_FOUND));
    }

    /** @param scored the record whose score counts, perhaps without one */
    private static Level level(EpssFacts epss, CveRecordFacts scored, boolean nobodyScored, Rules numbers, List<FiredRule> rules) {
        Double percentile = epss.percentile();
        Double probability = epss.probability();
        Double cvss = scored.cvssScore();
        String severity = scored.cvssWords().orElse("");
        if (reaches(percentile, numbers, "cve.high-percentile")) {
            return fired(rules, Level.HIGH, "cve.epss", "EPSS percentile " + show(percentile) + limit(numbers, "cve.high-percentile"));
        }
        if (reaches(cvss, numbers, "cve.high-cvss") && reaches(probability, numbers, "cve.high-cvss-epss")) {
            return fired(rules, Level.HIGH, "cve.cvss-epss", severity + limit(numbers, "cve.high-cvss") + " and EPSS " + show(probability)
                    + limit(numbers, "cve.high-cvss-epss"));
        }
        if (reaches(percentile, numbers, "cve.medium-percentile")) {
            String severe = shortOfHigh(cvss, probability, numbers);
            return fired(rules, Level.MEDIUM, "cve.epss", "EPSS percentile " + show(percentile) + limit(numbers, "cve.medium-percentile")
                    + (severe.isEmpty() ? "" : "; " + severity + severe));
        }
        if (reaches(cvss, numbers, "cve.medium-cvss")) {
            return fired(rules, Level.MEDIUM, "cve.cvss", severity + limit(numbers, "cve.medium-cvss") + shortOfHigh(cvss, probability, numbers));
        }
        if (percentile == null && probability == null && cvss == null) {
            return fired(rules, Level.UNKNOWN, "cve.no-figures", "No source gave a figure");
        }
        return fired(rules, Level.LOW, "cve.low", (cvss == null ? nobodyScored ? "No CVSS score by anyone" : "No CVSS score" : severity) + ", "
                + (percentile == null ? "no EPSS percentile" : "EPSS percentile " + show(percentile)) + ": no limit is reached");
    }

    /** Why a score that is severe enough is not enough. */
    private static String shortOfHigh(@Nullable Double cvss, @Nullable Double probability, Rules numbers) {
        if (!reaches(cvss, numbers, "cve.high-cvss")) {
            return "";
        }
        return "; high from " + numbers.number("cve.high-cvss").toPlainString() + " needs an EPSS of " + numbers.number("cve.high-cvss-epss").toPlainString()
                + (probability == null ? ", which is not known" : ", which is " + show(probability));
    }

    private static Level fired(List<FiredRule> rules, Level level, String id, String words) {
        rules.add(new FiredRule(id, words));
        return level;
    }

    private static boolean reaches(@Nullable Double value, Rules numbers, String limit) {
        return value != null && value >= numbers.number(limit).doubleValue();
    }

    private static String limit(Rules numbers, String name) {
        return " (limit " + numbers.number(name).toPlainString() + ")";
    }

    private static String show(@Nullable Double value) {
        return value == null ? "" : BigDecimal.valueOf(value).toPlainString();
    }

    /** A CVE's verdict: never a threat, so that nothing blocks because of it; its rules state the priority. */
    static Verdict verdict(List<Answer> answers, Rules numbers) {
        CvePriority priority = of(answers, numbers);
        boolean answered = answers.stream().anyMatch(a -> a.state().isAnswered() && a.state() != AnswerState.REJECTED);
        VerdictValue value = answered ? VerdictValue.UNKNOWN : VerdictValue.NOT_CHECKED;
        List<FiredRule> rules = new ArrayList<>();
        rules.add(new FiredRule("cve.priority", "Priority " + priority.level().label()));
        rules.addAll(priority.rules());
        return new Verdict(value, 0, rules, answers.stream().map(a -> new SourceVerdict(a.source(), a.state(),
                a.state().isAnswered() && a.state() != AnswerState.REJECTED ? VerdictValue.UNKNOWN : VerdictValue.NOT_CHECKED, 0)).toList());
    }

    private static ExploitedFacts listed(List<Answer> answers, String list) {
        return found(answers, list).map(ExploitedFacts::of).orElse(ExploitedFacts.NONE);
    }

    private static CveRecordFacts record(List<Answer> answers, String source) {
        return found(answers, source).map(CveRecordFacts::of).orElse(CveRecordFacts.NONE);
    }

    private static Optional<Answer> found(List<Answer> answers, String source) {
        return answers.stream().filter(a -> a.source().equals(source) && a.state() == AnswerState.FOUND).findFirst();
    }
}
