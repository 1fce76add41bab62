package io.github.iocenrichment;

import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.task.TaskFence;
import io.github.iocenrichment.task.WorkCutOff;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.SimpleTypeConverter;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Camel with the routes beside the jar: its own settings, the reading of the routes, and what is said when they cannot be started. */
final class CamelMain {
    /** Camel's setting for where routes are, and what it is unless set. */
    static final String ROUTES = "camel.main.routesIncludePattern";
    static final String ROUTES_IN_FOLDER = "file:routes/*.camel.yaml";
    /** The second line of a YAML error names the file. */
    private static final int WORDS_LINES = 2;

    private CamelMain() {
    }

    /** Camel with the routes beside the jar; its own settings come from {@code camel.*}, with quiet defaults. */
    static Main of(Settings settings) {
        Properties properties = new Properties();
        properties.setProperty("camel.main.name", "ioc-enrichment");
        properties.setProperty(ROUTES, ROUTES_IN_FOLDER);
        // the files of sources that are off
        String off = new Sources(settings).unusedFiles().stream().map(file -> "**/" + file).collect(Collectors.joining(","));
        if (!off.isEmpty()) {
            properties.setProperty("camel.main.routesExcludePattern", off);
        }
        properties.setProperty("camel.component.kamelet.location", "file:" + Path.of("routes"));
        properties.setProperty("camel.main.autoConfigurationLogSummary", "false");
        properties.setProperty("camel.main.startupSummaryLevel", "Off");
        properties.setProperty("camel.main.jmxEnabled", "false");
        CleanStop.limit(properties);
        // a route that is missing fails the look-up soon; a start needs a moment until all routes are there
        properties.setProperty("camel.component.direct.timeout", "2000");
        // each reply is read whole in the next step; a body that broke off must not be read again by a cache
        properties.setProperty("camel.main.streamCachingEnabled", "false");
        properties.setProperty("camel.server.enabled", "true");
        properties.setProperty("camel.server.host", settings.text("http.host"));
        properties.setProperty("camel.server.port", settings.text("http.port"));
        properties.putAll(settings.all());
        Main camel = new QuickMain();
        camel.setDefaultPropertyPlaceholderLocation("false");
        camel.setOverrideProperties(properties);
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                // with the libraries of lib/, for components that the routes name
                main.getCamelContext().setApplicationContextClassLoader(Thread.currentThread().getContextClassLoader());
                // before the first route is loaded, so that each of them gets the fence
                TaskFence.install(main.getCamelContext());
                WorkCutOff.of(main.getCamelContext());
                main.getCamelContext().getCamelContextExtension().addInterceptStrategy(new FailedStep());
                // for the header of each call, and the levels of each failure; without them Camel looks through all its converters each time
                read(main.getCamelContext(), HttpMethods.class);
                read(main.getCamelContext(), LoggingLevel.class);
            }
        });
        return camel;
    }

    /** Has Camel read the names of this enumeration by a converter of its own. */
    private static <T extends Enum<T>> void read(CamelContext camel, Class<T> names) {
        camel.getTypeConverterRegistry().addTypeConverter(names, String.class,
                new SimpleTypeConverter(false, (type, exchange, name) -> Enum.valueOf(names, name.toString().strip().toUpperCase(Locale.ROOT))));
    }

    static void readRoutes(Main camel) {
        try {
            camel.init();
        } catch (RuntimeException e) {
            // a file that is no YAML, or none of the DSL's, is not reported as a Camel exception
            throw broken(e);
        }
        if (routes(camel).isEmpty()) {
            throw new StartException("no route was found in routes/*.camel.yaml; fix: start the product from its top folder, with the real folder and no"
                    + " link to it");
        }
        Set<String> starts = routes(camel).stream().map(route -> route.getInput().getEndpointUri()).collect(Collectors.toSet());
        camel.lookup("sources", Sources.class).check(starts::contains);
    }

    static List<RouteDefinition> routes(Main camel) {
        return camel.getCamelContext().getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
    }

    static boolean isFrom(RouteDefinition route, String scheme) {
        return route.getInput().getEndpointUri().startsWith(scheme + ":");
    }

    static RuntimeException broken(RuntimeException e) {
        for (Throwable cause : ExceptionUtils.getThrowableList(e)) {
            if (cause instanceof SettingsException setting) {
                // the port that was free a moment ago: no route is to blame
                return setting;
            }
        }
        Optional<String> missing = Libraries.missing(e);
        if (missing.isPresent()) {
            return new StartException(missing.get(), e);
        }
        return new StartException("the routes cannot be started: " + reason(e) + "; fix: correct the route file", e);
    }

    /** The innermost message that says something: what wraps it repeats the whole route. */
    private static String reason(Throwable error) {
        String words = error.getMessage();
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                words = cause.getMessage();
            }
        }
        return words == null ? error.getClass().getSimpleName() : words.lines().limit(WORDS_LINES).map(String::strip).collect(Collectors.joining(" "))
                .replaceFirst("[:,]$", "");
    }
}
