package io.github.iocenrichment.ivanti;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.http.RetryAfter;
import io.github.iocenrichment.ivanti.IvantiFault.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one answer of Ivanti means: data, or a fault.
 *
 * @param json  the data; missing when the answer had no body or is a fault
 * @param fault null when the call brought what was asked for
 */
public record IvantiAnswer(JsonNode json, @Nullable IvantiFault fault) {
    /** A longer wait is believed to be so long and no longer. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /**
     * Reads an answer whose body is JSON. Downloads are not: use {@link #faultOf}.
     *
     * @param now the time, from which a wait asked for is reckoned
     */
    public static IvantiAnswer read(HttpReply reply, Instant now) {
        Optional<IvantiFault> fault = faultOf(reply, now);
        if (fault.isPresent()) {
            return new IvantiAnswer(MissingNode.getInstance(), fault.get());
        }
        if (reply.status() == 204 || reply.body().length == 0) {
            return new IvantiAnswer(MissingNode.getInstance(), null);
        }
        if (isPage(reply)) {
            return failed(Kind.MAINTENANCE, "a page for people came in place of data: " + ErrorWords.of(reply.body()));
        }
        JsonNode json = Json.parse(reply.body());
        return json == null ? failed(Kind.UNREADABLE, "the answer is no JSON") : new IvantiAnswer(json, null);
    }

    /** What the status alone means, for answers whose body is not JSON; empty for 200, 201, 202 and 204. */
    public static Optional<IvantiFault> faultOf(HttpReply reply, Instant now) {
        int status = reply.status();
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        String words = ErrorWords.of(reply.body());
        Kind kind = kind(status, words);
        String line = "HTTP " + status + (words.isEmpty() ? "" : ": " + words);
        if (status > 300 && status < 400) {
            line = "HTTP " + status + ": redirected in place of an answer";
        }
        return Optional.of(new IvantiFault(kind, line, Remedy.of(kind, words), retryAt(kind, reply, now)));
    }

    /**
     * Whether a download brought a log-in or maintenance page in place of the file. A ticket may hold real HTML files, so the
     * page only counts when the answer does not come as a file.
     */
    public static boolean isPageInPlaceOfFile(HttpReply reply) {
        return reply.status() == 200 && reply.header("Content-Disposition").isEmpty() && isPage(reply);
    }

    public boolean isFault() {
        return fault != null;
    }

    private static Kind kind(int status, String words) {
        String lower = words.toLowerCase(Locale.ROOT);
        return switch (status) {
            case 300 -> Kind.UPLOAD_REFUSED;
            case 400 -> isAbsence(lower) ? Kind.ABSENT : lower.contains("tenant not found or wrong password") ? Kind.UNAUTHORISED : Kind.REFUSED;
            case 401 -> Kind.UNAUTHORISED;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.WRONG_PATH;
            case 429 -> Kind.THROTTLED;
            case 408, 425 -> Kind.UNAVAILABLE;
            default -> status >= 500 || status < 200 ? Kind.UNAVAILABLE : status < 400 ? Kind.MAINTENANCE : Kind.REFUSED;
        };
    }

    /** Absent records are reported by 400 and these words, never by 404. */
    private static boolean isAbsence(String words) {
        return (words.contains("invalid key") || words.contains("cannot be found") || words.contains("not found"))
                && !words.contains("tenant not found") && !words.contains("required field");
    }

    private static @Nullable Instant retryAt(Kind kind, HttpReply reply, Instant now) {
        return kind.isPassing() ? RetryAfter.within(reply, now, LONGEST_WAIT).orElse(null) : null;
    }

    private static boolean isPage(HttpReply reply) {
        byte[] body = reply.body();
        int first = 0;
        while (first < body.length && (body[first] <= ' ')) {
            // also steps over a byte order mark, whose bytes are negative
            first++;
        }
        return first < body.length && body[first] == '<';
    }

    private static IvantiAnswer failed(Kind kind, String words) {
        return new IvantiAnswer(MissingNode.getInstance(), new IvantiFault(kind, ErrorWords.clean(words), List.of(), null));
    }
}
