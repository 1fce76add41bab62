package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.source.AddedSourceReader;
import io.github.iocenrichment.source.AnswerState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * Takes over what a route has read out of a source's JSON, for sources that have no reader in Java. A route calls {@link #json} with the HTTP
 * answer, picks fields out of the text with JSONPath, and says what they mean with {@link #found}, {@link #notFound} or {@link #pending}.
 */
public final class Answers {
    private final LookUps lookUps;
    private final Clock clock;

    public Answers(LookUps lookUps, Clock clock) {
        this.lookUps = lookUps;
        this.clock = clock;
    }

    /** A value made fit for a query or a path. */
    public String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The answer's JSON as text; null when there is none to read, because the status has said it all: never seen (404, 204), quota (429),
     * key refused (401, 403), question refused (400, 422). A failure of the source becomes an exception, so that its circuit breaker counts it.
     * What the usual headers say about the source's quota is learned from every answer.
     */
    public String json(LookUp lookUp, HttpReply reply) {
        AddedSourceReader reader = reader(lookUp);
        lookUp.learned().stated(reader.quota(reply));
        AddedSourceReader.JsonOrReading read = reader.read(reply);
        if (read.reading() != null) {
            lookUps.take(lookUp, read.reading());
        }
        return read.json();
    }

    /**
     * The source knows the indicator; every part may be null.
     *
     * @param verdict    malicious, suspicious, harmless (also clean, benign, safe), or anything else for no verdict
     * @param score      0 to 100
     * @param summary    one line for the analyst
     * @param link       page for the analyst
     * @param observedAt when the source looked: ISO date or epoch
     */
    public void found(LookUp lookUp, Object verdict, Object score, Object summary, Object link, Object observedAt) {
        lookUps.take(lookUp, reader(lookUp).found(verdict, score, summary, link, observedAt));
    }

    /** The source has no record. */
    public void notFound(LookUp lookUp, Object reason) {
        lookUps.take(lookUp, reader(lookUp).without(AnswerState.NOT_FOUND, reason));
    }

    /** The source has not finished its analysis. */
    public void pending(LookUp lookUp, Object reason) {
        lookUps.take(lookUp, reader(lookUp).without(AnswerState.PENDING, reason));
    }

    private AddedSourceReader reader(LookUp lookUp) {
        return new AddedSourceReader(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), clock.instant());
    }
}
