package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hybrid Analysis' header {@code Api-Limits}, a JSON text; anything else in it says nothing.
 *
 * @param notices what it says about minute and hour
 * @param reached the window whose limit is reached; null when none is or it does not say
 */
record ApiLimits(List<QuotaNotice> notices, @Nullable String reached) {
    private static final Set<String> NAMES = Set.of("limits", "used", "minute", "hour", "limit_reached", "name_of_reached_limit");
    private static final List<String> WINDOWS = List.of("minute", "hour");
    private static final long USUAL_WAIT = 60;

    static ApiLimits of(HttpReply reply, Instant now) {
        String header = reply.header("Api-Limits").orElse("");
        if (header.isEmpty() || header.length() > 4_000) {
            return new ApiLimits(List.of(), null);
        }
        try {
            HttpReply text = new HttpReply(200, Map.of(), header.getBytes(StandardCharsets.UTF_8));
            return of(VendorJson.read(text, VendorJson.Keep.only(NAMES)), now);
        } catch (UnreadableReplyException malformed) {
            return new ApiLimits(List.of(), null);
        }
    }

    private static ApiLimits of(JsonNode limits, Instant now) {
        List<QuotaNotice> notices = new ArrayList<>();
        boolean isReached = Boolean.TRUE.equals(VendorJson.flag(limits.get("limit_reached")));
        String word = isReached ? VendorJson.line(limits.get("name_of_reached_limit"), 20) : null;
        String named = word == null ? null : word.toLowerCase(Locale.ROOT);
        String reached = named != null && WINDOWS.contains(named) ? named : null;
        for (String window : WINDOWS) {
            Long limit = sane(VendorJson.number(limits.path("limits").get(window)));
            Long used = sane(VendorJson.number(limits.path("used").get(window)));
            Long remaining = limit == null || used == null ? null : (Long) Math.max(0, limit - used);
            boolean closed = window.equals(reached) || remaining != null && remaining == 0 && limit > 0;
            if (closed && named == null) {
                reached = window;
            }
            if (limit != null || closed) {
                notices.add(new QuotaNotice(window, limit, closed ? Long.valueOf(0) : remaining, closed ? end(window, now) : null));
            }
        }
        if (isReached && notices.stream().allMatch(notice -> notice.closedUntil() == null)) {
            // some limit is reached and it does not say which: taken for the shorter one
            notices.add(new QuotaNotice("minute", null, 0L, now.plusSeconds(USUAL_WAIT)));
        }
        return new ApiLimits(notices, reached);
    }

    static Instant end(String window, Instant now) {
        return window.equals("hour") ? RetryTime.nextHour(now) : RetryTime.nextMinute(now);
    }

    private static @Nullable Long sane(@Nullable Long count) {
        return count == null || count < 0 || count > 1_000_000_000 ? null : count;
    }
}
