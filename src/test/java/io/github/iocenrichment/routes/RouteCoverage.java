package io.github.iocenrichment.routes;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Which steps of the shipped routes were reached by the tests of this JVM: a step is known by its file and line. */
final class RouteCoverage implements InterceptStrategy {
    private static final Set<String> REACHED = new ConcurrentSkipListSet<>();
    private static final Set<String> CLASSES = new ConcurrentSkipListSet<>();

    /** Test classes that have run to their end. */
    static Set<String> classes() {
        return new TreeSet<>(CLASSES);
    }

    static void ran(Class<?> testClass) {
        CLASSES.add(testClass.getSimpleName());
    }

    static boolean isReached(NamedNode step) {
        return REACHED.contains(place(step));
    }

    /** <code>40-publish.camel.yaml:17</code>. */
    static String place(NamedNode step) {
        String location = step.getLocation() == null ? "?" : step.getLocation();
        return location.substring(location.lastIndexOf('/') + 1) + ":" + step.getLineNumber();
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String place = place(definition);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                REACHED.add(place);
                return super.process(exchange, callback);
            }
        };
    }
}
