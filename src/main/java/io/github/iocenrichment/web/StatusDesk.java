package io.github.iocenrichment.web;

import io.github.iocenrichment.task.ParkedTasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the status routes serve: the page, its figures as JSON, and the order of an operator to release or drop parked work. */
public final class StatusDesk {
    private static final int AUDIT_SHOWN = 20;
    private static final String NOT_PARKED = "this work is not parked any more";

    private final StatusData data;
    private final StatusPage page;
    private final ReleaseForm form;
    private final ParkedTasks tasks;
    private final Access access;
    private final AuditTrail audit;

    public StatusDesk(StatusData data, StatusPage page, ReleaseForm form, ParkedTasks tasks, Access access, AuditTrail audit) {
        this.data = data;
        this.page = page;
        this.form = form;
        this.tasks = tasks;
        this.access = access;
        this.audit = audit;
    }

    /** A page and the HTTP status to send it with. */
    public record Reply(int status, String html) {
    }

    /** @param refresh seconds after which the page loads itself anew, as the address asks for it; anything else for never */
    public String page(Object refresh) {
        String asked = String.valueOf(refresh);
        return page.render(view(), form, asked.matches("\\d{1,4}") ? Integer.parseInt(asked) : 0);
    }

    public String json() {
        return page.json(view());
    }

    private StatusView view() {
        return data.view().withAudit(audit.latest(AUDIT_SHOWN));
    }

    /**
     * Carries out what the form orders, and writes down who ordered it.
     *
     * @param form    its fields by name, as the HTTP server has read them; anything else is no order
     * @param headers of the request; looked up without regard to case
     * @param address of the caller's connection
     */
    public Reply order(Object form, Map<String, Object> headers, String address) {
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach((name, value) -> plain.put(name, String.valueOf(value)));
        Caller caller = new Caller(address, access.user(String.valueOf(headers.get("Authorization"))));
        ReleaseForm.Order order = this.form.read(encoded(form), plain);
        if (order.isRefused()) {
            audit.refused(caller, "an order", order.refused());
            return new Reply(order.status(), page.result("Not done", order.refused()));
        }
        return carryOut(order, caller);
    }

    private Reply carryOut(ReleaseForm.Order order, Caller caller) {
        int bar = order.id().indexOf('|');
        String name = bar < 0 ? order.id() : order.id().substring(0, bar);
        String key = order.id().substring(bar + 1);
        boolean release = order.action() == ReleaseForm.Action.RELEASE;
        String action = release ? "release" : "drop";
        String work = name + " of incident " + data.number(key).orElse(key);
        // first the row, then the act: an order that cannot be written down is not carried out
        String row = audit.ordered(caller, action, work);
        boolean done = release ? tasks.release(name, key) : tasks.drop(name, key);
        audit.settled(row, caller, action, work, done ? "done" : "not done: " + NOT_PARKED);
        return done ? new Reply(200, page.result(release ? "Released" : "Dropped", release ? "The work is tried again now." : "The work is dropped for good."))
                : new Reply(409, page.result("Not done", NOT_PARKED));
    }

    private static String encoded(Object form) {
        return !(form instanceof Map<?, ?> fields) ? "" : fields.entrySet().stream().map(field ->
                URLEncoder.encode(String.valueOf(field.getKey()), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
