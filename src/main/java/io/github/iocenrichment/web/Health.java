package io.github.iocenrichment.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether the product does its work: the store answers. When the last poll went through is told beside it, for alarms of one's own. */
public final class Health {
    private final BooleanSupplier store;
    private final Supplier<Instant> lastPoll;
    private final Clock clock;

    public Health(BooleanSupplier store, Supplier<Instant> lastPoll, Clock clock) {
        this.store = store;
        this.lastPoll = lastPoll;
        this.clock = clock;
    }

    /** One look at everything. @param up false answers 503 @param json what is shown */
    public record Report(boolean up, String json) {
        public int getStatus() {
            return up ? 200 : 503;
        }

        public String getJson() {
            return json;
        }
    }

    /** Whether the process answers: it does. Nothing is looked at, so that a store in trouble gets nobody restarted. */
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
        boolean up = store.getAsBoolean();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", up ? "UP" : "DOWN").put("store", up ? "UP" : "DOWN");
        Instant last = lastPoll.get();
        json.put("lastPoll", last == null ? null : last.toString());
        json.put("at", clock.instant().toString());
        return new Report(up, json.toString());
    }
}
