package io.github.iocenrichment.enrich;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.settings.Periods;
import io.github.iocenrichment.source.AddedSourceReader;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.source.VendorText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what a route has read out of a source's JSON, for sources that have no reader in Java. A route calls {@link #json} with the HTTP
 * answer, picks fields out of the text with JSONPath, and says what they mean with {@link #found}, {@link #notFound} or {@link #pending}.
 */
public final class Answers {
    private static final int LONGEST_TOKEN = 500;
    /** Of {@code :65535}. */
    private static final int LONGEST_PORT = 6;
    /** Each costs quota; an analysis that takes longer is read when somebody asks about the value again. */
    private static final int MOST_POLLS = 20;
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(6);

    private final LookUps lookUps;
    private final Clock clock;

    public Answers(LookUps lookUps, Clock clock) {
        this.lookUps = lookUps;
        this.clock = clock;
    }

    /** A value made fit for a query or a path. */
    public String encoded(String value) {
        return OutgoingText.encoded(value);
    }

    /**
     * The answer's JSON as text; null when there is none to read, because the status has said it all: never seen (404, 204), quota (429),
     * key refused (401, 403), question refused (400, 422). A failure of the source becomes an exception, so that its circuit breaker counts it.
     * What the usual headers say about the source's quota is learned from every answer.
     */
    public @Nullable String json(LookUp lookUp, HttpReply reply) {
        return json(lookUp, reply, null);
    }

    /** The same for an answer that must have a member of that name at its top; one without is not the source's, and fails. */
    public @Nullable String json(LookUp lookUp, HttpReply reply, @Nullable String member) {
        lookUp.received(reply);
        AddedSourceReader reader = reader(lookUp);
        lookUp.learned().stated(reader.quota(reply));
        AddedSourceReader.JsonOrReading read = reader.read(reply, member);
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

    /**
     * The same out of a map; what is missing there counts as not given.
     *
     * @param said {@code verdict}, {@code score}, {@code text}, {@code link} and {@code observedAt} as above, and {@code families} and {@code tags}, lists or
     *             single texts, which reach note and STIX; other names are of no account
     */
    public void found(LookUp lookUp, Map<String, Object> said) {
        lookUps.take(lookUp, reader(lookUp).found(said));
    }

    /** The source has no record. */
    public void notFound(LookUp lookUp) {
        notFound(lookUp, null);
    }

    /** The source has no record. */
    public void notFound(LookUp lookUp, @Nullable Object reason) {
        lookUps.take(lookUp, reader(lookUp).without(AnswerState.NOT_FOUND, reason));
    }

    /** The source has not finished its analysis. */
    public void pending(LookUp lookUp, Object reason) {
        lookUps.take(lookUp, reader(lookUp).without(AnswerState.PENDING, reason));
    }

    /**
     * The source has begun an analysis; the question is asked again later, by this or another process, and holds no thread meanwhile. The route then finds
     * the token in <code>${variable.lookUp.token}</code>.
     *
     * @param token what the source calls the analysis
     * @param after how long to wait, such as {@code 30s} or {@code 2m}; 5 seconds to 6 hours
     * @throws IllegalArgumentException when there is no token, or the period is none
     */
    public void pending(LookUp lookUp, Object reason, @Nullable Object token, Object after) {
        String name = token == null ? null : VendorText.line(token.toString(), LONGEST_TOKEN);
        if (name == null) {
            throw new IllegalArgumentException("the route gives no token for the analysis to be asked about");
        }
        int polls = lookUp.polls();
        if (polls >= MOST_POLLS) {
            lookUps.take(lookUp, reader(lookUp).without(AnswerState.PENDING, "its analysis takes long"));
            return;
        }
        Duration wait = Periods.parse(String.valueOf(after).strip());
        Instant at = clock.instant().plus(wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        lookUps.take(lookUp, reader(lookUp).pending(reason, name, at, polls + 1));
    }

    /** The source has refused the question in words, with a status that does not say so; words about authentication refuse the key. */
    public void refused(LookUp lookUp, Object words) {
        boolean key = String.valueOf(words).toLowerCase(Locale.ROOT).contains("auth");
        lookUps.take(lookUp, reader(lookUp).without(key ? AnswerState.UNAUTHORISED : AnswerState.REJECTED, SourceCatalog.title(lookUp.getSource())
                + " refused " + (key ? "the key" : "the question") + ": " + words));
    }

    /**
     * The first of a list's entries that is about the value asked, which may stand there with a port behind it; null when none is.
     *
     * @param entries what a search found, objects of JSON
     * @param member  which member of an entry holds the value
     */
    public @Nullable Map<?, ?> entryAbout(LookUp lookUp, Object entries, String member) {
        String value = lookUp.getValue().toLowerCase(Locale.ROOT);
        return !(entries instanceof Collection<?> list) ? null : list.stream().filter(Map.class::isInstance).map(entry -> (Map<?, ?>) entry)
                .filter(entry -> {
                    String about = String.valueOf(entry.get(member)).toLowerCase(Locale.ROOT);
                    return about.equals(value) || about.startsWith(value + ":") && about.length() <= value.length() + LONGEST_PORT;
                }).findFirst().orElse(null);
    }

    private AddedSourceReader reader(LookUp lookUp) {
        return new AddedSourceReader(lookUp.getSource(), lookUp.getType(), lookUp.getValue(), clock.instant());
    }
}
