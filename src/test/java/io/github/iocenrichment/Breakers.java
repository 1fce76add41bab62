package io.github.iocenrichment;

import org.apache.camel.CamelContext;
import org.apache.camel.component.resilience4j.ResilienceProcessor;

/** The circuit breakers of a product, for tests of other packages. */
public final class Breakers {
    private Breakers() {
    }

    public static ResilienceProcessor of(CamelContext context, String source) {
        return CircuitBreakers.of(context, source).orElseThrow();
    }
}
