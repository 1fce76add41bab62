package io.github.iocenrichment.console;

import io.github.iocenrichment.web.ReleaseForm;
import io.github.iocenrichment.web.ReloadOrders;
import io.github.iocenrichment.web.ReplayOrders;
import io.github.iocenrichment.web.StatusDesk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders that the buttons of the console give: what concerns parked work and settings is carried out here, what
 * concerns an incident by the routes. */
public final class ConsoleOrders {
    private final StatusDesk desk;
    private final ReplayOrders replays;
    private final WorkPage work;
    private final ReloadOrders reload;

    ConsoleOrders(StatusDesk desk, ReplayOrders replays, WorkPage work, ReloadOrders reload) {
        this.desk = desk;
        this.replays = replays;
        this.work = work;
        this.reload = reload;
    }

    /** One order on its way through the routes. @param replay what they have to do @param reply what is answered when nothing is left to do */
    public record Taken(StatusDesk.Given given, ReplayOrders.@Nullable Order replay, StatusDesk.@Nullable Reply reply) {
    }

    /**
     * Reads an order, writes it down, and carries it out unless the routes have to.
     *
     * @param form    its fields by name
     * @param headers of the request
     * @param address of the caller's connection
     */
    public Taken take(Object form, Map<String, Object> headers, String address) {
        StatusDesk.Given given = desk.given(form, headers, address);
        ReleaseForm.Order order = given.order();
        if (order.isRefused()) {
            return new Taken(given, null, desk.refused(given));
        }
        return switch (order.action()) {
            case AGAIN, ASK -> new Taken(given, replays.fromPage(given.caller(), order.id(), desk.name(order.id()), order.action() == ReleaseForm.Action.ASK,
                    order.reason()), null);
            case RELEASE_ALL -> new Taken(given, null, desk.carryOutAll(given, work.of(order.id())));
            case RELOAD -> new Taken(given, null, reload.carryOut(given));
            default -> new Taken(given, null, desk.carryOut(given));
        };
    }

    /** What is answered. */
    public PageAnswer reply(Taken taken) {
        StatusDesk.Reply reply = taken.replay == null ? taken.reply
                : desk.said(taken.given.order(), taken.replay.getStatus(), taken.replay.getText().strip());
        return PageAnswer.page(reply.status(), reply.html());
    }
}
