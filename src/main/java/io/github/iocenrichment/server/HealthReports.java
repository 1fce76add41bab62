package io.github.iocenrichment.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.web.Health;
import java.time.Clock;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;

/** What Camel's health checks say, our own ({@link ProductHealthCheck}) among them, as the pages for monitors and probes show it. */
public final class HealthReports {
    private final Supplier<CamelContext> context;
    private final Clock clock;

    public HealthReports(Supplier<CamelContext> context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** One look at everything. @param up false answers 503 @param json what is shown */
    public record Report(boolean up, String json) {
        public int getStatus() {
            return up ? 200 : 503;
        }
    }

    /** Whether the process can work. A failing store or other system gets nobody restarted. */
    public Report live() {
        return status(HealthCheckHelper.invokeLiveness(context.get()));
    }

    /** Whether it does its work, without any figure: for probes that show no token. */
    public Report ready() {
        return status(HealthCheckHelper.invokeReadiness(context.get()));
    }

    private static Report status(Collection<HealthCheck.Result> results) {
        boolean up = isUp(results);
        return new Report(up, JsonNodeFactory.instance.objectNode().put("status", word(up)).toString());
    }

    /** All checks: ours by name with the reason why one is down, Camel's own as one. */
    public Report report() {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invoke(context.get(), "full");
        boolean up = isUp(results);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("status", word(up));
        ObjectNode reasons = JsonNodeFactory.instance.objectNode();
        String lastPoll = null;
        boolean camel = true;
        for (HealthCheck.Result result : results) {
            boolean isDown = result.getState() == HealthCheck.State.DOWN;
            String id = result.getCheck().getId();
            if (!ProductHealthCheck.GROUP.equals(result.getCheck().getGroup())) {
                camel &= !isDown;
                continue;
            }
            json.put(id, word(!isDown));
            if (isDown) {
                reasons.put(id, result.getMessage().orElse(null));
            }
            if (result.getDetails().containsKey(Health.LAST_POLL)) {
                lastPoll = result.getDetails().get(Health.LAST_POLL).toString();
            }
        }
        json.put("camel", word(camel)).put("lastPoll", lastPoll).put("at", clock.instant().toString()).set("reasons", reasons);
        return new Report(up, json.toString());
    }

    private static boolean isUp(Collection<HealthCheck.Result> results) {
        return results.stream().noneMatch(result -> result.getState() == HealthCheck.State.DOWN);
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
