package io.github.iocenrichment.journey;

import io.github.iocenrichment.source.AnswerTooLongException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last trouble with each outside system, as this node has met it since its start; for the status page. */
public final class SystemTroubles {
    /** Names of the two systems that are written to, as in the settings. */
    public static final String IVANTI = "ivanti";
    public static final String INTEL_EXCHANGE = "intelx";

    private final Map<String, Trouble> last = new ConcurrentHashMap<>();
    private final Clock clock;

    /** What went wrong, in words, and when. */
    public record Trouble(String words, Instant at) {
    }

    public SystemTroubles(Clock clock) {
        this.clock = clock;
    }

    void tell(String system, String words) {
        last.put(system, new Trouble(words, clock.instant()));
    }

    /** Keeps trouble that tells by its kind which system it came from. */
    void tell(Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof IvantiTrouble || t instanceof IvantiRefusal) {
                tell(IVANTI, t.getMessage());
                return;
            }
            if (t instanceof AnswerTooLongException tooLong) {
                tell(tooLong.system(), tooLong.getMessage());
                return;
            }
            if (t instanceof IntelxTrouble) {
                tell(INTEL_EXCHANGE, t.getMessage());
                return;
            }
        }
    }

    public Optional<Trouble> last(String system) {
        return Optional.ofNullable(last.get(system));
    }
}
