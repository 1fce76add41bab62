package io.github.iocenrichment.journey;

import io.github.iocenrichment.source.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sources that refused our key: they are left alone for a while, and an operator is told once. */
final class RefusedKeys {
    private static final Duration LEFT_ALONE_FOR = Duration.ofMinutes(10);

    private final Map<String, Instant> until = new ConcurrentHashMap<>();
    private final IncidentLog log;

    RefusedKeys(IncidentLog log) {
        this.log = log;
    }

    boolean has(String source, Instant now) {
        Instant end = until.get(source);
        return end != null && now.isBefore(end);
    }

    void add(String source, Answer answer, Instant now) {
        Instant before = until.put(source, now.plus(LEFT_ALONE_FOR));
        if (before == null || now.isAfter(before)) {
            log.warning(Sources.title(source) + " is not asked for the next " + LEFT_ALONE_FOR.toMinutes() + " minutes: " + answer.reason()
                    + "; check " + source + ".api-key");
        }
    }
}
