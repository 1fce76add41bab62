package io.github.iocenrichment.stage;

import io.github.iocenrichment.http.AnswerTooLongException;
import io.github.iocenrichment.intelx.IntelExchangeException;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import io.github.iocenrichment.network.CallObserver;
import io.github.iocenrichment.network.CallTimes;
import io.github.iocenrichment.source.Source.Trait;
import io.github.iocenrichment.source.SourceCatalog;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** How each outside system fares, as this node has met it since its start: its last failure, whether it fails at present, whether it refuses our key. */
public final class LastErrors implements CallObserver {
    /** Names of the two systems that are written to, as in the settings. */
    public static final String IVANTI = "ivanti";
    public static final String INTEL_EXCHANGE = "intelx";

    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    private final Map<String, Failure> last = new ConcurrentHashMap<>();
    private final Map<String, Instant> failing = new ConcurrentHashMap<>();
    private final RefusedKeys refusedKeys;
    private final Clock clock;
    private volatile CallTimes times = CallTimes.NOBODY;

    /** What went wrong, in words, and when. */
    public record Failure(@Nullable String words, Instant at) {
    }

    public LastErrors(Clock clock) {
        this.clock = clock;
        this.refusedKeys = new RefusedKeys(clock);
    }

    /** From now on the times of all calls are given to this as well. */
    public void timedBy(CallTimes listener) {
        times = listener;
    }

    @Override
    public void took(String system, String outcome, long nanos) {
        times.took(system, outcome, nanos);
    }

    /** Which systems refuse our key. */
    public RefusedKeys refusedKeys() {
        return refusedKeys;
    }

    /** Ivanti and Intel Exchange are asked all the same: their work waits for an operator, and a session is opened anew. */
    @Override
    public boolean maySend(String system) {
        return isWrittenTo(system) || refusedKeys.mayBeSent(system);
    }

    @Override
    public void answered(String system, int status, boolean page) {
        if (status == UNAUTHORISED || status == FORBIDDEN) {
            // what a web page or Ivanti means by it is judged by whoever reads the answer
            if (!system.equals(IVANTI) && !page && !(status == FORBIDDEN && SourceCatalog.is(system, Trait.FORBIDS_CALLS))) {
                refusedKeys.refused(system);
            }
        } else if (status < 300 || status >= 400 && status < 500 && !page) {
            refusedKeys.accepted(system);
            failing.remove(system);
        } else {
            broken(system);
        }
    }

    @Override
    public void broken(String system) {
        failing.putIfAbsent(system, clock.instant());
        refusedKeys.undecided(system);
    }

    private static boolean isWrittenTo(String system) {
        return system.equals(IVANTI) || system.equals(INTEL_EXCHANGE);
    }

    /** Keeps a failure of a system, in words. */
    public void report(String system, @Nullable String words) {
        last.put(system, new Failure(words, clock.instant()));
        failing.putIfAbsent(system, clock.instant());
    }

    /** Keeps a failure whose kind says which system it came from. */
    public void report(Throwable cause) {
        for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
            if (t instanceof IvantiUnavailableException || t instanceof IvantiRefusedException) {
                report(IVANTI, t.getMessage());
                if (t instanceof IvantiRefusedException refusal && refusal.isKeyRefused()) {
                    refusedKeys.refused(IVANTI);
                }
                return;
            }
            if (t instanceof AnswerTooLongException tooLong) {
                report(tooLong.system(), tooLong.getMessage());
                return;
            }
            if (t instanceof IntelExchangeException) {
                report(INTEL_EXCHANGE, t.getMessage());
                return;
            }
        }
    }

    /** Since when no call has gone well; empty when the last one did, or none was made. */
    public Optional<Instant> failingSince(String system) {
        return Optional.ofNullable(failing.get(system));
    }

    public Optional<Failure> last(String system) {
        return Optional.ofNullable(last.get(system));
    }
}
