package io.github.iocenrichment.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.UntrustedJson;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What every source has in common, for sources that are added by a route alone: the meaning of the HTTP status, and bounds for what the route
 * takes out of the JSON.
 *
 * <p>Facts: {@code verdict} (the source's word) and {@code score} (0 to 100), whichever the route gives.
 */
public final class AddedSourceReader {
    private static final ObjectMapper JSON = UntrustedJson.mapper().build();

    private final Question question;

    /** @param source name of the source, as in its settings */
    public AddedSourceReader(String source, IndicatorType type, String value, Instant now) {
        question = new Question(source, source, type, value, now);
    }

    /** What the answer's headers say about the source's quota, whatever else it says. */
    public List<QuotaNotice> quota(HttpReply reply) {
        return reply.status() == 429 ? List.of() : RateLimits.of(reply, question.now());
    }

    /** What the status alone says; empty when the answer's JSON is to be read. */
    public Optional<Reading> byStatus(HttpReply reply) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return status == 204 ? Optional.of(without(AnswerState.NOT_FOUND, null)) : Optional.empty();
        }
        if (status == 404 && !ReplyBody.looksLikeMarkup(reply)) {
            return Optional.of(without(AnswerState.NOT_FOUND, null));
        }
        if (status == 429) {
            Instant until = RateLimits.again(reply, question.now());
            return Optional.of(question.later(AnswerState.QUOTA, question.vendor() + ": too many requests", until,
                    List.of(new QuotaNotice(RateLimits.window(reply), null, 0L, until))));
        }
        return Optional.of(question.byStatus(reply, List.of()));
    }

    /**
     * The body as JSON text, for JSONPath.
     *
     * @throws UnreadableReplyException when it is empty, too deep, cut, wrongly compressed or no JSON
     */
    String json(HttpReply reply) throws UnreadableReplyException {
        try (InputStream bytes = ReplyBody.open(reply)) {
            JsonNode json = JSON.readTree(bytes);
            if (json == null || json.isMissingNode()) {
                throw new UnreadableReplyException("the answer was empty");
            }
            return json.toString();
        } catch (StreamConstraintsException beyond) {
            throw new UnreadableReplyException("the answer was nested too deeply or its parts were too many");
        } catch (JsonProcessingException noJson) {
            throw new UnreadableReplyException(ReplyBody.looksLikeMarkup(reply) ? "a web page came in place of an answer" : "the answer was not JSON");
        } catch (IOException unreadable) {
            throw new UnreadableReplyException("the answer could not be read");
        }
    }

    /** The JSON text, or what to say when there is none. */
    public JsonOrReading read(HttpReply reply) {
        Optional<Reading> said = byStatus(reply);
        if (said.isPresent()) {
            return new JsonOrReading(null, said.get());
        }
        try {
            return new JsonOrReading(json(reply), null);
        } catch (UnreadableReplyException unreadable) {
            return new JsonOrReading(null, question.unreadable(unreadable, List.of()));
        }
    }

    /** Exactly one of the two. */
    public record JsonOrReading(String json, Reading reading) {
    }

    /**
     * The source knows the indicator. All parts are what the route took out of the JSON, null where nothing was there.
     *
     * @param score 0 to 100, as number or text; anything else counts as not given
     */
    public Reading found(Object verdict, Object score, Object summary, Object link, Object observedAt) {
        Double points = score == null ? null : VendorJson.decimal(TextNode.valueOf(score.toString().strip()));
        Facts.Builder facts = new Facts.Builder().put("verdict", line(verdict, 40))
                .put("score", points == null || points < 0 || points > 100 ? null : Math.round(points));
        return question.found(facts.build(), line(summary, 300), observedAt == null ? null : VendorTime.of(TextNode.valueOf(observedAt.toString())),
                line(link, 500), List.of());
    }

    /** {@code not-found} or {@code pending}, with the route's words for it. */
    public Reading without(AnswerState state, Object reason) {
        return question.without(state, line(reason, 140), List.of());
    }

    private static String line(Object text, int max) {
        return text == null ? null : VendorText.line(text.toString(), max);
    }
}
