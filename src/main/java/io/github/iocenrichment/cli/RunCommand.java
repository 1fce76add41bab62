package io.github.iocenrichment.cli;

import io.github.iocenrichment.Product;
import io.github.iocenrichment.SandboxContent;
import io.github.iocenrichment.SettingsReload;
import io.github.iocenrichment.StartException;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Secrets;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.store.StoreException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the main job, until it is stopped. */
@Command(name = "run", mixinStandardHelpOptions = true, description = "Runs the main job until it is stopped.")
public final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger("incidents");

    /** Whether the built-in outside world is started. */
    enum Outside { always, auto, never }

    @Option(names = "--sandbox", arity = "0..1", defaultValue = "never", fallbackValue = "always",
            description = "Start the built-in sandbox and point every address at it, whatever the settings say; "
                    + "=auto does so only when ivanti.base-url is set nowhere.")
    private @Nullable Outside sandbox;

    @Option(names = "--dry-run", description = "Read for real, but write nothing outside: data/dry-run holds what would have been written. "
            + "Begins with an empty store, which is forgotten afterwards, so it sees incidents from now on.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        RoutePlaceholders routes = GivenSettings.routes();
        SettingsInput input = GivenSettings.input(routes);
        boolean withSandbox = sandbox == Outside.always || sandbox == Outside.auto && !input.sets("ivanti.base-url");
        if (!withSandbox) {
            return run(dryRun ? input.forcing(drySettings()) : input, routes, false);
        }
        try (Sandbox world = Sandbox.start(SandboxOptions.standard().withSeed(System.nanoTime()));
                SandboxContent content = SandboxContent.play(Path.of("tests"), routes, input, world.settings().keySet())) {
            world.alsoShow(content::received);
            SandboxContent.addIncidents(world, Path.of("sandbox", "incidents"));
            LOG.info("What the sandbox has received can be read at {}", world.controlUrl());
            Map<String, String> there = new LinkedHashMap<>(world.settings());
            there.putAll(content.settings());
            Map<String, String> forced = sandboxSettings(there, input);
            if (dryRun) {
                forced.putAll(drySettings());
            }
            return run(input.forcing(forced), routes, true);
        }
    }

    private int run(SettingsInput input, RoutePlaceholders routes, boolean withSandbox) throws Exception {
        Settings settings = GivenSettings.checked(input, routes);
        LogSecrets.hide(new Secrets(settings.secretValues()));
        if (dryRun) {
            return Product.dryRun(settings, withSandbox, Path.of("data", "dry-run"));
        }
        // the sandbox's store is in memory: to begin anew would be to forget what was done
        return withSandbox ? Product.run(settings, true) : runReloading(settings);
    }

    /** Runs until it is asked to stop; begins anew as often as the settings are read again. */
    private static int runReloading(Settings given) throws Exception {
        Set<String> secrets = new LinkedHashSet<>(given.secretValues());
        Settings working = given;
        Settings next = given;
        try (SettingsReload reload = SettingsReload.watch(GivenSettings.SECRETS, GivenSettings::checked)) {
            while (true) {
                // the earlier ones too: what is still under way may name them
                secrets.addAll(next.secretValues());
                LogSecrets.hide(new Secrets(secrets));
                try {
                    int code = Product.run(next, reload);
                    working = next;
                    next = reload.take();
                    if (next == null) {
                        return code;
                    }
                } catch (SettingsException | StartException | StoreException e) {
                    if (next == working) {
                        throw e;
                    }
                    LOG.error("The product does not start with the new settings: {}; it goes on with those before", LogSecrets.known().mask(e.getMessage()));
                    next = working;
                }
            }
        }
    }

    /** A store that is forgotten; nothing to be looked up, as nothing was sent; no URL submitted, which would publish it. */
    static Map<String, String> drySettings() {
        return Map.of("store.url", "jdbc:h2:mem:dry-run", "intelx.verify", "false", "intelx.ask-first", "false", "intelx.stored-answers", "false",
                "virustotal.submit-unknown-urls", "false");
    }

    /** The sandbox's addresses and keys; polls often, and forgets everything with the sandbox, unless the command line or environment say otherwise. */
    private static Map<String, String> sandboxSettings(Map<String, String> there, SettingsInput input) {
        Map<String, String> forced = new LinkedHashMap<>(there);
        forced.putAll(input.offIn(there));
        forced.put("intelx.source-id", "");
        forced.put("intelx.collection-id", "");
        if (!input.setsAboveFiles("store.url")) {
            forced.put("store.url", "jdbc:h2:mem:sandbox");
        }
        if (!input.setsAboveFiles("routes.reload")) {
            forced.put("routes.reload", "true");
        }
        if (!input.setsAboveFiles("ivanti.poll.cron")) {
            forced.put("ivanti.poll.cron", "0/5 * * * * ?");
        }
        return forced;
    }
}
