package io.github.iocenrichment.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether the product does its work: the store answers, and the poll goes through. It reports what is known and waits for nothing, so that a monitor
 * has its answer at once also while the store has none.
 */
public final class Health {
    private final BooleanSupplier store;
    private final BooleanSupplier pollSilent;
    private final Supplier<Instant> lastPoll;
    private final Clock clock;

    /**
     * @param store      whether the store answered when it was last looked at
     * @param pollSilent whether several polls should have gone through since the last one that did
     * @param lastPoll   when that was; null when none has since the start
     */
    public Health(BooleanSupplier store, BooleanSupplier pollSilent, Supplier<Instant> lastPoll, Clock clock) {
        this.store = store;
        this.pollSilent = pollSilent;
        this.lastPoll = lastPoll;
        this.clock = clock;
    }

    /** One look at everything. @param up false answers 503 @param json what is shown */
    public record Report(boolean up, String json) {
        public int getStatus() {
            return up ? 200 : 503;
        }
    }

    /** Whether the process answers: it does. Nothing is looked at, so that a failing store gets no process restarted. */
    public Report live() {
        return status(true);
    }

    /** Whether it does its work, without any figure: for probes that show no token. */
    public Report ready() {
        return status(store.getAsBoolean());
    }

    private static Report status(boolean up) {
        return new Report(up, JsonNodeFactory.instance.objectNode().put("status", up ? "UP" : "DOWN").toString());
    }

    public Report report() {
        boolean stored = store.getAsBoolean();
        boolean polled = !pollSilent.getAsBoolean();
        boolean up = stored && polled;
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", word(up)).put("store", word(stored)).put("poll", word(polled));
        Instant last = lastPoll.get();
        json.put("lastPoll", last == null ? null : last.toString());
        json.put("at", clock.instant().toString());
        return new Report(up, json.toString());
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
