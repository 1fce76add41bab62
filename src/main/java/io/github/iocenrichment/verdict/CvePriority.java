package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.Facts;
import io.github.iocenrichment.source.KevCatalog;
import io.github.iocenrichment.source.NvdReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How urgent a CVE is: a scale of its own, on which exploitation known (KEV) outweighs exploitation expected (EPSS) and that outweighs
 * severity (CVSS). It says nothing about anything being malicious.
 *
 * @param level      where it stands on the scale
 * @param rules      the rules that fired, with their figures
 * @param notChecked sources that could not be asked, so that silence does not pass for "not exploited"
 */
public record CvePriority(Level level, List<FiredRule> rules, List<String> notChecked) {

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
        Facts kev = facts(answers, KevCatalog.SOURCE);
        Facts epss = facts(answers, EpssReader.SOURCE);
        Facts nvd = facts(answers, NvdReader.SOURCE);
        List<FiredRule> rules = new ArrayList<>();
        boolean mirrorCounts = answers.stream().noneMatch(a -> a.source().equals(KevCatalog.SOURCE) && a.state() == AnswerState.NOT_FOUND);
        standing(nvd, kev.is("knownExploited"), rules);
        Level level = nvd.is("rejected") && !kev.is("knownExploited") ? Level.UNKNOWN : level(kev, epss, nvd, mirrorCounts, numbers, rules);
        List<String> missing = answers.stream().filter(a -> !a.state().isAnswered() && a.state() != AnswerState.SKIPPED).map(Answer::source).toList();
        if (!missing.isEmpty() && level != Level.HIGH) {
            rules.add(new FiredRule("cve.not-checked", Wording.sources(missing) + " could not be asked: the priority may be higher"));
        }
        return new CvePriority(level, rules, missing);
    }

    /** What the NVD's status says about its figures. */
    private static void standing(Facts nvd, boolean exploited, List<FiredRule> rules) {
        if (nvd.is("rejected")) {
            rules.add(new FiredRule("cve.rejected", "The record was rejected" + (exploited ? ", and still it is listed in CISA KEV" : ": no priority")));
        } else if (nvd.is("deferred")) {
            rules.add(new FiredRule("cve.deferred", "The NVD has deferred the record: it plans no analysis of its own"));
        }
    }

    /** @param mirrorCounts whether the NVD's copy of the KEV entry may speak; the catalog itself, once asked, wins */
    private static Level level(Facts kev, Facts epss, Facts nvd, boolean mirrorCounts, Rules numbers, List<FiredRule> rules) {
        if (kev.is("knownExploited")) {
            rules.add(new FiredRule("cve.kev", "Known to be exploited (CISA KEV" + kev.text("kevDateAdded").map(d -> ", listed " + d).orElse("") + ")"));
            return Level.HIGH;
        }
        if (mirrorCounts && nvd.text("kevDateAdded").isPresent()) {
            rules.add(new FiredRule("cve.kev", "Known to be exploited (the NVD's mirror of CISA KEV, listed " + nvd.text("kevDateAdded").get() + ")"));
            return Level.HIGH;
        }
        OptionalDouble percentile = epss.decimal("epssPercentile");
        OptionalDouble probability = epss.decimal("epss");
        OptionalDouble cvss = nvd.decimal("cvssScore");
        String severity = "CVSS " + nvd.text("cvssVersion").orElse("") + " " + show(cvss);
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
        if (percentile.isEmpty() && probability.isEmpty() && cvss.isEmpty()) {
            return fired(rules, Level.UNKNOWN, "cve.no-figures", "No source gave a figure");
        }
        return fired(rules, Level.LOW, "cve.low", (cvss.isEmpty() ? "No CVSS score" : severity) + ", "
                + (percentile.isEmpty() ? "no EPSS percentile" : "EPSS percentile " + show(percentile)) + ": no limit is reached");
    }

    /** Why a score that is severe enough is not enough. */
    private static String shortOfHigh(OptionalDouble cvss, OptionalDouble probability, Rules numbers) {
        if (!reaches(cvss, numbers, "cve.high-cvss")) {
            return "";
        }
        return "; high from " + numbers.number("cve.high-cvss").toPlainString() + " needs an EPSS of " + numbers.number("cve.high-cvss-epss").toPlainString()
                + (probability.isEmpty() ? ", which is not known" : ", which is " + show(probability));
    }

    private static Level fired(List<FiredRule> rules, Level level, String id, String words) {
        rules.add(new FiredRule(id, words));
        return level;
    }

    private static boolean reaches(OptionalDouble value, Rules numbers, String limit) {
        return value.isPresent() && value.getAsDouble() >= numbers.number(limit).doubleValue();
    }

    private static String limit(Rules numbers, String name) {
        return " (limit " + numbers.number(name).toPlainString() + ")";
    }

    private static String show(OptionalDouble value) {
        return value.isEmpty() ? "" : BigDecimal.valueOf(value.getAsDouble()).toPlainString();
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

    private static Facts facts(List<Answer> answers, String source) {
        return answers.stream().filter(a -> a.source().equals(source) && a.state() == AnswerState.FOUND).findFirst().map(Facts::of)
                .orElse(Facts.none());
    }
}
