package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.CveOrgReader;
import io.github.iocenrichment.source.CvssWords;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.EuvdList;
import io.github.iocenrichment.source.Facts;
import io.github.iocenrichment.source.KevCatalog;
import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.VulnCheckReader;
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

    /** Lists of exploited CVEs, CISA's first. */
    private static final List<String> LISTS = List.of(KevCatalog.SOURCE, EuvdList.SOURCE, VulnCheckReader.SOURCE);

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
        Facts record = facts(answers, CveOrgReader.SOURCE);
        Facts epss = facts(answers, EpssReader.SOURCE);
        Facts nvd = facts(answers, NvdReader.SOURCE);
        List<FiredRule> rules = new ArrayList<>();
        boolean mirrorCounts = answers.stream().noneMatch(a -> a.source().equals(KevCatalog.SOURCE) && a.state() == AnswerState.NOT_FOUND);
        boolean exploited = LISTS.stream().anyMatch(list -> facts(answers, list).is("knownExploited"));
        standing(nvd, record, kev.is("knownExploited") ? ", and still it is listed in CISA KEV" : exploited ? ", and still it is listed as exploited"
                : ": no priority", rules);
        Level level = (nvd.is("rejected") || record.is("rejected")) && !exploited ? Level.UNKNOWN
                : exploited || mirrorCounts && nvd.text("kevDateAdded").isPresent() ? exploited(answers, nvd, rules)
                : level(epss, nvd.decimal("cvssScore").isPresent() ? nvd : record, nobodyScored(answers, nvd, record), numbers, rules);
        List<String> missing = answers.stream().filter(a -> !a.state().isAnswered() && a.state() != AnswerState.SKIPPED).map(Answer::source).toList();
        if (!missing.isEmpty() && level != Level.HIGH) {
            rules.add(new FiredRule("cve.not-checked", Wording.sources(missing) + " could not be asked: the priority may be higher"));
        }
        return new CvePriority(level, rules, missing);
    }

    /** What the records' status says about their figures. */
    private static void standing(Facts nvd, Facts record, String consequence, List<FiredRule> rules) {
        if (nvd.is("rejected") || record.is("rejected")) {
            rules.add(new FiredRule("cve.rejected", "The record was rejected" + consequence));
        }
    }

    /** CISA first; of the others each that lists it, with the date. */
    private static Level exploited(List<Answer> answers, Facts nvd, List<FiredRule> rules) {
        Facts kev = facts(answers, KevCatalog.SOURCE);
        if (kev.is("knownExploited")) {
            rules.add(new FiredRule("cve.kev", "Known to be exploited (CISA KEV" + kev.text("kevDateAdded").map(d -> ", listed " + d).orElse("") + ")"));
        } else if (nvd.text("kevDateAdded").isPresent() && answers.stream()
                .noneMatch(a -> a.source().equals(KevCatalog.SOURCE) && a.state() == AnswerState.NOT_FOUND)) {
            rules.add(new FiredRule("cve.kev", "Known to be exploited (the NVD's mirror of CISA KEV, listed " + nvd.text("kevDateAdded").get() + ")"));
        }
        for (String list : LISTS.subList(1, LISTS.size())) {
            Facts listed = facts(answers, list);
            if (listed.is("knownExploited")) {
                rules.add(new FiredRule("cve.kev", "Known to be exploited (" + Wording.source(list) + listed.text("kevDateAdded").map(d -> ", since " + d)
                        .orElse("") + ")"));
            }
        }
        return Level.HIGH;
    }

    /** Whether both records were there to be looked at and neither has a score. */
    private static boolean nobodyScored(List<Answer> answers, Facts nvd, Facts record) {
        return nvd.decimal("cvssScore").isEmpty() && record.decimal("cvssScore").isEmpty()
                && answers.stream().anyMatch(a -> a.source().equals(CveOrgReader.SOURCE)
                && (a.state() == AnswerState.FOUND || a.state() == AnswerState.NOT_FOUND));
    }

    /** @param scored the record whose score counts, perhaps without one */
    private static Level level(Facts epss, Facts scored, boolean nobodyScored, Rules numbers, List<FiredRule> rules) {
        OptionalDouble percentile = epss.decimal("epssPercentile");
        OptionalDouble probability = epss.decimal("epss");
        OptionalDouble cvss = scored.decimal("cvssScore");
        String severity = scored.is("notAnalysed") || scored.text("recordAt").isPresent() ? CvssWords.of(scored).orElse("")
                : "CVSS " + scored.text("cvssVersion").orElse("") + " " + show(cvss);
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
        return fired(rules, Level.LOW, "cve.low", (cvss.isEmpty() ? nobodyScored ? "No CVSS score by anyone" : "No CVSS score" : severity) + ", "
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
