package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.Facts;
import java.util.Optional;

/** What AbuseIPDB's figures come to: the score, and how many different people stand behind it. */
final class AbuseIpDbRules {
    private final Rules rules;

    AbuseIpDbRules(Rules rules) {
        this.rules = rules;
    }

    void judge(Judged.Draft draft) {
        Facts facts = Facts.of(draft.answer);
        if (facts.is("whitelisted")) {
            draft.benign.add("on AbuseIPDB's white list");
        }
        if (facts.flag("public").filter(isPublic -> !isPublic).isPresent()) {
            draft.fired("abuseipdb.not-public", "AbuseIPDB calls the address not public: reports about it say nothing");
            return;
        }
        Optional<Long> stated = facts.number("score");
        if (stated.isEmpty()) {
            draft.fired("abuseipdb.no-score", "AbuseIPDB gave no score");
            return;
        }
        int score = stated.get().intValue();
        long reporters = facts.count("reporters");
        String behind = "score " + score + ", " + Wording.count(facts.count("reports"), "report") + " by "
                + (facts.number("reporters").isPresent() ? Wording.count(reporters, "reporter") : "an unstated number of reporters");
        int malicious = rules.whole("abuseipdb.malicious-score");
        int capped = Math.min(score, rules.whole("score.malicious") - 1);
        int enough = rules.whole("abuseipdb.malicious-reporters");
        if (score >= malicious && reporters >= enough) {
            draft.strong = score >= rules.whole("abuseipdb.strong-score") && reporters >= rules.whole("abuseipdb.strong-reporters");
            draft.is(VerdictValue.MALICIOUS, score).fired("abuseipdb.malicious",
                    "AbuseIPDB: " + behind + ": reaches the limits of score " + malicious + " and " + Wording.count(enough, "reporter"));
        } else if (score >= malicious) {
            draft.is(VerdictValue.SUSPICIOUS, capped).fired("abuseipdb.few-reporters", "AbuseIPDB: " + behind + ": the score reaches " + malicious
                    + ", but malicious needs " + Wording.count(enough, "reporter") + Wording.counted(score, capped));
        } else if (score >= rules.whole("abuseipdb.suspicious-score")) {
            draft.is(VerdictValue.SUSPICIOUS, capped).fired("abuseipdb.suspicious", "AbuseIPDB: " + behind + ": reaches the limit of "
                    + rules.whole("abuseipdb.suspicious-score") + ", not that of " + malicious + Wording.counted(score, capped));
        } else {
            draft.is(VerdictValue.NO_THREAT_FOUND, score).fired("abuseipdb.no-threat", "AbuseIPDB: " + behind + ": stays below the limit of "
                    + rules.whole("abuseipdb.suspicious-score"));
        }
    }
}
