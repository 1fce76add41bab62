package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.AbuseIpDbFacts;

/** What AbuseIPDB's figures come to: the score, and how many different people stand behind it. */
final class AbuseIpDbRules {
    private final Rules rules;

    AbuseIpDbRules(Rules rules) {
        this.rules = rules;
    }

    void judge(Judged.Draft draft, AbuseIpDbFacts facts) {
        if (facts.whitelisted()) {
            draft.benign.add("on AbuseIPDB's white list");
        }
        if (Boolean.FALSE.equals(facts.isPublic())) {
            draft.fired("abuseipdb.not-public", "AbuseIPDB calls the address not public: reports about it say nothing");
            return;
        }
        if (facts.score() == null) {
            draft.fired("abuseipdb.no-score", "AbuseIPDB gave no score");
            return;
        }
        int score = facts.score().intValue();
        long reporters = facts.reporters() == null ? 0 : facts.reporters();
        String behind = "score " + score + ", " + Wording.count(facts.reports() == null ? 0 : facts.reports(), "report") + " by "
                + (facts.reporters() != null ? Wording.count(reporters, "reporter") : "an unstated number of reporters");
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
