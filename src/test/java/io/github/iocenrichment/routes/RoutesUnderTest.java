package io.github.iocenrichment.routes;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;

/** What is changed in shipped routes so that a test can run them: who starts them, what is mocked, and no pauses. */
final class RoutesUnderTest {
    private static final Set<String> OWN_STARTS = Set.of("task", "timer", "quartz", "seda");

    private RoutesUnderTest() {
    }

    /**
     * To be called before the routes are loaded.
     *
     * @param mocked endpoints of other files, as patterns; {@code task:*} always is
     */
    static void prepare(CamelContext context, List<String> mocked) {
        context.getCamelContextExtension().addInterceptStrategy(new RouteCoverage());
        // a route that is not there fails a test at once
        context.getComponent("direct", DirectComponent.class).setBlock(false);
        for (String pattern : Stream.concat(mocked.stream(), Stream.of("task:*")).toList()) {
            context.getCamelContextExtension().registerEndpointCallback(new InterceptSendToMockEndpointStrategy(pattern, true));
        }
    }

    /** Routes that start from {@code task:}, {@code timer:}, {@code quartz:} or {@code seda:} start from {@code direct:from-ROUTE}. */
    static void startByHand(ModelCamelContext context) {
        if (context.getRouteDefinitions().isEmpty()) {
            throw new IllegalStateException("no route was loaded");
        }
        for (RouteDefinition route : List.copyOf(context.getRouteDefinitions())) {
            String uri = route.getInput().getEndpointUri();
            if (OWN_STARTS.contains(uri.substring(0, uri.indexOf(':')))) {
                try {
                    AdviceWith.adviceWith(context, route.getRouteId(), false, advice -> advice.replaceFromWith("direct:from-" + route.getRouteId()));
                } catch (Exception e) {
                    throw new IllegalStateException("route " + route.getRouteId() + " cannot be started by hand", e);
                }
            }
        }
    }

    /** Tries follow one another at once; how many there are is left as shipped. */
    static void withoutPauses(ModelCamelContext context) {
        context.getRouteConfigurationDefinitions().stream().flatMap(configuration -> configuration.getOnExceptions().stream())
                .map(OnExceptionDefinition::getRedeliveryPolicyType).filter(policy -> policy != null && policy.getRedeliveryDelay() != null)
                .forEach(policy -> policy.setRedeliveryDelay("1"));
    }
}
