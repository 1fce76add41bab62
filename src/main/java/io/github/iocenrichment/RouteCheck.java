package io.github.iocenrichment;

import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.lint.Fault;
import io.github.iocenrichment.lint.Languages;
import io.github.iocenrichment.lint.LintSubject;
import io.github.iocenrichment.lint.RouteFiles;
import io.github.iocenrichment.lint.RouteLint;
import io.github.iocenrichment.lint.SettingsFaults;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsException.Problem;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.settings.SettingsReview;
import io.github.iocenrichment.task.TaskHeaders;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The check of route files and settings, by the command {@code lint} and before every start: {@link RouteLint}. */
public final class RouteCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RouteCheck.class);
    /** Class of each bean by name, as {@link Wiring} binds them; made by {@code make docs}, so that a check need not open the store. */
    private static final String BEANS = "/lint/beans.properties";
    /** What is set for routes elsewhere than in a shipped route: by those that send to an added output. */
    private static final Set<String> GIVEN_VARIABLES = Set.of("delivery");
    private static final Set<String> MESSAGE_NAMES = messageNames();
    private static final String HTTP = "http";
    private static final String SETTINGS = "application.properties";
    private static final String SECRETS = "secrets.properties";
    private static final Pattern FOLDER = Pattern.compile("file:(.+)/\\*\\.camel\\.yaml");

    private RouteCheck() {
    }

    /**
     * Checks the routes and settings beside the program, as they are written.
     *
     * @param top where {@code routes} and {@code application.properties} lie
     * @return what is wrong, by file and line
     */
    public static List<Fault> of(Path top, Map<String, String> environment, Properties systemProperties) {
        RouteFiles files = RouteFiles.in(top.resolve("routes"));
        List<Path> written = List.of(top.resolve(SECRETS), top.resolve(SETTINGS));
        SettingsFaults lines = new SettingsFaults(written, files.texts());
        SettingsReview settings;
        try {
            settings = review(top, environment, systemProperties);
        } catch (SettingsException e) {
            // what a route says of a source decides which settings there are: all else would be judged by the wrong ones
            return Stream.concat(files.unreadable().stream(), lines.of(e.problems()).stream()).toList();
        }
        List<Fault> unreadable = settings.unknown().isEmpty() && settings.problems().isEmpty() ? List.of() : files.unreadable();
        List<Fault> faults = new ArrayList<>(unreadable);
        if (unreadable.isEmpty()) {
            faults.addAll(lines.of(settings.unknown()));
        }
        faults.addAll(lines.of(settings.problems()));
        if (settings.problems().isEmpty()) {
            faults.addAll(lines.of(new OwnFiles(top, settings.values()).problems()));
        }
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            RouteLint.Findings findings = RouteLint.check(files, subject(settings.values(), shippedBeans(), new CamelLanguages(camel)));
            Optional<Problem> missing = findings.starts().flatMap(starts -> Sources.missing(settings.values(), starts::contains));
            missing.map(List::of).map(lines::of).ifPresent(faults::addAll);
            findings.faults().stream().filter(fault -> !unreadable.contains(fault)).forEach(faults::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Camel's languages cannot be closed", e);
        }
        return faults;
    }

    /** What is not wrong with the settings beside the program but looks so, one line each; none while they cannot be read. */
    public static List<String> warnings(Path top, Map<String, String> environment, Properties systemProperties) {
        try {
            return review(top, environment, systemProperties).warnings();
        } catch (SettingsException e) {
            LOG.debug("The settings cannot be read, which is reported as a fault", e);
            return List.of();
        }
    }

    private static SettingsReview review(Path top, Map<String, String> environment, Properties systemProperties) {
        return SettingsReview.of(new SettingsInput(top.resolve(SETTINGS), top.resolve(SECRETS), environment, systemProperties, Map.of(),
                RoutePlaceholders.in(top.resolve("routes"))));
    }

    /** Checks the routes that are about to be loaded, in a thread of its own while the store is opened; {@link #await} gives the outcome. */
    static CompletableFuture<List<Fault>> start(Settings settings) {
        CompletableFuture<List<Fault>> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                outcome.complete(loaded(settings.all(), shippedBeans()));
            } catch (RuntimeException | IOException e) {
                outcome.completeExceptionally(e);
            }
        }, "route-check");
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }

    /** The folder from which routes are loaded; none when somebody loads them from elsewhere, in whatever form. */
    static Optional<Path> folder(Map<String, String> settings) {
        Matcher pattern = FOLDER.matcher(settings.getOrDefault(CamelMain.ROUTES, CamelMain.ROUTES_IN_FOLDER));
        return pattern.matches() ? Optional.of(Path.of(pattern.group(1))) : Optional.empty();
    }

    /** What is wrong with the routes as they lie there now, with the beans that are bound. */
    static List<Fault> now(Main camel, Settings settings) {
        Map<String, String> beans = shippedBeans();
        camel.lookupByType(Object.class).forEach((name, bean) -> beans.putIfAbsent(name, bean.getClass().getName()));
        try {
            return loaded(settings.all(), beans);
        } catch (IOException e) {
            throw new UncheckedIOException("Camel's languages cannot be closed", e);
        }
    }

    private static List<Fault> loaded(Map<String, String> settings, Map<String, String> beans) throws IOException {
        Optional<Path> folder = folder(settings);
        if (folder.isEmpty()) {
            return List.of();
        }
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            return RouteLint.check(RouteFiles.in(folder.get()), subject(settings, beans, new CamelLanguages(camel))).faults();
        }
    }

    /**
     * What was found counts when it is still so with the beans that are bound, whatever the table says of them.
     *
     * @throws StartException in one line when a route is broken
     */
    static void await(CompletableFuture<List<Fault>> outcome, Main camel, Settings settings) throws InterruptedException {
        try {
            List<Fault> faults = outcome.get();
            if (!faults.isEmpty()) {
                faults = now(camel, settings);
            }
            if (!faults.isEmpty()) {
                throw broken(faults, null);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the routes cannot be checked", e);
        }
    }

    /**
     * Reads settings for the routes beside the program. A route file that cannot be read is reported before all that is wrong with them: it may bring along
     * the settings that seem to be unknown.
     *
     * @throws StartException    in one line when a route file cannot be read
     * @throws SettingsException when the settings cannot be used
     */
    public static Settings settings(Supplier<Settings> reading) {
        return settings(Path.of("routes"), reading);
    }

    /** @throws StartException in one line when a route file cannot be read */
    public static void readable(Path routes) {
        List<Fault> unreadable = RouteFiles.in(routes).unreadable();
        if (!unreadable.isEmpty()) {
            throw broken(unreadable, null);
        }
    }

    static Settings settings(Path routes, Supplier<Settings> reading) {
        try {
            return reading.get();
        } catch (SettingsException e) {
            List<Fault> unreadable = RouteFiles.in(routes).unreadable();
            throw unreadable.isEmpty() ? e : broken(unreadable, e);
        }
    }

    private static StartException broken(List<Fault> faults, @Nullable Throwable cause) {
        return new StartException("the routes cannot be started: " + faults.get(0) + (faults.size() == 1 ? "" : " (and " + (faults.size() - 1)
                + " more, which the command lint names)"), cause);
    }

    private static LintSubject subject(Map<String, String> settings, Map<String, String> bound, Languages languages) {
        Map<String, Class<?>> beans = new TreeMap<>();
        Map<String, String> schemes = new HashMap<>();
        bound.forEach((name, type) -> {
            beans.put(name, type(type));
            if (HttpComponent.class.isAssignableFrom(type(type))) {
                schemes.put(name, HTTP);
            }
        });
        for (String source : Sources.addedTo(settings)) {
            schemes.put(source, HTTP);
            beans.put("threads-" + source, ExecutorService.class);
        }
        settings.keySet().stream().filter(name -> name.matches("output\\.[^.]+\\.base-url")).map(name -> name.split("\\.")[1])
                .forEach(output -> schemes.put(output, HTTP));
        added(settings, beans);
        return new LintSubject(beans, schemes, settings, Indicator.class, GIVEN_VARIABLES, MESSAGE_NAMES, languages);
    }

    private static Set<String> messageNames() {
        Set<String> names = new TreeSet<>(List.of(TaskHeaders.WORK, TaskHeaders.POSTPONE_UNTIL, FailedStep.PROPERTY));
        for (Field constant : Exchange.class.getFields()) {
            try {
                if (constant.getType() == String.class) {
                    names.add(String.valueOf(constant.get(null)));
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a constant of an interface is public", e);
            }
        }
        return names;
    }

    /** Beans that the settings define themselves, by {@code camel.beans.NAME}. */
    private static void added(Map<String, String> settings, Map<String, Class<?>> beans) {
        settings.forEach((name, value) -> {
            if (name.matches("camel\\.beans\\.[^.]+")) {
                beans.putIfAbsent(name.substring("camel.beans.".length()), value.startsWith("#class:") ? type(value.substring("#class:".length()))
                        : Object.class);
            }
        });
    }

    private static Map<String, String> shippedBeans() {
        Properties table = new Properties();
        try (Reader reader = new InputStreamReader(RouteCheck.class.getResourceAsStream(BEANS), StandardCharsets.UTF_8)) {
            table.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the table of beans cannot be read from the jar", e);
        }
        Map<String, String> beans = new TreeMap<>();
        table.stringPropertyNames().forEach(name -> beans.put(name, table.getProperty(name)));
        return beans;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name.replaceAll("\\(.*", ""), false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            // of a library that the check need not load: its methods are not looked at
            return Object.class;
        }
    }
}
