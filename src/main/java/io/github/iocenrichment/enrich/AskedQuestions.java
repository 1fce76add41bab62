package io.github.iocenrichment.enrich;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many of an incident's questions really reached a source. A key that is known to be refused, an open circuit breaker, a used-up quota,
 * a connection that did not come about and a question that another incident asks are answered without a call and do not count.
 *
 * @param perSource questions that were sent, by source
 * @param cached    questions whose answer was there already
 */
record AskedQuestions(Map<String, Integer> perSource, int cached) {

    /** @param since when the incident began to ask: a kept answer that it asked for itself since then was no cached one */
    static AskedQuestions of(Collection<LookUp> lookUps, Instant since) {
        Map<String, Integer> perSource = new TreeMap<>();
        int cached = 0;
        for (LookUp lookUp : lookUps) {
            boolean kept = !lookUp.isAsked() && lookUp.answer() != null && lookUp.answer().state().isAnswered();
            if (lookUp.isAsked() || kept && lookUp.isOwnSince(since)) {
                perSource.merge(lookUp.getSource(), 1, Integer::sum);
            } else if (kept) {
                cached++;
            }
        }
        return new AskedQuestions(perSource, cached);
    }
}
