package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.EpssReader;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.stage.OwnFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** EPSS is asked about all CVEs of an incident at once; what it said about each waits in the enrichment until that CVE's turn comes. */
public final class EpssBatches {
    private final EpssReader reader = new EpssReader();
    private final LookUps lookUps;
    private final Clock clock;

    public EpssBatches(LookUps lookUps, Clock clock) {
        this.lookUps = lookUps;
        this.clock = clock;
    }

    /** The calls to be made for an incident's CVEs, each paid for; what is known without a call is kept in the enrichment. */
    public List<EpssBatch> toAsk(EnrichmentWork enrichment) {
        Map<String, LookUp> claimed = new LinkedHashMap<>();
        for (LookUp lookUp : lookUps.claim(EpssReader.SOURCE, enrichment.cves(), enrichment)) {
            enrichment.opened(lookUp);
            if (lookUp.isClaimed()) {
                claimed.put(lookUp.getValue(), lookUp);
            } else {
                enrichment.epss().put(lookUp.indicator().value(), lookUp.answer());
            }
        }
        List<EpssBatch> batches = new ArrayList<>();
        for (List<String> cves : EpssReader.batches(claimed.keySet())) {
            List<LookUp> together = cves.stream().map(claimed::get).toList();
            if (lookUps.payTogether(together)) {
                batches.add(new EpssBatch(together));
            } else {
                together.forEach(lookUp -> enrichment.epss().put(lookUp.getValue(), lookUp.answer()));
            }
        }
        return batches;
    }

    /** Takes the answer to one call; a failure of the source becomes an exception, so that its circuit breaker counts it. */
    public void take(EpssBatch batch, HttpReply reply) {
        List<Reading> readings = reader.read(batch.ids(), reply, clock.instant());
        for (int i = 0; i < readings.size(); i++) {
            batch.lookUps().get(i).received(reply);
            batch.lookUps().get(i).markAsked();
            batch.lookUps().get(i).read(readings.get(i));
        }
        readings.stream().filter(Reading::outage).findFirst().ifPresent(failed -> {
            throw new SourceOutageException(failed.answer().reason());
        });
    }

    /** The call broke, or the circuit breaker let nothing through. */
    public void unavailable(EpssBatch batch, Throwable cause) {
        batch.lookUps().forEach(lookUp -> lookUps.unavailable(lookUp, cause));
    }

    /**
     * What broke on the way to the calls or between them: each CVE that has no answer yet has failed with the cause, and the other sources go on.
     *
     * @param place route and step that failed; null when they are not known
     */
    public void failed(EnrichmentWork enrichment, Throwable cause, String place) {
        OwnFailure.passOn(cause);
        for (Indicator cve : enrichment.cves()) {
            enrichment.epss().computeIfAbsent(cve.value(), value -> lookUps.broken(EpssReader.SOURCE, cve, cause, place));
        }
    }

    /** Keeps the answers of one call, for this incident and for all who ask later. */
    public void settle(EpssBatch batch, EnrichmentWork enrichment) {
        List<Answer> answers = lookUps.settle(batch.lookUps(), enrichment);
        for (int i = 0; i < answers.size(); i++) {
            enrichment.epss().put(batch.lookUps().get(i).getValue(), answers.get(i));
        }
    }

    /** What EPSS said about one CVE. */
    public Answer answer(Indicator cve, EnrichmentWork enrichment) {
        Answer answer = enrichment.epss().get(cve.value());
        return answer != null ? answer
                : Answer.without(AnswerState.FAILED, EpssReader.SOURCE, cve.type(), cve.value(), "the look-up failed", clock.instant());
    }
}
