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

    /** From now on the log hides their secrets. */
    static Settings load() {
        Settings settings = read(RoutePlaceholders.in(Path.of("routes")));
        LogSecrets.hide(new Secrets(settings.secretValues()));
        return settings;
    }

    /** Those that the routes could be run with. */
    static Settings checked() {
        RoutePlaceholders routes = RoutePlaceholders.in(Path.of("routes"));
        Settings settings = read(routes);
        routes.check(settings);
        return settings;
    }

    private static Settings read(RoutePlaceholders routes) {
        return RouteCheck.settings(() -> Settings.load(new SettingsInput(Path.of("application.properties"), SECRETS, System.getenv(), System.getProperties(),
                Map.of(), routes)));
    }
}
