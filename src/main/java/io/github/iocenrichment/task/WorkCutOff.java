package io.github.iocenrichment.task;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Ends running work between two steps when the process is asked to stop. No further step of it runs, its error handling included: nothing is
 * written about a call that was cut off, and the work is done again after the next start. Pages are answered to the end.
 */
public final class WorkCutOff implements InterceptStrategy {
    /** Exchange property with the run that the exchange works for; copies of the exchange share it. */
    static final String RUN = "TaskRun";
    private volatile boolean begun;

    private WorkCutOff() {
    }

    /** One run of a task. */
    static final class Run {
        private volatile boolean cutOff;

        /** True when some step of it was left out. */
        boolean isCutOff() {
            return cutOff;
        }
    }

    /** The one of a context; it is put there when it is not there yet, which must be before the context's routes are made. */
    public static WorkCutOff of(CamelContext context) {
        var extension = context.getCamelContextExtension();
        return extension.getInterceptStrategies().stream().filter(WorkCutOff.class::isInstance).map(WorkCutOff.class::cast).findFirst().orElseGet(() -> {
            WorkCutOff added = new WorkCutOff();
            extension.addInterceptStrategy(added);
            return added;
        });
    }

    /** From here on no further step of any work begins. */
    void begin() {
        begun = true;
    }

    boolean isBegun() {
        return begun;
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return isTidyingUp(definition) ? target : new Ending(target);
    }

    /** What gives back what others wait for. */
    private static boolean isTidyingUp(NamedNode definition) {
        for (NamedNode node = definition; node != null; node = node.getParent()) {
            if (node.getShortName().equals("doFinally")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPage(Exchange exchange) {
        return exchange.getFromEndpoint() != null && exchange.getFromEndpoint().getEndpointUri().startsWith("platform-http");
    }

    private final class Ending extends DelegateAsyncProcessor {
        Ending(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (!begun || isPage(exchange)) {
                return super.process(exchange, callback);
            }
            Run run = exchange.getProperty(RUN, Run.class);
            if (run != null) {
                run.cutOff = true;
            }
            exchange.setRouteStop(true);
            callback.done(true);
            return true;
        }
    }
}
