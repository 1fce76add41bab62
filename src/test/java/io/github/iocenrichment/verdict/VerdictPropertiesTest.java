package io.github.iocenrichment.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for any answers whatever. */
class VerdictPropertiesTest {
    private static final Instant NOW = Example.NOW;
    private static final Scorer SCORER = new Scorer(Rules.defaults());

    private static Verdict verdict(List<Answer> answers) {
        return SCORER.score(Indicator.of(IndicatorType.SHA256, "x"), answers, NOW).verdict();
    }

    private static Answer answer(String source, AnswerState state, long age, Map<String, Object> facts) {
        return new Answer(source, IndicatorType.SHA256, "x", state, null, null, NOW, NOW.minus(Duration.ofDays(age)), null, null, facts);
    }

    /** Only threats are ranked: unknown and no-threat-found are both none. */
    private static int threat(Verdict verdict) {
        return Math.max(0, 2 - verdict.value().ordinal());
    }

    private static Answer with(Answer answer, String fact, long added) {
        Map<String, Object> facts = new HashMap<>(answer.facts());
        facts.merge(fact, added, (a, b) -> ((Number) a).longValue() + ((Number) b).longValue());
        return new Answer(answer.source(), answer.type(), answer.value(), answer.state(), null, null, answer.answeredAt(), answer.observedAt(),
                null, null, facts);
    }

    @Property(tries = 2000, seed = "1")
    void oneMoreMaliciousEngineNeverLowersTheVerdict(@ForAll("virusTotal") Answer virusTotal, @ForAll("hybridAnalysis") Answer hybridAnalysis) {
        Verdict before = verdict(List.of(virusTotal, hybridAnalysis));
        Verdict after = verdict(List.of(with(virusTotal, "malicious", 1), hybridAnalysis));
        assertThat(threat(after)).isGreaterThanOrEqualTo(threat(before));
    }

    @Property(tries = 2000, seed = "1")
    void anEngineThatChangesItsMindToMaliciousNeverLowersTheVerdict(@ForAll("virusTotal") Answer virusTotal) {
        Answer changed = with(with(virusTotal, "malicious", 1), "undetected", -1);
        if (((Number) virusTotal.facts().get("undetected")).longValue() > 0) {
            assertThat(threat(verdict(List.of(changed)))).isGreaterThanOrEqualTo(threat(verdict(List.of(virusTotal))));
        }
    }

    @Property(tries = 1000, seed = "1")
    void oneMoreHarmlessVoteNeverRaisesTheVerdict(@ForAll("virusTotal") Answer virusTotal) {
        assertThat(threat(verdict(List.of(with(virusTotal, "harmless", 1))))).isLessThanOrEqualTo(threat(verdict(List.of(virusTotal))));
    }

    @Property(tries = 1000, seed = "1")
    void ageNeverRaisesVerdictOrConfidenceOfASource(@ForAll("virusTotal") Answer virusTotal) {
        Answer older = answer(virusTotal.source(), virusTotal.state(),
                Duration.between(virusTotal.observedAt(), NOW).toDays() + 100, virusTotal.facts());
        Verdict now = verdict(List.of(virusTotal));
        Verdict then = verdict(List.of(older));
        assertThat(threat(then)).isLessThanOrEqualTo(threat(now));
        if (then.value() == now.value()) {
            assertThat(then.confidence()).isLessThanOrEqualTo(now.confidence());
        }
    }

    @Property(tries = 1000, seed = "1")
    void theOrderOfSourcesChangesNothing(@ForAll("answers") List<Answer> answers, @ForAll Random random) {
        List<Answer> shuffled = new ArrayList<>(answers);
        Collections.shuffle(shuffled, random);
        Verdict one = verdict(answers);
        Verdict other = verdict(shuffled);
        assertThat(other.value()).isEqualTo(one.value());
        assertThat(other.confidence()).isEqualTo(one.confidence());
    }

    @net.jqwik.api.Example
    void ofTwoThatSeeNoThreatTheFresherOneSpeaks() {
        Answer old = answer("virustotal", AnswerState.FOUND, 181, Map.of("malicious", 0L, "suspicious", 0L, "undetected", 70L, "harmless", 0L));
        Answer fresh = answer("hybrid-analysis", AnswerState.FOUND, 1, Map.of("verdict", "whitelisted", "threatScore", 0L, "multiscan", 0L, "disagreeing", 0L));
        Verdict alone = verdict(List.of(fresh));
        assertThat(alone.value()).isEqualTo(VerdictValue.NO_THREAT_FOUND);
        assertThat(verdict(List.of(old)).confidence()).isLessThan(alone.confidence());
        for (List<Answer> answers : List.of(List.of(old, fresh), List.of(fresh, old))) {
            assertThat(verdict(answers).value()).isEqualTo(VerdictValue.NO_THREAT_FOUND);
            assertThat(verdict(answers).confidence()).isEqualTo(alone.confidence());
        }
    }

    @Property(tries = 1000, seed = "1")
    void onlyAPositiveStatementYieldsNoThreatFound(@ForAll("answers") List<Answer> answers) {
        List<Answer> silent = answers.stream().filter(a -> a.state() != AnswerState.FOUND).toList();
        VerdictValue value = verdict(silent).value();
        boolean answered = silent.stream().anyMatch(a -> a.state() == AnswerState.NOT_FOUND || a.state() == AnswerState.PENDING);
        assertThat(value).isEqualTo(answered ? VerdictValue.UNKNOWN : VerdictValue.NOT_CHECKED);
    }

    @Property(tries = 1000, seed = "1")
    void everyVerdictHasItsReasonsAndAConfidenceWithinBounds(@ForAll("answers") List<Answer> answers) {
        Verdict verdict = verdict(answers);
        boolean statement = verdict.value().ordinal() <= VerdictValue.NO_THREAT_FOUND.ordinal();
        assertThat(verdict.confidence()).isBetween(statement ? 1 : 0, statement ? 100 : 0);
        assertThat(verdict.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.id()).matches("[a-z-]+\\.[a-z-]+");
            assertThat(rule.words()).isNotBlank().doesNotContain("null");
        });
        assertThat(verdict.bySource()).hasSameSizeAs(answers);
    }

    @Property(tries = 1000, seed = "1")
    void corroborationAloneIsNeverMalicious(@ForAll("virusTotal") Answer virusTotal) {
        Answer quiet = with(with(virusTotal, "malicious", -number(virusTotal, "malicious")), "suspicious", -number(virusTotal, "suspicious"));
        assertThat(verdict(List.of(quiet)).value()).isNotEqualTo(VerdictValue.MALICIOUS);
    }

    private static long number(Answer answer, String fact) {
        return ((Number) answer.facts().get(fact)).longValue();
    }

    @Provide
    Arbitrary<Answer> virusTotal() {
        Arbitrary<Long> few = Arbitraries.longs().between(0, 25);
        Arbitrary<Long> many = Arbitraries.longs().between(0, 70);
        return Combinators.combine(few, Arbitraries.longs().between(0, 3), many, many, Arbitraries.longs().between(0, 400), Arbitraries.longs().between(0, 2),
                Arbitraries.of(List.of(), List.of("trusted publisher"))).as((malicious, suspicious, harmless, undetected, age, yara, benign) -> {
            Map<String, Object> facts = new HashMap<>(Map.of("malicious", malicious, "suspicious", suspicious, "harmless", harmless,
                    "undetected", undetected, "yara", yara, "benign", benign));
            return answer("virustotal", AnswerState.FOUND, age, facts);
        });
    }

    @Provide
    Arbitrary<Answer> hybridAnalysis() {
        Arbitrary<String> verdicts = Arbitraries.of("malicious", "suspicious", "no specific threat", "whitelisted", "");
        return Combinators.combine(verdicts, Arbitraries.longs().between(-1, 100), Arbitraries.longs().between(0, 100), Arbitraries.longs().between(0, 400),
                Arbitraries.longs().between(0, 2)).as((verdict, score, multiscan, age, disagreeing) -> {
            Map<String, Object> facts = new HashMap<>(Map.of("multiscan", multiscan, "disagreeing", disagreeing));
            if (!verdict.isEmpty()) {
                facts.put("verdict", verdict);
            }
            if (score >= 0) {
                facts.put("threatScore", score);
            }
            return answer("hybrid-analysis", AnswerState.FOUND, age, facts);
        });
    }

    @Provide
    Arbitrary<List<Answer>> answers() {
        Arbitrary<Answer> other = Combinators.combine(Arbitraries.longs().between(0, 100), Arbitraries.of(AnswerState.values()))
                .as((score, state) -> answer("urlscan", state, 1, Map.of("score", score)));
        Arbitrary<Answer> silent = Arbitraries.of(AnswerState.values()).filter(s -> s != AnswerState.FOUND)
                .map(state -> answer("abuseipdb", state, 1, Map.of()));
        return Combinators.combine(virusTotal(), hybridAnalysis(), other, silent).as(List::of);
    }
}
