package io.github.iocenrichment;

import io.github.iocenrichment.check.Preflight;
import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.lint.Fault;
import io.github.iocenrichment.output.Outputs;
import io.github.iocenrichment.settings.PortCheck;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.stage.IncidentLog;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.task.TaskComponent;
import io.github.iocenrichment.task.TaskFence;
import io.github.iocenrichment.task.WorkCutOff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.SimpleTypeConverter;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running product: store, beans and routes put together, started and stopped in the right order. */
public final class Product implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    /** Camel's setting for where routes are, and what it is unless set. */
    static final String ROUTES = "camel.main.routesIncludePattern";
    static final String ROUTES_IN_FOLDER = "file:routes/*.camel.yaml";
    /** The second line of a YAML error names the file. */
    private static final int WORDS_LINES = 2;

    private final Store store;
    private final Main camel;
    private final TaskComponent tasks;
    private final CleanStop stop;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Product(Store store, Main camel, TaskComponent tasks, CleanStop stop) {
        this.store = store;
        this.camel = camel;
        this.tasks = tasks;
        this.stop = stop;
        camel.addMainListener(stop);
    }

    /**
     * How it is started.
     *
     * @param sandbox  whether the outside world is the built-in one
     * @param instead  takes what would be written outside; null when it is written
     * @param byItself whether it polls, shows pages and tidies up; else it does what it is asked to, beside a node that may be running
     * @param before   what is done with Camel before it reads the routes
     */
    private record RunMode(boolean sandbox, RecordingComponent instead, boolean byItself, Consumer<CamelContext> before) {
        RunMode(boolean sandbox, RecordingComponent instead, boolean byItself) {
            this(sandbox, instead, byItself, camel -> { });
        }
    }

    /**
     * Runs until the process is asked to stop.
     *
     * @param sandbox whether the outside world is the built-in one
     * @return the exit code
     * @throws StartException when it cannot start
     */
    public static int run(Settings settings, boolean sandbox) throws Exception {
        logSystems(settings, sandbox);
        return work(settings, open(settings, new RunMode(sandbox, null, true), Clock.systemUTC()), null);
    }

    /**
     * The same with the configured systems, until the process is asked to stop or the settings have been read anew.
     *
     * @throws StartException when it cannot start
     */
    public static int run(Settings settings, SettingsReload reload) throws Exception {
        logSystems(settings, false);
        return work(settings, open(settings, new RunMode(false, null, true), Clock.systemUTC()), reload);
    }

    /**
     * Runs until the process is asked to stop, reads for real and writes nothing outside.
     *
     * @param folder  where to keep what would have been written
     * @param sandbox whether the outside world is the built-in one
     * @return the exit code
     * @throws StartException when it cannot start
     */
    public static int dryRun(Settings settings, boolean sandbox, Path folder) throws Exception {
        LOG.info("Dry run: nothing is written to Ivanti or Intel Exchange; {} holds what would have been", folder);
        logSettings(settings, Clock.systemUTC());
        return work(settings, open(settings, dry(settings, sandbox, folder), Clock.systemUTC()), null);
    }

    /** Starts a dry run within this process; see {@link #dryRun}. */
    public static Product startDry(Settings settings, Path folder, Clock clock) throws Exception {
        return started(open(settings, dry(settings, true, folder), clock));
    }

    private static void logSystems(Settings settings, boolean sandbox) {
        LOG.info(sandbox ? "Running against the built-in sandbox: nothing leaves this machine. Set ivanti.base-url and the keys in application.properties"
                + " to work with the real systems." : "Running against the configured systems: Ivanti {}, Intel Exchange {}.",
                settings.url("ivanti.base-url"), settings.url("intelx.base-url"));
        logSettings(settings, Clock.systemUTC());
    }

    /** What is worth knowing about the settings before anything is called. */
    private static void logSettings(Settings settings, Clock clock) {
        settings.proxy().lines().forEach(LOG::info);
        settings.warnings().forEach(LOG::warn);
        settings.warnings(clock.instant()).forEach(LOG::warn);
    }

    /** @param reload may ask it to stop; null when nothing does */
    private static int work(Settings settings, Product opened, SettingsReload reload) throws Exception {
        try (Product product = opened) {
            // the JVM does not wait for this thread when it is asked to stop, but for its hooks: the store must be closed cleanly before it ends
            Runtime.getRuntime().addShutdownHook(new Thread(product::closeWhenStopped, "close-store"));
            LOG.info("Status page: http://{}:{}/", settings.text("http.host"), settings.integer("http.port"));
            return reload == null || reload.mayRun(product.camel::completed) ? product.work() : 0;
        }
    }

    /**
     * Starts it within this process; it works until it is closed.
     *
     * @param clock the time by which everything is dated, waited for and signed
     * @throws StartException when it cannot start
     */
    public static Product start(Settings settings, boolean sandbox, Clock clock) throws Exception {
        return started(open(settings, new RunMode(sandbox, null, true), clock));
    }

    private static Product started(Product product) throws Exception {
        try {
            product.camel.start();
            return product;
        } catch (RuntimeCamelException | SettingsException e) {
            product.close();
            throw broken(e);
        }
    }

    /**
     * Starts what is needed to do one incident again, and nothing that begins by itself; its stages wait to be started.
     *
     * @param instead takes what would be written outside; null when it is written
     */
    static Product startForReplay(Settings settings, RecordingComponent instead, Clock clock) throws Exception {
        return started(open(settings, new RunMode(false, instead, false), clock));
    }

    /** Starts what is needed to ask sources, with a store that is forgotten; nothing begins by itself, and no other system is tried before. */
    static Product startForTrial(Settings settings, Clock clock) throws Exception {
        return startForTrial(settings, "jdbc:h2:mem:check-" + UUID.randomUUID(), clock, camel -> { });
    }

    /**
     * The same with a store that has a name.
     *
     * @param before what is done with Camel before it reads the routes
     */
    static Product startForTrial(Settings settings, String store, Clock clock, Consumer<CamelContext> before) throws Exception {
        StoreSettings forgotten = new StoreSettings(store, "sa", "", NodeName.ofReplay(settings));
        return started(open(settings, new RunMode(false, null, false, before), forgotten, CompletableFuture.completedFuture(List.of()), clock));
    }

    /** Starts it as {@link #start} does, and does something with Camel before it reads the routes. */
    static Product start(Settings settings, boolean sandbox, Clock clock, Consumer<CamelContext> before) throws Exception {
        return started(open(settings, new RunMode(sandbox, null, true, before), clock));
    }

    private static RunMode dry(Settings settings, boolean sandbox, Path folder) throws IOException {
        return new RunMode(sandbox, new RecordingComponent(new DryRunFolder(folder, PrivacyConfiguration.privacy(settings))), true);
    }

    private static Product open(Settings settings, RunMode way, Clock clock) throws Exception {
        if (way.byItself()) {
            PortCheck.check(settings);
        }
        // the remote systems answer while the store is opened and the routes are read; nothing runs before all of it is done
        CompletableFuture<List<String>> farSides = Preflight.start(settings, clock);
        String node = way.byItself() ? NodeName.of(settings) : NodeName.ofReplay(settings);
        return open(settings, way, storeSettings(settings, node), farSides, clock);
    }

    private static Product open(Settings settings, RunMode way, StoreSettings stored, CompletableFuture<List<String>> farSides, Clock clock) throws Exception {
        CompletableFuture<List<Fault>> check = RouteCheck.start(settings);
        Preparation preparation = Preparation.begin(settings);
        Store store = Store.open(stored, clock);
        try {
            Main camel = camel(settings);
            camel.addMainListener(new MainListenerSupport() {
                @Override
                public void beforeInitialize(BaseMainSupport main) {
                    way.before().accept(main.getCamelContext());
                    if (way.byItself() && settings.flag("routes.reload")) {
                        addStartupListener(main.getCamelContext(), () -> RouteReload.begin(camel, settings));
                    }
                }
            });
            TaskComponent tasks = new TaskComponent();
            tasks.setClock(clock);
            tasks.setNodeName(stored.nodeName());
            tasks.setDeaths(settings.integer("work.deaths"));
            tasks.setExclusive(store.isNameOurs());
            tasks.setLogContext(new IncidentLog(store.incidents())::open);
            camel.bind("task", tasks);
            // first, for the first component of a name is the one that is used
            if (way.instead() != null) {
                camel.bind("ivanti-write", way.instead());
                camel.bind("intelx", way.instead());
            }
            Wiring wiring = new Wiring(settings, preparation, store, clock, way.sandbox());
            wiring.bindInto(camel);
            wiring.off(guard(camel, settings, way));
            if (!way.byItself()) {
                camel.addOverrideProperty("camel.server.enabled", "false");
                // a context shares the scheduler of its timers with another one of its name in this process
                camel.addOverrideProperty("camel.main.name", "ioc-enrichment-replay");
            }
            RouteCheck.await(check, camel, settings);
            readRoutes(camel);
            if (!way.byItself()) {
                routes(camel).stream().filter(route -> !isFrom(route, "direct")).forEach(route -> route.setAutoStartup("false"));
            }
            wiring.doubt(Preflight.await(farSides));
            return new Product(store, camel, tasks, new CleanStop(tasks, wiring.calls()));
        } catch (RuntimeException | InterruptedException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Whatever a route names: in a dry run nothing is written outside, in the sandbox nothing leaves this machine.
     *
     * @return what is off by then, one sentence each
     */
    private static Supplier<List<String>> guard(Main camel, Settings settings, RunMode way) {
        Set<String> sources = new LinkedHashSet<>(List.of("ivanti", "ivanti-download", "abuseipdb", "virustotal", "hybrid-analysis", "nvd", "epss", "kev"));
        sources.addAll(new Sources(settings).added());
        List<OutgoingGuard> guards = new ArrayList<>();
        if (OutgoingGuard.isEnclosed(settings.all())) {
            Set<String> clients = new LinkedHashSet<>(sources);
            clients.addAll(new Outputs(settings).names());
            clients.addAll(List.of("ivanti-write", "intelx", "http", "https"));
            guards.add(OutgoingGuard.enclosed(clients));
        }
        if (way.instead() != null) {
            guards.add(OutgoingGuard.recording(sources, way.instead()));
        }
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void beforeInitialize(BaseMainSupport main) {
                guards.forEach(guard -> guard.install(main.getCamelContext()));
            }
        });
        return () -> guards.stream().flatMap(guard -> guard.off().stream()).toList();
    }

    private static void addStartupListener(CamelContext context, Runnable work) {
        try {
            context.addStartupListener((started, before) -> work.run());
        } catch (Exception e) {
            throw new IllegalStateException("Camel takes no listener of its start", e);
        }
    }

    static StoreSettings storeSettings(Settings settings, String node) {
        return new StoreSettings(settings.text("store.url"), settings.text("store.username"), settings.text("store.password"), node);
    }

    static List<RouteDefinition> routes(Main camel) {
        return camel.getCamelContext().getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions();
    }

    static boolean isFrom(RouteDefinition route, String scheme) {
        return route.getInput().getEndpointUri().startsWith(scheme + ":");
    }

    Main camel() {
        return camel;
    }

    TaskComponent tasks() {
        return tasks;
    }

    Store store() {
        return store;
    }

    /**
     * Opens the store and closes it.
     *
     * @throws io.github.iocenrichment.store.StoreException when it cannot be opened
     */
    public static void tryStore(Settings settings, Clock clock) {
        Store.open(storeSettings(settings, NodeName.of(settings)), clock).close();
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

    private int work() throws Exception {
        try {
            camel.run();
            return camel.getExitCode();
        } catch (RuntimeCamelException | SettingsException e) {
            throw broken(e);
        }
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

    /** Cuts running work off, then closes the store; what was cut off is done again at the next start. */
    @Override
    public void close() {
        try {
            stop.cutOff();
            camel.stop();
        } finally {
            store.close();
            stopped.countDown();
        }
    }

    private void closeWhenStopped() {
        try {
            if (!stopped.await(CleanStop.STORE_IS_CLOSED_AFTER_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Work did not end in time; it resumes at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
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

    /** Camel with the routes beside the jar; its own settings come from {@code camel.*}, with quiet defaults. */
    static Main camel(Settings settings) {
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
        Main camel = new Main();
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
                // for the header of each call; without it Camel looks through all its converters each time
                main.getCamelContext().getTypeConverterRegistry().addTypeConverter(HttpMethods.class, String.class,
                        new SimpleTypeConverter(false, (type, exchange, name) -> HttpMethods.valueOf(name.toString().strip().toUpperCase(Locale.ROOT))));
            }
        });
        return camel;
    }
}
