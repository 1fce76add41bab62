package io.github.iocenrichment.web;

import io.github.iocenrichment.task.ParkedTasks;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the status routes serve: the page, its figures as JSON, and the order of an operator to release or drop parked work. */
public final class StatusDesk {
    private static final String NOT_PARKED = "this work is not parked any more";

    private final StatusData data;
    private final StatusPage page;
    private final ReleaseForm form;
    private final ParkedTasks tasks;
    private final Access access;
    private final AuditTrail audit;
    private final Supplier<Map<String, Object>> day;

    /** @param day figures of the last day, for the page */
    public StatusDesk(StatusData data, StatusPage page, ReleaseForm form, ParkedTasks tasks, Access access, AuditTrail audit,
            Supplier<Map<String, Object>> day) {
        this.day = day;
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
        StatusView view = data.view();
        return page.render(view, form, asked.matches("\\d{1,4}") ? Integer.parseInt(asked) : 0, view.problem() == null ? day.get() : Map.of());
    }

    public String json() {
        return page.json(data.view());
    }

    /** An order as it came, and who gave it. */
    public record Given(ReleaseForm.Order order, Caller caller) {
    }

    /**
     * Reads an order without carrying it out.
     *
     * @param fields  the form by name, as the HTTP server has read it; anything else is no order
     * @param headers of the request; looked up without regard to case
     * @param address of the caller's connection
     */
    public Given given(Object fields, Map<String, Object> headers, String address) {
        return new Given(form.read(fields, headers), access.caller(headers, address));
    }

    /** What people call an incident. */
    public @Nullable String name(@Nullable String recId) {
        return data.number(recId).map(number -> "incident " + number).orElse(recId);
    }

    /** What whoever gave an order that does not count is answered. */
    public Reply refused(Given given) {
        audit.refused(given.caller(), "an order", given.order().refused());
        return new Reply(given.order().status(), page.result("Not done", given.order().refused(), given.order().back()));
    }

    /** Carries out an order about one piece of parked or dropped work. */
    public Reply carryOut(Given given) {
        ReleaseForm.Order order = given.order();
        int bar = order.id().indexOf('|');
        String name = bar < 0 ? order.id() : order.id().substring(0, bar);
        String key = order.id().substring(bar + 1);
        if (!done(given, name, key)) {
            return new Reply(409, page.result("Not done", order.action() == ReleaseForm.Action.UNDROP
                    ? "this work was not dropped, or the same work is under way again" : NOT_PARKED, order.back()));
        }
        return new Reply(200, switch (order.action()) {
            case RELEASE -> page.result("Released", "The work is tried again now.", order.back());
            case DROP -> page.result("Dropped", "The work is not done any more; the page of work takes that back.", order.back());
            default -> page.result("Taken back", "The work is parked again as it was.", order.back());
        });
    }

    /** Carries out the same order about several pieces of work, each with a row of its own. @return how many it was done for */
    public Reply carryOutAll(Given given, List<ParkedTasks.Parked> work) {
        long done = work.stream().filter(one -> done(given, one.name(), one.key())).count();
        return new Reply(done == 0 ? 409 : 200, page.result(done == 0 ? "Not done" : "Released", done == 0 ? NOT_PARKED
                : done + (done == 1 ? " piece of work is" : " pieces of work are") + " tried again now.", given.order().back()));
    }

    private boolean done(Given given, String name, String key) {
        ReleaseForm.Action action = given.order().action();
        String word = switch (action) {
            case DROP -> "drop";
            case UNDROP -> "undrop";
            default -> "release";
        };
        String work = name + " of incident " + data.number(key).orElse(key);
        // first the row, then the act: an order that cannot be written down is not carried out
        String row = audit.ordered(given.caller(), word, work, given.order().reason());
        boolean done = switch (action) {
            case DROP -> tasks.drop(name, key);
            case UNDROP -> tasks.undrop(name, key);
            default -> tasks.release(name, key);
        };
        audit.settled(row, given.caller(), word, work, done ? "done" : "not done: " + NOT_PARKED);
        return done;
    }

    /** What came of an order that the routes have carried out. */
    public Reply said(ReleaseForm.Order order, int status, String words) {
        return new Reply(status, page.result(status == 200 ? "Ordered" : "Not done", words, order.back()));
    }
}
