package io.github.iocenrichment.load;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** Takes the time of every look-up: from the first step of its route to the last, the store and the waits for a free request included. */
public final class LookUpTimes implements ContextServicePlugin, RoutePolicyFactory {
    private static final Queue<Double> MILLIS = new ConcurrentLinkedQueue<>();

    @Override
    public void load(CamelContext context) {
        context.addRoutePolicyFactory(this);
    }

    /** Milliseconds of each look-up since the last call. */
    static double[] drain() {
        double[] all = new double[MILLIS.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = MILLIS.remove();
        }
        return all;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        return routeId.startsWith("look-up-") ? new Watch(routeId) : null;
    }

    private static final class Watch extends RoutePolicySupport {
        private final String begun;

        Watch(String routeId) {
            begun = "load-" + routeId;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            exchange.setProperty(begun, System.nanoTime());
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            Long begin = exchange.getProperty(begun, Long.class);
            if (begin != null) {
                MILLIS.add((System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }
}
