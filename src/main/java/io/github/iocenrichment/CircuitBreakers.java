package io.github.iocenrichment;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** The circuit breakers around the calls to the sources. */
final class CircuitBreakers {
    private CircuitBreakers() {
    }

    /**
     * The breaker of a source or output: that of its instance of the Kamelet {@code look-up-source}, else the step {@code guard-SOURCE} of a route of its own.
     */
    static Optional<ResilienceProcessor> of(CamelContext context, String source) {
        Route shell = Optional.ofNullable(context.getRoute(source)).orElseGet(() -> context.getRoute("output-" + source));
        return shell == null ? Optional.ofNullable(context.getProcessor("guard-" + source, ResilienceProcessor.class)) : in(shell).findFirst();
    }

    private static Stream<ResilienceProcessor> in(Route route) {
        return route.filter("*").stream().filter(ResilienceProcessor.class::isInstance).map(ResilienceProcessor.class::cast);
    }
}
