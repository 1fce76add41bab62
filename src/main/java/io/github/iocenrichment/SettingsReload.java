package io.github.iocenrichment;

import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * Has a running product begin anew with the settings as they are now, in the same process: on the signal HUP, and when the secrets file has changed. Work in
 * hand is cut off and done again, as at any stop. Settings that cannot be used are reported, and the running ones stay.
 */
public final class SettingsReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsReload.class);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration ANSWERED = Duration.ofSeconds(1);

    private final Path secrets;
    private final Supplier<Settings> reader;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "settings-reload");
        thread.setDaemon(true);
        return thread;
    });
    private String seen;
    private @Nullable Settings next;
    private @Nullable Runnable stop;

    private SettingsReload(Path secrets, Supplier<Settings> reader) {
        this.secrets = secrets;
        this.reader = reader;
        this.seen = content();
    }

    /**
     * Begins to listen for the signal and to look at the file.
     *
     * @param secrets the file that is looked at every two seconds; need not exist
     * @param reader  reads all settings; throws a {@link SettingsException} when they cannot be used
     */
    public static SettingsReload watch(Path secrets, Supplier<Settings> reader) {
        SettingsReload reload = new SettingsReload(secrets, reader);
        Signal.handle(new Signal("HUP"), signal -> reload.watch.execute(() -> reload.request("the signal HUP")));
        reload.watch.scheduleWithFixedDelay(reload::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        return reload;
    }

    private void look() {
        String now = content();
        if (!now.equals(seen)) {
            seen = now;
            request("a change of " + secrets);
        }
    }

    /** What differs between two states of the file, without its contents. */
    private String content() {
        try {
            return Files.exists(secrets) ? Files.getLastModifiedTime(secrets) + " " + Files.size(secrets) : "";
        } catch (IOException e) {
            // it is being exchanged at this moment
            return seen;
        }
    }

    private synchronized void request(String cause) {
        try {
            next = reader.get();
            LOG.info("Settings read anew after {}; the work begins anew with them", cause);
            if (stop != null) {
                stop.run();
            }
        } catch (SettingsException | StartException e) {
            LOG.error("Settings not taken over after {}: {}; the running ones stay", cause, e.getMessage());
        } catch (RuntimeException e) {
            // the thread drops what it is thrown, and looks no more
            LOG.error("Settings not taken over after {}; the running ones stay", cause, e);
        }
    }

    /**
     * The same for an order of an operator, who is answered before the work begins anew.
     *
     * @return why the settings cannot be used; empty when they are taken over
     */
    Optional<String> order(String cause) {
        try {
            reader.get();
        } catch (SettingsException | StartException e) {
            LOG.error("Settings not taken over after {}: {}; the running ones stay", cause, e.getMessage());
            return Optional.of(LogSecrets.known().mask(e.getMessage()));
        }
        watch.schedule(() -> request(cause), ANSWERED.toMillis(), TimeUnit.MILLISECONDS);
        return Optional.empty();
    }

    /**
     * Takes how the product that is about to run is asked to stop.
     *
     * @return false when new settings came while it was put together: it need not begin
     */
    synchronized boolean mayRun(Runnable stop) {
        this.stop = stop;
        return next == null;
    }

    /** The settings with which the product is to begin anew; null when it has ended for another reason. */
    public synchronized @Nullable Settings take() {
        Settings taken = next;
        next = null;
        stop = null;
        return taken;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        Signal.handle(new Signal("HUP"), sun.misc.SignalHandler.SIG_DFL);
    }
}
