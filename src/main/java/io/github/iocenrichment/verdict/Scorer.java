package io.github.iocenrichment.verdict;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.lists.AnalystVerdict;
import io.github.iocenrichment.lists.Known;
import io.github.iocenrichment.source.AbuseIpDbFacts;
import io.github.iocenrichment.source.AddedFacts;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.HybridAnalysisFacts;
import io.github.iocenrichment.source.VendorFacts;
import io.github.iocenrichment.source.VirusTotalFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers in, verdict out. First each source alone ({@link AbuseIpDbRules}, {@link VirusTotalRules}, {@link HybridAnalysisRules},
 * {@link OtherSourceRules}), then its age, then all together ({@link Combination}). {@code docs/verdicts.md} works it through by example.
 */
public final class Scorer {
    private final Rules rules;

    public Scorer(Rules rules) {
        this.rules = rules;
    }

    /**
     * The finding about one indicator.
     *
     * @param answers at most one for each source, in the order in which the sources were asked
     * @param now     the time that ages are reckoned to
     */
    public Finding score(Indicator indicator, List<Answer> answers, Instant now) {
        return score(indicator, answers, Known.NOTHING, now);
    }

    /**
     * The finding about one indicator of which people know something beforehand.
     *
     * @param known an analyst's override, which decides, and the warning list that the value is on, which counts as benign evidence
     */
    public Finding score(Indicator indicator, List<Answer> answers, Known known, Instant now) {
        if (indicator.type() == IndicatorType.CVE) {
            return new Finding(indicator, answers, CvePriority.verdict(answers, rules));
        }
        List<Judged> judged = new ArrayList<>();
        for (Answer answer : Finding.evidence(answers)) {
            judged.add(judge(answer, now));
        }
        Verdict verdict = new Combination(rules, judged, known.warning()).verdict();
        if (!indicator.enrichable() && answers.stream().allMatch(a -> a.state() == AnswerState.SKIPPED)) {
            String why = indicator.reason() == null ? "not to be asked about" : indicator.reason();
            verdict = new Verdict(verdict.value(), 0, List.of(new FiredRule("combined.not-asked", "Not asked: " + why)), verdict.bySource());
        }
        if (known.override() != null && indicator.enrichable()) {
            verdict = overridden(verdict, known.override());
        }
        return new Finding(indicator, answers, verdict);
    }

    /** An analyst's word stands above all that sources say; what they say is kept beside it. */
    private Verdict overridden(Verdict computed, AnalystVerdict override) {
        VerdictValue value = switch (override.ruling()) {
            case MALICIOUS -> VerdictValue.MALICIOUS;
            case SUSPICIOUS -> VerdictValue.SUSPICIOUS;
            case FALSE_POSITIVE -> VerdictValue.NO_THREAT_FOUND;
        };
        List<FiredRule> fired = new ArrayList<>();
        fired.add(new FiredRule("override.analyst", "Set by an analyst: " + override.words()));
        fired.add(new FiredRule("override.computed", "Without that: " + computed.value().label().replace('-', ' ')
                + (computed.confidence() > 0 ? ", confidence " + computed.confidence() : "")));
        fired.addAll(computed.rules());
        return new Verdict(value, rules.whole("override.confidence"), fired, computed.bySource());
    }

    private Judged judge(Answer answer, Instant now) {
        Judged.Draft draft = new Judged.Draft(answer);
        if (answer.state() != AnswerState.FOUND) {
            boolean answered = answer.state() == AnswerState.NOT_FOUND || answer.state() == AnswerState.PENDING;
            draft.is(answered ? VerdictValue.UNKNOWN : VerdictValue.NOT_CHECKED, 0);
            return draft.done(0);
        }
        judge(draft, VendorFacts.of(answer));
        return draft.done(age(draft, now));
    }

    /** By the rules for the vendor's own figures. */
    private void judge(Judged.Draft draft, VendorFacts facts) {
        if (facts instanceof AbuseIpDbFacts reported) {
            new AbuseIpDbRules(rules).judge(draft, reported);
        } else if (facts instanceof VirusTotalFacts scanned) {
            new VirusTotalRules(rules).judge(draft, scanned);
        } else if (facts instanceof HybridAnalysisFacts run) {
            new HybridAnalysisRules(rules).judge(draft, run);
        } else if (facts instanceof AddedFacts added) {
            new OtherSourceRules(rules).judge(draft, added);
        }
    }

    /**
     * Caps a stale detection at suspicious. The content behind a hash does not change, so that a detection of a file does not age; that a file was seen to
     * be clean does, since engines learn.
     *
     * @return how often the confidence halves
     */
    private int age(Judged.Draft draft, Instant now) {
        Instant observed = draft.answer.observedAt();
        boolean lasting = draft.answer.type().isHash() && draft.verdict.isThreat();
        if (observed == null || draft.verdict == VerdictValue.UNKNOWN || lasting) {
            return 0;
        }
        int limit = rules.whole(limit(draft.answer.type()));
        Duration age = Duration.between(observed, now);
        if (age.compareTo(Duration.ofDays(limit)) <= 0) {
            return 0;
        }
        int halvings = (int) ((age.toMillis() - 1) / Duration.ofDays(limit).toMillis());
        String days = (age.toDays() == (long) limit * halvings ? "over " : "") + age.toDays();
        String capped = "";
        if (draft.verdict == VerdictValue.MALICIOUS) {
            draft.is(VerdictValue.SUSPICIOUS, Math.min(draft.score, rules.whole("score.malicious") - 1));
            capped = "at most suspicious, score " + draft.score + "; ";
        }
        draft.fired(draft.answer.source() + ".age", Wording.source(draft.answer.source()) + ": " + days + " days old, limit " + limit + ": " + capped
                + "confidence halves " + Wording.times(halvings));
        return halvings;
    }

    private static String limit(IndicatorType type) {
        return switch (type) {
            case IPV4, IPV6, CIDR -> "age.address-days";
            case URL -> "age.url-days";
            case MD5, SHA1, SHA256, SHA512, SSDEEP, FINGERPRINT -> "age.file-days";
            case DOMAIN, EMAIL, CVE -> "age.domain-days";
        };
    }
}
