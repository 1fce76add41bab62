package io.github.iocenrichment.web;

import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.store.AuditStore;
import io.github.iocenrichment.store.StoreFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every order and every refusal as one log line and one row of the audit table. Refusals are made by whoever calls, so they are bounded: those of one
 * address for one reason within a minute are one line and one row, at most twenty addresses and reasons a minute are logged apart, and what they write
 * waits in the given executor, never on the caller's thread.
 */
public final class AuditTrail {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final int MOST_A_MINUTE = 20;
    private static final String OTHERS = "further addresses";
    private static final int SUBJECT_MAX = 120;
    private static final int REASON_MAX = 160;
    private static final int USER_MAX = 60;
    private static final int REASON_GIVEN_MAX = 200;

    private final AuditStore store;
    private final Executor writer;
    private final Clock clock;
    private final Map<Source, Refusal> refusals = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;

    private record Source(String address, @Nullable String reason) {
    }

    private static final class Refusal {
        private final String id = UUID.randomUUID().toString();
        private int times = 1;
        private @Nullable Instant last;
    }

    /** @param writer runs what is written about refusals, one after the other; it may refuse when too much waits */
    public AuditTrail(AuditStore store, Executor writer, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Access that was refused. Returns at once.
     *
     * @param request method and path, without the query, which may hold anything
     * @param reason  one of few fixed sentences
     */
    public synchronized void refused(Caller caller, String request, @Nullable String reason) {
        Instant now = clock.instant();
        flush();
        Source source = new Source(caller.address(), reason);
        if (!refusals.containsKey(source) && refusals.size() >= MOST_A_MINUTE) {
            source = new Source(OTHERS, "more than " + MOST_A_MINUTE + " addresses and reasons within a minute");
        }
        Refusal known = refusals.get(source);
        if (known != null) {
            known.times++;
            known.last = now;
            return;
        }
        Refusal first = new Refusal();
        refusals.put(source, first);
        boolean one = source.address().equals(caller.address());
        String user = one ? clean(caller.user(), USER_MAX) : "";
        String subject = clean(request, SUBJECT_MAX);
        String outcome = "refused: " + clean(source.reason(), REASON_MAX);
        String address = source.address();
        LOG.warn("Access refused to {} for {}: {}", one ? caller : OTHERS, subject, clean(source.reason(), REASON_MAX));
        write(audit -> audit.add(new AuditStore.Entry(first.id, now, now, AuditStore.ACCESS, subject, address, user, outcome, 1)));
    }

    /** Writes the counts of refusals of a minute that is over. To be called now and then; returns at once. */
    public synchronized void flush() {
        Instant current = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            logRepetitions(this::write);
            minute = current;
        }
    }

    /** Writes the counts of all refusals so far, before the store is closed. */
    public synchronized void close() {
        logRepetitions(this::writeNow);
    }

    private void logRepetitions(Consumer<Consumer<AuditStore>> writing) {
        refusals.forEach((source, refusal) -> {
            if (refusal.times > 1) {
                LOG.warn("Access refused to {} {} times within a minute: {}", source.address(), refusal.times, source.reason());
                writing.accept(audit -> audit.repeated(refusal.id, refusal.times, refusal.last));
            }
        });
        refusals.clear();
    }

    /**
     * An order of an operator that is about to be carried out. When this cannot be written down, it must not be carried out.
     *
     * @param action {@code release} or {@code drop}
     * @param work   the work, in words
     * @return the row's id, for {@link #settled}
     * @throws io.github.iocenrichment.store.StoreException or another exception of the store
     */
    public String ordered(Caller caller, String action, String work) {
        return ordered(caller, action, work, null);
    }

    /** @param reason why it was ordered, in the words of whoever did; null when none was given */
    public String ordered(Caller caller, String action, String work, @Nullable String reason) {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        store.add(new AuditStore.Entry(id, now, now, action, clean(work, SUBJECT_MAX), caller.address(), clean(caller.user(), USER_MAX), "ordered", 1,
                reason == null ? null : clean(reason, REASON_GIVEN_MAX)));
        return id;
    }

    /** What came of an order. */
    public void settled(String id, Caller caller, String action, String work, String outcome) {
        LOG.info("{} of {} ordered by {}: {}", action, clean(work, SUBJECT_MAX), caller, outcome);
        store.settle(id, outcome);
    }

    private void write(Consumer<AuditStore> row) {
        try {
            writer.execute(() -> writeNow(row));
        } catch (RejectedExecutionException tooMuchWaits) {
            LOG.warn("A refusal could not be written to the audit table: the store does not keep up; the log has it");
        }
    }

    private void writeNow(Consumer<AuditStore> row) {
        try {
            row.accept(store);
        } catch (RuntimeException e) {
            LOG.warn("A refusal could not be written to the audit table: {}; the log has it", StoreFailure.words(e).orElse(e.getClass().getSimpleName()));
        }
    }

    private static @Nullable String clean(String text, int max) {
        return LogSecrets.known().mask(SafeText.line(text, max));
    }
}
