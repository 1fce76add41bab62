package io.github.iocenrichment;

import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;

/** Camel's own program without two parts of its start that take time and change nothing here. */
final class QuickMain extends Main {
    @Override
    protected CamelContext createCamelContext() {
        DefaultCamelContext context = new Context();
        context.getCamelContextExtension().setRegistry(registry);
        return context;
    }

    /** Nothing: it would parse each file once more, for resources of Camel K, which {@code lint} refuses. */
    @Override
    protected void modelineRoutes(CamelContext context) {
    }

    /** Before it makes the route of a Kamelet, Camel removes one of that id, and first gathers the endpoints of every route, whether it is there or not. */
    private static final class Context extends DefaultCamelContext {
        private Context() {
            super(false);
        }

        @Override
        protected boolean removeRoute(String id, LoggingLevel level) throws Exception {
            return getRouteStatus(id) != null && super.removeRoute(id, level);
        }
    }
}
