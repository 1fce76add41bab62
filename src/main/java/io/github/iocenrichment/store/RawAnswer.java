package io.github.iocenrichment.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One reply of a source, word for word but for secrets.
 *
 * @param answer     what it became, as {@link #id} names it
 * @param part       its place among the replies that made that answer, from 0
 * @param answeredAt when that answer was read
 * @param status     of HTTP
 * @param digest     SHA-256 of the body as it was read, before anything was masked
 * @param length     of that body in bytes
 * @param masked     whether something was masked in the text
 * @param text       the body; null where only the rest was asked for
 */
public record RawAnswer(String answer, int part, @Nullable Instant answeredAt, int status, String digest, long length, boolean masked, @Nullable String text) {

    /** @param body as it was read @param text what is kept of it */
    public static RawAnswer of(String answer, int part, Instant answeredAt, int status, byte[] body, String text) {
        return new RawAnswer(answer, part, answeredAt, status, HexFormat.of().formatHex(Text.sha256(body)), body.length,
                !text.equals(new String(body, StandardCharsets.UTF_8)), text);
    }

    /** The same reply among those that made another answer. */
    RawAnswer as(String other, int place) {
        return new RawAnswer(other, place, answeredAt, status, digest, length, masked, text);
    }

    /** Names an answer: what was asked of whom, and when the answer was read. It can be put into an address, for it shows neither. */
    public static String id(AnswerStore.Key key, Instant answeredAt) {
        return Text.sha256(key.source() + '|' + key.type().label() + '|' + key.value() + '|' + answeredAt.truncatedTo(ChronoUnit.MILLIS));
    }
}
