package io.github.iocenrichment.cli;

import io.github.iocenrichment.RouteCheck;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Secrets;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.nio.file.Path;
import java.util.Map;

/** The settings of the folder that a command is run in, as {@code run} would read them. */
final class GivenSettings {
    static final Path SECRETS = Path.of("secrets.properties");

    private GivenSettings() {
    }

    static RoutePlaceholders routes() {
        return RoutePlaceholders.in(Path.of("routes"));
    }

    static SettingsInput input(RoutePlaceholders routes) {
        return new SettingsInput(Path.of("application.properties"), SECRETS, System.getenv(), System.getProperties(), Map.of(), routes);
    }

    static Settings load() {
        return load(input(routes()));
    }

    /** From now on the log hides their secrets. */
    static Settings load(SettingsInput input) {
        Settings settings = RouteCheck.settings(() -> Settings.load(input));
        LogSecrets.hide(new Secrets(settings.secretValues()));
        return settings;
    }

    /** Those that the routes could be run with. */
    static Settings checked() {
        RoutePlaceholders routes = routes();
        return checked(input(routes), routes);
    }

    static Settings checked(SettingsInput input, RoutePlaceholders routes) {
        return RouteCheck.settings(() -> {
            Settings settings = Settings.load(input);
            routes.check(settings);
            return settings;
        });
    }
}
