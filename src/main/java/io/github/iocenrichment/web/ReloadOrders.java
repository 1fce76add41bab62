package io.github.iocenrichment.web;

import java.util.Optional;
import java.util.function.Function;

/** The order to read all settings anew, from the button of the page. */
public final class ReloadOrders {
    private static final String WORK = "settings";
    private static final String ACTION = "read anew";

    private final Function<String, Optional<String>> reload;
    private final AuditTrail audit;
    private final StatusPage page;

    /** @param reload takes the cause in words, and says why the settings cannot be used; null where nothing is read anew, as in the sandbox */
    public ReloadOrders(Function<String, Optional<String>> reload, AuditTrail audit, StatusPage page) {
        this.reload = reload;
        this.audit = audit;
        this.page = page;
    }

    /** Has them read, after it was written down who ordered it. */
    public StatusDesk.Reply carryOut(StatusDesk.Given given) {
        ReleaseForm.Order order = given.order();
        if (reload == null) {
            return new StatusDesk.Reply(409, page.result("Not done", "The sandbox and a dry run do not begin anew: stop it and start it again.", order.back()));
        }
        String row = audit.ordered(given.caller(), ACTION, WORK, order.reason());
        Optional<String> problem = reload.apply("an order from the page");
        audit.settled(row, given.caller(), ACTION, WORK, problem.isEmpty() ? "done" : "not done: they cannot be used");
        return problem.map(words -> new StatusDesk.Reply(409, page.result("Not taken over", words + ". The running settings stay.", order.back())))
                .orElseGet(() -> new StatusDesk.Reply(200, page.result("Taken over",
                        "The settings can be used, and the work begins anew with them now. This page is away for a moment.", order.back())));
    }
}
