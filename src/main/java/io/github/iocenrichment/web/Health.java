package io.github.iocenrichment.web;

import io.github.iocenrichment.stage.LastErrors;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the product can do its work: the store answers, polls go through, Ivanti and Intel Exchange answer, and no system refuses our key. It reports
 * what is known from the calls of the work and waits for nothing, so that a monitor has its answer at once also in an outage.
 */
public final class Health {
    /** Detail of the poll: when the last one went through. */
    public static final String LAST_POLL = "lastPoll";

    private final BooleanSupplier store;
    private final BooleanSupplier pollSilent;
    private final Supplier<Instant> lastPoll;
    private final LastErrors errors;
    private final List<String> sources;

    /**
     * @param store      whether the store answered when it was last looked at
     * @param pollSilent whether several polls should have gone through since the last one that did
     * @param lastPoll   when that was; null when none has since the start
     * @param errors     how the calls to other systems fared
     * @param sources    names of the sources that have a key
     */
    public Health(BooleanSupplier store, BooleanSupplier pollSilent, Supplier<Instant> lastPoll, LastErrors errors, List<String> sources) {
        this.store = store;
        this.pollSilent = pollSilent;
        this.lastPoll = lastPoll;
        this.errors = errors;
        this.sources = List.copyOf(sources);
    }

    /** How one thing is. @param reason why it is not well; null when it is @param details what else is known of it, by name */
    public record State(@Nullable String reason, Map<String, Object> details) {
        public boolean isUp() {
            return reason == null;
        }

        private static State of(@Nullable String reason) {
            return new State(reason, Map.of());
        }
    }

    /** What is looked at, by its name, in the order in which it is shown. */
    public Map<String, Supplier<State>> checks() {
        Map<String, Supplier<State>> checks = new LinkedHashMap<>();
        checks.put("store", () -> State.of(store.getAsBoolean() ? null : "the store does not answer"));
        checks.put("poll", this::poll);
        checks.put(LastErrors.IVANTI, () -> reachable(LastErrors.IVANTI));
        checks.put(LastErrors.INTEL_EXCHANGE, () -> reachable(LastErrors.INTEL_EXCHANGE));
        checks.put("credentials", this::credentials);
        return checks;
    }

    private State poll() {
        Instant last = lastPoll.get();
        return new State(pollSilent.getAsBoolean() ? "three polls in a row did not go through" : null, last == null ? Map.of() : Map.of(LAST_POLL, last));
    }

    private State reachable(String system) {
        return State.of(errors.failingSince(system).map(since -> "no call has succeeded since " + since.truncatedTo(ChronoUnit.SECONDS)).orElse(null));
    }

    private State credentials() {
        String refusing = Stream.concat(Stream.of(LastErrors.IVANTI, LastErrors.INTEL_EXCHANGE), sources.stream())
                .filter(system -> errors.refusedKeys().since(system).isPresent()).collect(Collectors.joining(", "));
        return State.of(refusing.isEmpty() ? null : "key refused by " + refusing);
    }
}
