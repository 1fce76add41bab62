package io.github.iocenrichment.task;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.HeartbeatState;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Stops a worker right before it sends anything when it can no longer be sure that its task is its own: a process that was paused must not act
 * on work that another one took over meanwhile. The check reads two fields and asks no database.
 */
public final class TaskFence implements InterceptStrategy {
    /** Exchange property with the claim that the exchange works for. */
    static final String CLAIM = "TaskClaim";
    /** Others take a task over when its heartbeat is missing for the whole of that time; we stop at half of it. */
    private static final double STOP_AT = 0.5;
    private static final Set<String> SENDING = Set.of("to", "toD", "enrich", "pollEnrich", "wireTap", "recipientList", "routingSlip", "dynamicRouter");

    private TaskFence() {
    }

    /** Puts the fence up in a context. Must be done before its routes are made; doing it again changes nothing. */
    public static void install(CamelContext context) {
        var extension = context.getCamelContextExtension();
        if (extension.getInterceptStrategies().stream().noneMatch(TaskFence.class::isInstance)) {
            extension.addInterceptStrategy(new TaskFence());
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return SENDING.contains(definition.getShortName()) ? new Fenced(target) : target;
    }

    /** True when the exchange does not work for a task, or its task is surely still its own. */
    static boolean mayAct(Exchange exchange) {
        CurrentlyExecuting claim = exchange.getProperty(CLAIM, CurrentlyExecuting.class);
        if (claim == null) {
            return true;
        }
        HeartbeatState heartbeat = claim.getHeartbeatState();
        return heartbeat.getFailedHeartbeats() == 0 && heartbeat.getFractionDead() < STOP_AT;
    }

    /** The task may belong to another worker by now, so this one stopped. */
    public static final class LostClaimException extends RuntimeException {
        LostClaimException() {
            super("stopped before sending: this worker stood still too long and another one may have taken over");
        }
    }

    private static final class Fenced extends DelegateAsyncProcessor {
        Fenced(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (mayAct(exchange)) {
                return super.process(exchange, callback);
            }
            exchange.setException(new LostClaimException());
            callback.done(true);
            return true;
        }
    }
}
