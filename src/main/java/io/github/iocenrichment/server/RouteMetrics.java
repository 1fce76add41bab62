package io.github.iocenrichment.server;

import org.apache.camel.component.micrometer.prometheus.MicrometerPrometheus;

/**
 * Camel's own metrics of routes, exchanges and steps, where {@code camel.metrics.enabled} asks for them. They go into the registry of ours and so onto
 * the page of ours: the server that Camel would open for them is not part of the product.
 */
public final class RouteMetrics extends MicrometerPrometheus {

    @Override
    protected void doStart() {
        // all that Camel does here is to publish a page of its own
    }
}
