package io.github.iocenrichment;

import io.github.iocenrichment.check.Preflight;
import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.intelx.KeyLimits;
import io.github.iocenrichment.settings.PortCheck;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.store.StoreSettings;
import io.github.iocenrichment.task.TaskComponent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running product: store, beans and routes put together, started and stopped in the right order. */
public final class Product implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("incidents");
    private final Store store;
    private final Main camel;
    private final TaskComponent tasks;
    private final CleanStop stop;
    private final CountDownLatch stopped = new CountDownLatch(1);

    Product(Store store, Main camel, TaskComponent tasks, CleanStop stop) {
        this.store = store;
        this.camel = camel;
        this.tasks = tasks;
        this.stop = stop;
        camel.addMainListener(stop);
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
        return work(settings, open(settings, new RunMode(false, null, true, reload, camel -> { }), Clock.systemUTC()), reload);
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
        return work(settings, open(settings, RunMode.dry(settings, sandbox, folder), Clock.systemUTC()), null);
    }

    /** Starts a dry run within this process; see {@link #dryRun}. */
    public static Product startDry(Settings settings, Path folder, Clock clock) throws Exception {
        return started(open(settings, RunMode.dry(settings, true, folder), clock));
    }

    private static void logSystems(Settings settings, boolean sandbox) {
        LOG.info(sandbox ? "Running against the built-in sandbox: nothing leaves this machine. Set ivanti.base-url in application.properties"
                + " and the keys in secrets.properties to work with the real systems." : "Running against the configured systems: Ivanti {}, Intel Exchange {}.",
                settings.url("ivanti.base-url"), settings.url("intelx.base-url"));
        logSettings(settings, Clock.systemUTC());
    }

    /** What is worth knowing about the settings before anything is called. */
    private static void logSettings(Settings settings, Clock clock) {
        settings.proxy().lines().forEach(LOG::info);
        settings.warnings().forEach(LOG::warn);
        new Sources(settings).off().forEach(LOG::warn);
        settings.warnings(clock.instant()).forEach(LOG::warn);
    }

    /** @param reload may ask it to stop; null when nothing does */
    private static int work(Settings settings, Product opened, @Nullable SettingsReload reload) throws Exception {
        Thread hook = new Thread(opened::closeWhenStopped, "close-store");
        try (Product product = opened) {
            // the JVM does not wait for this thread when it is asked to stop, but for its hooks: the store must be closed cleanly before it ends
            Runtime.getRuntime().addShutdownHook(hook);
            LOG.info("Status page: http://{}:{}/", settings.text("http.host"), settings.integer("http.port"));
            return reload == null || reload.mayRun(product.camel::completed) ? product.work() : 0;
        } finally {
            remove(hook);
        }
    }

    /** A hook holds the product; the process may go on with another one, under other settings. */
    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("The process is ending, its hooks are running", e);
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
            throw CamelMain.broken(e);
        }
    }

    /**
     * Starts what is needed to do one incident again, and nothing that begins by itself; its stages wait to be started.
     *
     * @param instead takes what would be written outside; null when it is written
     */
    static Product startForReplay(Settings settings, @Nullable RecordingComponent instead, Clock clock) throws Exception {
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
        return started(Assembly.open(settings, new RunMode(false, null, false, null, before), forgotten, CompletableFuture.completedFuture(List.of()),
                new AtomicReference<>(), clock));
    }

    /** Starts it as {@link #start} does, and does something with Camel before it reads the routes. */
    static Product start(Settings settings, boolean sandbox, Clock clock, Consumer<CamelContext> before) throws Exception {
        return started(open(settings, new RunMode(sandbox, null, true, null, before), clock));
    }

    private static Product open(Settings settings, RunMode mode, Clock clock) throws Exception {
        if (mode.byItself()) {
            PortCheck.check(settings);
        }
        // the remote systems answer while the store is opened and the routes are read; nothing runs before all of it is done
        AtomicReference<KeyLimits> limits = new AtomicReference<>();
        CompletableFuture<List<String>> checks = Preflight.start(settings, clock, limits::set);
        String node = mode.byItself() ? NodeName.of(settings) : NodeName.ofReplay(settings);
        return Assembly.open(settings, mode, storeSettings(settings, node), checks, limits, clock);
    }

    static StoreSettings storeSettings(Settings settings, String node) {
        return new StoreSettings(settings.text("store.url"), settings.text("store.username"), settings.text("store.password"), node);
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

    private int work() throws Exception {
        try {
            camel.run();
            return camel.getExitCode();
        } catch (RuntimeCamelException | SettingsException e) {
            throw CamelMain.broken(e);
        }
    }

    /** Cuts running work off, then closes the store; what was cut off is done again at the next start. */
    @Override
    public void close() {
        try {
            stop.cutOff();
            camel.stop();
            signOff();
        } finally {
            store.close();
            stopped.countDown();
        }
    }

    private void signOff() {
        try {
            store.nodes().remove(store.settings().nodeName());
        } catch (RuntimeException e) {
            LOG.warn("The pages of other nodes show this one as silent: {}", StoreFailure.words(e).orElse(e.getMessage()));
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
}
