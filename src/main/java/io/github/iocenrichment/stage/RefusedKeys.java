package io.github.iocenrichment.stage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Systems that refuse our key, as this node has met it since its start. A source that does is not asked for a while, then tried by one call. */
public final class RefusedKeys {
    public static final Duration PAUSE = Duration.ofMinutes(10);
    /** Reason of every answer that is missing for it. */
    public static final String REASON = "key refused";

    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
    private final Set<String> answeredAgain = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    /**
     * A key that is refused.
     *
     * @param since  when it was refused first, without an accepted call after it
     * @param until  no call is made before
     * @param trying whether the one call of the last pause's end is under way
     * @param logged when the log last said so; null when it has not
     */
    record Refusal(Instant since, Instant until, boolean trying, @Nullable Instant logged) {
    }

    RefusedKeys(Clock clock) {
        this.clock = clock;
    }

    /** Whether the source is not to be called now. */
    public boolean isLeftAlone(String system) {
        Refusal refusal = refusals.get(system);
        return refusal != null && clock.instant().isBefore(refusal.until());
    }

    /** Whether it is known that the source refuses the key; not while a call tries it. */
    public boolean isCertain(String system) {
        Refusal refusal = refusals.get(system);
        return refusal != null && !refusal.trying();
    }

    /** Whether a call may leave: any while the key is accepted, else one after each pause. */
    boolean mayBeSent(String system) {
        Instant now = clock.instant();
        boolean[] may = {true};
        refusals.computeIfPresent(system, (name, refusal) -> {
            may[0] = !now.isBefore(refusal.until());
            return may[0] ? new Refusal(refusal.since(), now.plus(PAUSE), true, refusal.logged()) : refusal;
        });
        return may[0];
    }

    /** The system has refused the key. */
    void refused(String system) {
        Instant now = clock.instant();
        refusals.merge(system, new Refusal(now, now.plus(PAUSE), false, null),
                (before, first) -> new Refusal(before.since(), first.until(), false, before.logged()));
    }

    /**
     * An answer was read as a refusal of the key, which its status alone may not have shown. It says nothing new about a source that is not asked, or that
     * has accepted the key since.
     *
     * @param asked when the call was paid; null when it was not
     */
    public void readAsRefused(String system, @Nullable Instant asked) {
        Instant last = accepted.get(system);
        if (!isLeftAlone(system) && (last == null || asked != null && last.isBefore(asked))) {
            refused(system);
        }
    }

    /** The system has accepted the key. */
    void accepted(String system) {
        accepted.put(system, clock.instant());
        if (refusals.remove(system) != null) {
            answeredAgain.add(system);
        }
    }

    /** The one call of a pause's end came to nothing: the next one may try. */
    void undecided(String system) {
        Instant now = clock.instant();
        refusals.computeIfPresent(system, (name, refusal) -> new Refusal(refusal.since(), now, false, refusal.logged()));
    }

    /** The next call to each of them may try the key. */
    public void endPauses() {
        refusals.keySet().forEach(this::undecided);
    }

    /** Whether the log is to say it now: once in each pause. */
    public boolean isNews(String system) {
        Instant now = clock.instant();
        boolean[] news = {false};
        refusals.computeIfPresent(system, (name, refusal) -> {
            news[0] = refusal.logged() == null || !now.isBefore(refusal.logged().plus(PAUSE));
            return news[0] ? new Refusal(refusal.since(), refusal.until(), refusal.trying(), now) : refusal;
        });
        return news[0];
    }

    /** Since when the system refuses the key; empty when it does not. */
    public Optional<Instant> since(String system) {
        return Optional.ofNullable(refusals.get(system)).map(Refusal::since);
    }

    /** Systems that have accepted the key again since this was asked last. */
    public Collection<String> takeAnsweredAgain() {
        Set<String> taken = new HashSet<>(answeredAgain);
        answeredAgain.removeAll(taken);
        return taken;
    }
}
