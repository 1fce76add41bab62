package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.Test;

/**
 * Every step of every shipped route is reached by a test of this package; those that are not stand, with their lines, in {@code target/route-coverage.txt}.
 * Runs when all other classes have ended (see {@code pom.xml}); where only some of them ran, it has nothing to say.
 */
class WhichStepsAreReachedTest {
    private static final Path REPORT = Path.of("target", "route-coverage.txt");

    @Test
    void everyStepOfEveryRouteWasReached() throws Exception {
        Set<String> missing = testClasses();
        Map<String, Set<String>> ran = RouteCoverage.read();
        missing.removeAll(ran.keySet());
        assumeTrue(missing.isEmpty(), () -> "only part of the route tests ran; not: " + missing);
        Set<String> reached = ran.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Set<String> all = new LinkedHashSet<>();
        Set<String> unreached = new LinkedHashSet<>();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setSourceLocationEnabled(true);
            var loader = PluginHelper.getRoutesLoader(camel);
            try (Stream<Path> files = Files.list(Path.of("routes"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml")).sorted().toList()) {
                    loader.loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
                }
            }
            for (RouteDefinition route : camel.getRouteDefinitions()) {
                look(route.getRouteId(), route.getOutputs(), reached, all, unreached);
            }
            for (RouteConfigurationDefinition configuration : camel.getRouteConfigurationDefinitions()) {
                configuration.getOnExceptions().forEach(onException -> look(configuration.getId(), onException.getOutputs(), reached, all, unreached));
            }
        }
        String summary = all.size() - unreached.size() + " of " + all.size() + " route steps reached";
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, Stream.concat(Stream.of(summary), unreached.stream()).collect(Collectors.joining("\n", "", "\n")));
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(unreached).as(summary + "; never reached").isEmpty();
    }

    /** Every step, and the steps of its branches; a branch itself is reached when one of its steps is. */
    private static void look(String route, Collection<ProcessorDefinition<?>> steps, Set<String> reached, Set<String> all, Set<String> unreached) {
        for (ProcessorDefinition<?> step : steps) {
            String named = route + ": " + (step.hasCustomIdAssigned() ? step.getId() : step.getShortName()) + " (" + RouteCoverage.place(step) + ")";
            all.add(named);
            if (!reached.contains(RouteCoverage.place(step)) && !(step instanceof TryDefinition)) {
                unreached.add(named);
            }
            if (step instanceof ChoiceDefinition choice) {
                choice.getWhenClauses().forEach(when -> look(route, when.getOutputs(), reached, all, unreached));
                if (choice.getOtherwise() != null) {
                    look(route, choice.getOtherwise().getOutputs(), reached, all, unreached);
                }
            } else {
                look(route, step.getOutputs(), reached, all, unreached);
            }
            if (step instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
                look(route, breaker.getOnFallback().getOutputs(), reached, all, unreached);
            }
        }
    }

    /** The test classes of this package that run routes. */
    private static Set<String> testClasses() throws IOException {
        Path folder = Path.of("target", "test-classes", WhichStepsAreReachedTest.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("RoutesTest.class"))
                    .map(name -> name.substring(0, name.indexOf('.'))).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
