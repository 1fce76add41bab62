package io.github.iocenrichment.web;

import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.RecordPages;
import io.github.iocenrichment.publish.Approval;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.report.SafeText;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publications that wait for an operator: what would be published, and the order to approve or refuse it. */
public final class ApprovalDesk {
    private static final int VALUES_SHOWN = 50;
    private static final int NAME_MAX = 60;
    private static final int REASON_MAX = 200;

    private final Approval approval;
    private final Pages pages;
    private final ReleaseForm form;
    private final RecordPages link;
    private final Access access;
    private final AuditTrail audit;

    /** @param link where people read an incident in Ivanti */
    public ApprovalDesk(Approval approval, Pages pages, ReleaseForm form, RecordPages link, Access access, AuditTrail audit) {
        this.approval = approval;
        this.pages = pages;
        this.form = form;
        this.link = link;
        this.access = access;
        this.audit = audit;
    }

    /**
     * A page, the HTTP status to send it with, and what is to be handed over.
     *
     * @param recId key of the incident whose publication was decided about; null when none was
     */
    public record Reply(int status, String html, @Nullable String recId) {
    }

    /** The page of those that wait. */
    public String page() {
        return pages.render("approvals.ftl", Map.of("waiting", approval.allWaiting().stream().map(this::shown).toList()));
    }

    private Map<String, Object> shown(Approval.Waiting waiting) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", waiting.id());
        shown.put("recId", SafeText.line(waiting.recId(), 40));
        shown.put("number", SafeText.line(waiting.number(), 40));
        link.of(BusinessObject.of(waiting.object()), waiting.number()).ifPresent(address -> shown.put("link", address));
        shown.put("tlp", SafeText.line(waiting.document().tlp(), 20));
        shown.put("objects", waiting.document().objects());
        shown.put("since", waiting.document().since().truncatedTo(ChronoUnit.SECONDS).toString());
        shown.put("until", waiting.document().until().truncatedTo(ChronoUnit.SECONDS).toString());
        List<String> values = waiting.values().stream().limit(VALUES_SHOWN)
                .map(one -> Defanger.value(one.type(), SafeText.line(one.value(), 300)) + " (" + one.type().label() + ")").toList();
        shown.put("values", values);
        shown.put("more", Math.max(0, waiting.document().indicators() - values.size()));
        return shown;
    }

    /** Those that wait, for the first page; null when none does. */
    public StatusView.@Nullable Approvals waiting() {
        List<Approval.Waiting> waiting = approval.allWaiting();
        return waiting.isEmpty() ? null : new StatusView.Approvals(waiting.size(), waiting.get(0).document().since());
    }

    /**
     * Carries out what the form orders, and writes down who ordered it.
     *
     * @param fields  the form by name, as the HTTP server has read it; anything else is no order
     * @param headers of the request; looked up without regard to case
     * @param address of the caller's connection
     */
    public Reply order(Object fields, Map<String, Object> headers, String address) {
        Caller caller = access.caller(headers, address);
        ReleaseForm.Fields order = form.fields(fields, headers);
        String by = SafeText.line(order.value("name"), NAME_MAX);
        String reason = SafeText.line(order.value("reason"), REASON_MAX);
        boolean approved = order.value("action").equals("approve");
        String refused = order.refused() != null ? order.refused() : !approved && !order.value("action").equals("refuse")
                ? "the form asks for something unknown"
                : by.isEmpty() ? "write your name beside the button" : !approved && reason.isEmpty() ? "write why it is refused: the note tells the analyst"
                : null;
        if (refused != null) {
            audit.refused(caller, "an order", refused);
            return new Reply(order.refused() != null ? order.status() : 400, result("Not done", refused), null);
        }
        return carryOut(order.value("id"), approved, by, reason, caller);
    }

    private String result(String headline, String words) {
        return pages.render("result.ftl", Map.of("headline", headline, "words", SafeText.words(words, REASON_MAX), "back", "/approvals"));
    }

    private Reply carryOut(String id, boolean approved, String by, String reason, Caller caller) {
        String action = approved ? "approve" : "refuse";
        String work = "publication of incident " + approval.allWaiting().stream().filter(one -> one.id().equals(id)).map(Approval.Waiting::number).findFirst()
                .orElse("?")
                + " in the name of " + by;
        // first the row, then the act: an order that cannot be written down is not carried out
        String row = audit.ordered(caller, action, work, reason.isEmpty() ? null : reason);
        boolean done = approval.decide(id, approved, by, reason);
        audit.settled(row, caller, action, work, done ? "done" : "not done: it does not wait any more, or has changed");
        return done ? new Reply(200, result(approved ? "Approved" : "Refused", approved ? "It is published now." : "It is not published; a note says so."),
                id.split("\\|", 2)[0])
                : new Reply(409, result("Not done", "this publication does not wait any more, or has changed: load the page again"), null);
    }
}
