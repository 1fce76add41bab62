package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Reading;
import io.github.iocenrichment.source.VirusTotalPaths;
import io.github.iocenrichment.source.VirusTotalReader;
import io.github.iocenrichment.stix.Tlp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * URLs that VirusTotal does not know, submitted for a scan when {@code virustotal.submit-unknown-urls} says so. Submitting publishes the URL: one
 * that carries secrets is never submitted, nor is any of an incident that is marked TLP:RED. The scan is polled by postponement; nothing waits
 * on a thread.
 */
public final class UrlSubmissions {
    /** Fact of a pending answer: id of the analysis to poll; empty when VirusTotal had the URL already. */
    static final String ANALYSIS = "analysis";
    private static final String POLLS = "polls";
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(15);
    /** Each poll costs quota; a scan that takes longer is read when somebody asks about the URL again. */
    private static final int MOST_POLLS = 8;

    private final VirusTotalReader reader = new VirusTotalReader();
    private final LookUps lookUps;
    private final boolean enabled;
    private final Tlp tlp;
    private final Clock clock;

    /** @param tlp marking of incidents that have none of their own */
    public UrlSubmissions(LookUps lookUps, boolean enabled, Tlp tlp, Clock clock) {
        this.lookUps = lookUps;
        this.enabled = enabled;
        this.tlp = tlp;
        this.clock = clock;
    }

    /** Whether this URL turned out to be unknown and is to be submitted; pays for the call. */
    public boolean isWanted(LookUp lookUp, EnrichmentWork enrichment) {
        return enabled && Objects.requireNonNullElse(enrichment.marking(), tlp) != Tlp.RED && lookUp.getType() == IndicatorType.URL && !lookUp.isMasked()
                && lookUp.reading() != null
                && lookUp.reading().answer().state() == AnswerState.NOT_FOUND && lookUps.mayCall(lookUp);
    }

    /** The form that submits it. */
    public String form(LookUp lookUp) {
        return VirusTotalPaths.submission(lookUp.getValue());
    }

    /** Where to poll. */
    public String pollPath(LookUp lookUp) {
        return VirusTotalPaths.analysis(lookUp.submission().facts().get(ANALYSIS).toString());
    }

    /** Takes the answer to the submission. One that was refused leaves the URL what it was: never seen. */
    public void submitted(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        Instant now = clock.instant();
        VirusTotalReader.Submission submission = reader.readSubmission(lookUp.getValue(), reply, now, lookUps.budgets().refusalsBefore(lookUp, reply));
        if (submission.failure() != null) {
            Answer unknown = Answer.without(AnswerState.NOT_FOUND, lookUp.getSource(), lookUp.getType(), lookUp.getValue(),
                    "could not be submitted: " + submission.failure().answer().reason(), now);
            lookUps.take(lookUp, new Reading(unknown, submission.failure().quota(), submission.failure().outage()));
            return;
        }
        lookUps.take(lookUp, waiting(lookUp, submission.known() ? "" : submission.analysisId(), 0, now));
    }

    /** Takes the answer to a poll. */
    public void polled(LookUp lookUp, HttpReply reply) {
        lookUp.received(reply);
        Instant now = clock.instant();
        VirusTotalReader.Poll poll = reader.readAnalysis(lookUp.getValue(), reply, now, lookUps.budgets().refusalsBefore(lookUp, reply));
        if (poll.completed()) {
            lookUp.analysisFinished();
        } else if (poll.reading().answer().state() == AnswerState.PENDING) {
            Map<String, Object> facts = lookUp.submission().facts();
            lookUps.take(lookUp, waiting(lookUp, facts.get(ANALYSIS).toString(), ((Number) facts.get(POLLS)).intValue() + 1, now));
        } else {
            lookUps.take(lookUp, poll.reading());
        }
    }

    /** Whether the scan is finished and the report may be read; pays for the call. */
    public boolean isReady(LookUp lookUp) {
        return lookUp.isScanned() && lookUps.mayCall(lookUp);
    }

    private static Reading waiting(LookUp lookUp, @Nullable String analysis, int polls, Instant now) {
        Answer pending = polls >= MOST_POLLS
                ? Answer.without(AnswerState.PENDING, lookUp.getSource(), lookUp.getType(), lookUp.getValue(), "submitted, its analysis takes long", now)
                : new Answer(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), AnswerState.PENDING, "unknown until now, submitted for analysis",
                        now.plus(BETWEEN_POLLS), now, null, null, null, Map.of(ANALYSIS, analysis, POLLS, polls));
        return new Reading(pending, List.of(), false);
    }
}
