package io.github.iocenrichment.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong for the requests it matches.
 *
 * @param system      the system that answers with it, null for every one
 * @param method      HTTP method, null for every one
 * @param path        part of the decoded path and query, without regard to case; null for every one
 * @param kind        what goes wrong
 * @param skip        how many matching requests pass unharmed first
 * @param times       how often it happens; 0 stands for always
 * @param probability chance from 0 to 1 that it happens to a matching request; 0 stands for 1
 * @param status      status of {@link Kind#ANSWER} and {@link Kind#APPLY_THEN_ANSWER}
 * @param body        body of these two, null for none
 * @param headers     extra answer headers, null for none
 * @param delayMillis wait before the answer, for {@link Kind#DRIP} between pieces
 */
public record Fault(SandboxSystem system, @Nullable String method, String path, Kind kind, int skip, int times, double probability, int status,
                    @Nullable String body, @Nullable Map<String, String> headers, long delayMillis) {

    /** What goes wrong. */
    public enum Kind {
        /** The given answer comes instead of the right one; nothing takes effect. */
        ANSWER,
        /** The request takes effect, the given answer comes instead of the right one. */
        APPLY_THEN_ANSWER,
        /** The right answer, late. */
        DELAY,
        /** The connection closes before anything took effect. */
        CUT_BEFORE,
        /** The request takes effect, then the connection closes without an answer. */
        APPLY_THEN_CUT,
        /** The request takes effect, the connection closes in the middle of the body. */
        CUT_MID_BODY,
        /** The right answer, in sixteen pieces with a wait between them. */
        DRIP,
        /** The right answer in plain bytes, announced as gzip. */
        WRONG_ENCODING
    }

    public Fault {
        Objects.requireNonNull(kind, "kind");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        method = method == null ? null : method.toUpperCase(Locale.ROOT);
        probability = probability <= 0 ? 1 : probability;
    }

    public static Fault answer(SandboxSystem system, String path, int status, String body) {
        return new Fault(system, null, path, Kind.ANSWER, 0, 1, 1, status, body, null, 0);
    }

    public static Fault of(SandboxSystem system, String path, Kind kind) {
        return new Fault(system, null, path, kind, 0, 1, 1, 503, null, null, 0);
    }

    public Fault onMethod(String wanted) {
        return new Fault(system, wanted, path, kind, skip, times, probability, status, body, headers, delayMillis);
    }

    public Fault times(int count) {
        return new Fault(system, method, path, kind, skip, count, probability, status, body, headers, delayMillis);
    }

    public Fault after(int passing) {
        return new Fault(system, method, path, kind, passing, times, probability, status, body, headers, delayMillis);
    }

    public Fault always() {
        return times(0);
    }

    public Fault withProbability(double chance) {
        return new Fault(system, method, path, kind, skip, times, chance, status, body, headers, delayMillis);
    }

    public Fault withHeaders(Map<String, String> extra) {
        return new Fault(system, method, path, kind, skip, times, probability, status, body, extra, delayMillis);
    }

    public Fault withStatus(int other, String text) {
        return new Fault(system, method, path, kind, skip, times, probability, other, text, headers, delayMillis);
    }

    public Fault delayed(long millis) {
        return new Fault(system, method, path, kind, skip, times, probability, status, body, headers, millis);
    }

    boolean matches(SandboxSystem receiver, Call call, String pathAndQuery) {
        return (system == null || system == receiver) && (method == null || method.equals(call.method()))
                && (path == null || pathAndQuery.toLowerCase(Locale.ROOT).contains(path.toLowerCase(Locale.ROOT)));
    }

    /** The answer that this fault gives by itself. The content type is guessed from the body unless a header says it. */
    Reply reply() {
        String text = body == null ? "" : body;
        String start = text.stripLeading();
        String type = start.startsWith("<") ? "text/html; charset=utf-8"
                : start.startsWith("{") || start.startsWith("[") ? "application/json; charset=utf-8" : "text/plain; charset=utf-8";
        Reply reply = text.isEmpty() ? Reply.empty(status == 0 ? 503 : status) : Reply.typed(status == 0 ? 503 : status, type, text);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return reply;
    }
}
