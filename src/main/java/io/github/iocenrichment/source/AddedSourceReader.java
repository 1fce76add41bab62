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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every source has in common, for sources that are added by a route alone: the meaning of the HTTP status, and bounds for what the route
 * takes out of the JSON.
 *
 * <p>Facts: {@code verdict} (the source's word), {@code score} (0 to 100), {@code families} and {@code tags}, whichever the route gives.
 */
public final class AddedSourceReader {
    /** Fact of an answer that waits for an analysis: what the source calls it. */
    public static final String TOKEN = "token";
    /** Fact of the same: how often the source was asked about it. */
    public static final String POLLS = "polls";
    private static final int MOST_FAMILIES = 10;
    private static final int MOST_TAGS = 20;
    private static final ObjectMapper JSON = UntrustedJson.mapper().build();

    private final Question question;

    /** @param source name of the source, as in its settings */
    public AddedSourceReader(String source, IndicatorType type, String value, Instant now) {
        question = new Question(source, SourceCatalog.title(source), type, value, now);
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
     * The body as JSON.
     *
     * @throws UnreadableReplyException when it is empty, too deep, cut, wrongly compressed or no JSON
     */
    JsonNode json(HttpReply reply) throws UnreadableReplyException {
        try (InputStream bytes = ReplyBody.open(reply)) {
            JsonNode json = JSON.readTree(bytes);
            if (json == null || json.isMissingNode()) {
                throw new UnreadableReplyException("the answer was empty");
            }
            return json;
        } catch (StreamConstraintsException beyond) {
            throw new UnreadableReplyException("the answer was nested too deeply or its parts were too many");
        } catch (JsonProcessingException noJson) {
            throw new UnreadableReplyException(ReplyBody.looksLikeMarkup(reply) ? "a web page came in place of an answer" : "the answer was not JSON");
        } catch (IOException unreadable) {
            throw new UnreadableReplyException("the answer could not be read");
        }
    }

    /** Exactly one of the two. */
    public record TextOrReading(@Nullable String text, @Nullable Reading reading) {
    }

    /** The body as plain text, or what to say when there is none, as when a web page came. */
    public TextOrReading text(HttpReply reply) {
        Optional<Reading> said = byStatus(reply);
        if (said.isPresent()) {
            return new TextOrReading(null, said.get());
        }
        if (ReplyBody.looksLikeMarkup(reply)) {
            return new TextOrReading(null, question.unreadable(new UnreadableReplyException("a web page came in place of an answer"), List.of()));
        }
        try (InputStream bytes = ReplyBody.open(reply)) {
            return new TextOrReading(new String(bytes.readAllBytes(), StandardCharsets.UTF_8), null);
        } catch (IOException unreadable) {
            return new TextOrReading(null, question.unreadable(new UnreadableReplyException("the answer could not be read"), List.of()));
        }
    }

    /** The JSON text, or what to say when there is none. */
    public JsonOrReading read(HttpReply reply) {
        return read(reply, null);
    }

    /**
     * The same for an answer of known form.
     *
     * @param member what the answer must have at its top to be one of the source's; null for anything
     */
    public JsonOrReading read(HttpReply reply, @Nullable String member) {
        Optional<Reading> said = byStatus(reply);
        if (said.isPresent()) {
            return new JsonOrReading(null, said.get());
        }
        try {
            JsonNode json = json(reply);
            return member == null || json.has(member) ? new JsonOrReading(json.toString(), null) : new JsonOrReading(null, question.otherForm(List.of()));
        } catch (UnreadableReplyException unreadable) {
            return new JsonOrReading(null, question.unreadable(unreadable, List.of()));
        }
    }

    /** Exactly one of the two. */
    public record JsonOrReading(@Nullable String json, @Nullable Reading reading) {
    }

    /**
     * The source knows the indicator. All parts are what the route took out of the JSON, null where nothing was there.
     *
     * @param score 0 to 100, as number or text; anything else counts as not given
     */
    public Reading found(@Nullable Object verdict, @Nullable Object score, @Nullable Object summary, @Nullable Object link, @Nullable Object observedAt) {
        Double points = score == null ? null : VendorJson.decimal(TextNode.valueOf(score.toString().strip()));
        Facts.Builder facts = new Facts.Builder().put("verdict", line(verdict, 40))
                .put("score", points == null || points < 0 || points > 100 ? null : Math.round(points));
        return question.found(facts.build(), line(summary, 300), observedAt == null ? null : VendorTime.of(TextNode.valueOf(observedAt.toString())),
                line(link, 500), List.of());
    }

    /**
     * The same out of a map, where nothing is there when a name is missing: {@code verdict}, {@code score}, {@code text} (one line), {@code link},
     * {@code observedAt}, and {@code families} and {@code tags}, lists or single texts.
     */
    public Reading found(Map<String, ?> said) {
        List<String> families = words(said.get("families"), MOST_FAMILIES, 80);
        List<String> tags = words(said.get("tags"), MOST_TAGS, 60);
        String text = line(said.get("text"), 200);
        String others = families.stream().filter(family -> text == null || !contains(text, family)).collect(Collectors.joining(", "));
        String summary = Stream.of(text == null ? verdictAndScore(said) : text, others.isEmpty() ? "" : "family " + others,
                tags.isEmpty() ? "" : "tags " + String.join(", ", tags)).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining("; "));
        Reading read = found(said.get("verdict"), said.get("score"), summary.isEmpty() ? null : summary, said.get("link"), said.get("observedAt"));
        Map<String, Object> facts = new LinkedHashMap<>(read.answer().facts());
        Facts.Builder lists = new Facts.Builder().put("families", families).put("tags", tags);
        facts.putAll(lists.build());
        Answer answer = read.answer();
        return question.found(facts, answer.summary(), answer.observedAt(), answer.link(), List.of());
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
    }

    /** {@code malicious, score 96}; null when the source gives neither. */
    private static @Nullable String verdictAndScore(Map<String, ?> said) {
        String verdict = line(said.get("verdict"), 40);
        String score = line(said.get("score"), 10);
        return score == null ? verdict : verdict == null ? "score " + score : verdict + ", score " + score;
    }

    private static List<String> words(@Nullable Object given, int most, int max) {
        Collection<?> items = given instanceof Collection<?> list ? list : given == null ? List.of() : List.of(given);
        return items.stream().filter(item -> item instanceof String || item instanceof Number).map(item -> line(item, max)).filter(Objects::nonNull).distinct()
                .limit(most).toList();
    }

    /**
     * The analysis is not finished, and is asked about again.
     *
     * @param token what the route needs then, at most 500 characters
     * @param at    when to ask
     * @param polls how often it was asked about before
     */
    public Reading pending(Object reason, String token, Instant at, int polls) {
        Reading read = question.later(AnswerState.PENDING, line(reason, 140), at, List.of());
        Answer answer = read.answer();
        return new Reading(new Answer(answer.source(), answer.type(), answer.value(), answer.state(), answer.reason(), at, answer.answeredAt(), null, null,
                null,
                Map.of(TOKEN, token, POLLS, polls)), List.of(), false);
    }

    /** {@code not-found} or {@code pending}, with the route's words for it. */
    public Reading without(AnswerState state, @Nullable Object reason) {
        return question.without(state, line(reason, 140), List.of());
    }

    private static @Nullable String line(@Nullable Object text, int max) {
        return text == null ? null : VendorText.line(text.toString(), max);
    }
}
