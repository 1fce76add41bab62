package io.github.iocenrichment.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Which steps of the shipped routes were reached: a step is known by its file and line. What the tests of one JVM have reached is written down when
 * a test class has run to its end, into a folder that belongs to this run of all tests and is named by the property {@code route.coverage}.
 */
final class RouteCoverage implements InterceptStrategy {
    private static final Set<String> REACHED = new ConcurrentSkipListSet<>();

    /** What the test classes that have run to their end, by name, have reached. */
    static Map<String, Set<String>> read() throws IOException {
        Map<String, Set<String>> reached = new TreeMap<>();
        Optional<Path> folder = folder().filter(Files::isDirectory);
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(folder.get())) {
                for (Path file : files.toList()) {
                    reached.put(file.getFileName().toString(), Set.copyOf(Files.readAllLines(file)));
                }
            }
        }
        return reached;
    }

    /** To be called when a test class has run to its end. */
    static void ran(Class<?> testClass) throws IOException {
        if (folder().isPresent()) {
            Files.write(Files.createDirectories(folder().get()).resolve(testClass.getSimpleName()), REACHED);
        }
    }

    /** None when no build runs the tests. */
    private static Optional<Path> folder() {
        return Optional.ofNullable(System.getProperty("route.coverage")).map(Path::of);
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
