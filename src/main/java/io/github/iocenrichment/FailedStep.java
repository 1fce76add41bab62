package io.github.iocenrichment;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Keeps where an exchange failed first, as {@code route ask-virustotal, step send-question}, in the exchange property {@code FailedStep}, so that error
 * handling can name it. Camel itself knows only the last endpoint, which says nothing about a bean or an expression.
 */
final class FailedStep implements InterceptStrategy {
    static final String PROPERTY = "FailedStep";
    /** Exchange property of the parts of a recipient list, whose recipients are no steps: the step of the list. */
    static final String LIST = "RecipientListStep";

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String route = ProcessorDefinitionHelper.getRouteId(definition);
        return new Watched(target, (route == null ? "" : "route " + route + ", ") + "step " + named(context, definition.getId()),
                definition.getShortName().equals("recipientList"));
    }

    /** The steps of a Kamelet are named after what it is used for. */
    private static @Nullable String named(CamelContext context, @Nullable String id) {
        try {
            return id == null || !id.contains("{{") ? id : context.resolvePropertyPlaceholders(id);
        } catch (IllegalArgumentException nothingToResolveItWith) {
            return id;
        }
    }

    private static final class Watched extends DelegateAsyncProcessor {
        private final String step;
        private final boolean isList;

        Watched(Processor target, String step, boolean isList) {
            super(target);
            this.step = step;
            this.isList = isList;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (isList) {
                exchange.setProperty(LIST, step);
            }
            return super.process(exchange, synchronously -> {
                if (exchange.getException() != null && exchange.getProperty(PROPERTY) == null) {
                    exchange.setProperty(PROPERTY, step);
                }
                callback.done(synchronously);
            });
        }
    }
}
