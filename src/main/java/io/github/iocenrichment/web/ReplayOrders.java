package io.github.iocenrichment.web;

import io.github.iocenrichment.enrich.UnansweredIncidents.Unanswered;
import io.github.iocenrichment.replay.ReplayWork;
import io.github.iocenrichment.store.RecordStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Orders of the command {@code replay} to the running product: who gives one, what it is about, and what the command is answered. */
public final class ReplayOrders {
    /** No page of another site can send this header without asking first, which is not answered. */
    public static final String HEADER = "X-Requested-By";
    /** Its value. */
    public static final String COMMAND = "ioc-enrichment";
    private static final String ACTION = "replay";
    private static final String ASK = "ask";
    private static final int NAME_MAX = 60;

    private final RecordStore records;
    private final Access access;
    private final AuditTrail audit;

    public ReplayOrders(RecordStore records, Access access, AuditTrail audit) {
        this.records = records;
        this.access = access;
        this.audit = audit;
    }

    /** One order on its way through the routes. */
    public static final class Order {
        private final Caller caller;
        private final @Nullable String incident;
        private final @Nullable Instant since;
        private @Nullable String unanswered;
        private @Nullable String name;
        private @Nullable String row;
        private boolean accepted;
        private int status;
        private @Nullable String text;

        private Order(Caller caller, @Nullable String incident, @Nullable Instant since) {
            this.caller = caller;
            this.incident = incident;
            this.since = since;
        }

        /** What was named of one incident; null when the order is about all that are unanswered, or is refused. */
        public @Nullable String getIncident() {
            return incident;
        }

        /** Since when incidents are looked at; null when the order is about one incident, or is refused. */
        public @Nullable Instant getSince() {
            return since;
        }

        /** RecId of the one incident of which the unanswered questions are asked again; null when the order is another. */
        public @Nullable String getUnanswered() {
            return unanswered;
        }

        /** Whether there is such an incident to be done again. */
        public boolean isAccepted() {
            return accepted;
        }

        /** HTTP status of the reply. */
        public int getStatus() {
            return status;
        }

        /** The reply: lines for the operator. */
        public @Nullable String getText() {
            return text;
        }

        private Order reply(int code, String words) {
            status = code;
            text = words + "\n";
            return this;
        }

        /** What the audit calls the work. */
        private String work() {
            return unanswered != null ? "unanswered questions of " + name : name != null ? name : incident != null ? incident
                    : "incidents with unanswered questions since "
                    + since;
        }
    }

    /**
     * Reads an order and writes it down; what cannot be written down is not carried out.
     *
     * @param form    its fields by name: {@code incident}, or {@code since} as an ISO instant
     * @param headers of the request; looked up without regard to case
     * @param address of the caller's connection
     */
    public Order read(Object form, Map<String, Object> headers, String address) {
        Caller caller = access.caller(headers, address);
        if (!COMMAND.equals(headers.get(HEADER))) {
            return refused(caller, 403, "the order does not come from the command replay");
        }
        Map<?, ?> fields = form instanceof Map<?, ?> given ? given : Map.of();
        Object incident = fields.get("incident");
        Object since = fields.get("since");
        if (incident == null == (since == null) || incident != null && (incident.toString().isBlank() || incident.toString().length() > NAME_MAX)) {
            return refused(caller, 400, "the order names neither an incident nor a time");
        }
        try {
            Order order = new Order(caller, incident == null ? null : incident.toString(), since == null ? null : Instant.parse(since.toString()));
            order.row = audit.ordered(caller, ACTION, order.work());
            return order;
        } catch (DateTimeException e) {
            return refused(caller, 400, "the order names no time that can be read");
        }
    }

    /**
     * An order from a page, whose form was checked before.
     *
     * @param recId      of the incident
     * @param name       what people call it
     * @param unanswered true when only what is unanswered is to be asked
     * @param reason     why it is ordered; null when none was given
     */
    public Order fromPage(Caller caller, @Nullable String recId, String name, boolean unanswered, @Nullable String reason) {
        Order order = new Order(caller, unanswered ? null : recId, null);
        order.unanswered = unanswered ? recId : null;
        order.name = name;
        order.row = audit.ordered(caller, unanswered ? ASK : ACTION, order.work(), reason);
        return order;
    }

    private Order refused(Caller caller, int status, String reason) {
        audit.refused(caller, "a replay", reason);
        return new Order(caller, null, null).reply(status, reason);
    }

    /** Takes what Ivanti has under that name. */
    public void found(Order order, ReplayWork replay) {
        Optional<String> refusal = replay.refusal();
        if (refusal.isPresent()) {
            settle(order.reply(404, refusal.get()), replay.isAskable() ? "not done: no such incident" : "not done: no number");
        } else if (records.byRecId(replay.getRecId()).isPresent()) {
            settle(order.reply(404, replay.getName() + " is one of our own record incidents; name the incident that it is about"), "not done: own record");
        } else {
            order.accepted = true;
        }
    }

    /** The incident is at the beginning of its journey. */
    public void replayed(Order order, ReplayWork replay) {
        settle(order.reply(200, replay.getName() + " handed to the running product, which writes only what is new; its status page shows the progress"),
                "done");
    }

    /** These incidents are due to be asked about. */
    public void askedAgain(Order order, List<Unanswered> unanswered) {
        StringBuilder lines = new StringBuilder();
        unanswered.forEach(one -> lines.append(line(one)).append('\n'));
        settle(order.reply(200, order.unanswered == null ? lines + summary(unanswered.size(), order.since)
                : unanswered.isEmpty() ? "Nothing is unanswered that could be asked now." : lines.toString()), "done: " + unanswered.size());
    }

    /** One incident that is asked about again, for the operator. */
    public static String line(Unanswered one) {
        return one.name() + " is asked about again: " + one.questions();
    }

    /** The last line. */
    public static String summary(int count, @Nullable Instant since) {
        return switch (count) {
            case 0 -> "no incident has unanswered questions since " + Pages.time(since);
            case 1 -> "1 incident with unanswered questions since " + Pages.time(since) + " is asked about again; a further note reports what is new";
            default -> count + " incidents with unanswered questions since " + Pages.time(since) + " are asked about again; further notes report what is new";
        };
    }

    private void settle(Order order, String outcome) {
        audit.settled(order.row, order.caller, ACTION, order.work(), outcome);
    }
}
