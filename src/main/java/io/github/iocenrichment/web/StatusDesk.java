package io.github.iocenrichment.web;

import io.github.iocenrichment.task.ParkedTasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What the status routes serve: the page, its figures as JSON, and the order of an operator to release or drop parked work. */
public final class StatusDesk {
    private final StatusData data;
    private final StatusPage page;
    private final ReleaseForm form;
    private final ParkedTasks tasks;

    public StatusDesk(StatusData data, StatusPage page, ReleaseForm form, ParkedTasks tasks) {
        this.data = data;
        this.page = page;
        this.form = form;
        this.tasks = tasks;
    }

    /** A page and the HTTP status to send it with. */
    public record Reply(int status, String html) {
        public int getStatus() {
            return status;
        }

        public String getHtml() {
            return html;
        }
    }

    /** @param refresh seconds after which the page loads itself anew, as the address asks for it; anything else for never */
    public String page(Object refresh) {
        String asked = String.valueOf(refresh);
        return page.render(data.view(), form, asked.matches("\\d{1,4}") ? Integer.parseInt(asked) : 0);
    }

    public String json() {
        return page.json(data.view());
    }

    /** For the answer's header {@code Content-Security-Policy}. */
    public String policy() {
        return StatusPage.CONTENT_SECURITY_POLICY;
    }

    /** Carries out what the form orders. @param form its fields by name, as the HTTP server has read them; anything else is no order */
    public Reply order(Object form, Map<String, Object> headers) {
        Map<String, String> plain = new LinkedHashMap<>();
        headers.forEach((name, value) -> plain.put(name, String.valueOf(value)));
        ReleaseForm.Order order = this.form.read(encoded(form), plain);
        if (order.isRefused()) {
            return new Reply(order.status(), page.result("Not done", order.refused()));
        }
        int bar = order.id().indexOf('|');
        String name = bar < 0 ? order.id() : order.id().substring(0, bar);
        String key = order.id().substring(bar + 1);
        boolean release = order.action() == ReleaseForm.Action.RELEASE;
        boolean done = release ? tasks.release(name, key) : tasks.drop(name, key);
        return done ? new Reply(200, page.result(release ? "Released" : "Dropped", release ? "The work is tried again now." : "The work was given up for good."))
                : new Reply(409, page.result("Not done", "this work is not parked any more"));
    }

    private static String encoded(Object form) {
        return !(form instanceof Map<?, ?> fields) ? "" : fields.entrySet().stream().map(field ->
                URLEncoder.encode(String.valueOf(field.getKey()), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }
}
