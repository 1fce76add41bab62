package io.github.iocenrichment.source;

import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the usual headers say about a source's quota, whoever the source is: {@code X-RateLimit-Limit}, {@code -Remaining}, {@code -Reset}
 * (epoch, seconds from now or a date), {@code -Reset-After} and {@code -Window}, also spelled {@code X-Rate-Limit-...} and {@code RateLimit-...}.
 * Anything that is missing or senseless says nothing.
 */
final class RateLimits {
    private static final List<String> SPELLINGS = List.of("X-RateLimit-", "X-Rate-Limit-", "RateLimit-");
    private static final Set<String> WINDOWS = Set.of("minute", "hour", "day", "month");
    private static final long USUAL_WAIT = 60;
    private static final long SHORTEST_WAIT = 6;

    private RateLimits() {
    }

    /** Of an answer that was no refusal: with no call left the next one would fail, so the source closes before it. */
    static List<QuotaNotice> of(HttpReply reply, Instant now) {
        Long limit = first(name -> Optional.ofNullable(RetryTime.count(reply, name + "Limit"))).orElse(null);
        Long remaining = first(name -> Optional.ofNullable(RetryTime.count(reply, name + "Remaining"))).orElse(null);
        if (limit == null && remaining == null) {
            return List.of();
        }
        return List.of(new QuotaNotice(window(reply), limit, remaining, remaining != null && remaining == 0 ? again(reply, now) : null));
    }

    /** When to ask again after a refusal, or after the last call that was allowed. */
    static Instant again(HttpReply reply, Instant now) {
        Instant named = RetryTime.retryAfter(reply, now)
                .or(() -> first(name -> RetryTime.reset(reply, name + "Reset", now).or(() -> RetryTime.reset(reply, name + "Reset-After", now))))
                .orElse(now.plusSeconds(USUAL_WAIT));
        return RetryTime.later(named, now.plusSeconds(SHORTEST_WAIT));
    }

    /** Null when the source does not say which; a count without its window cannot be kept. */
    static @Nullable String window(HttpReply reply) {
        return first(name -> reply.header(name + "Window")).map(word -> word.toLowerCase(Locale.ROOT)).filter(WINDOWS::contains).orElse(null);
    }

    private static <T> Optional<T> first(Function<String, Optional<T>> reader) {
        return SPELLINGS.stream().flatMap(spelling -> reader.apply(spelling).stream()).findFirst();
    }
}
