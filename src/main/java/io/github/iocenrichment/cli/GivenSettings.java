package io.github.iocenrichment.cli;

import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Secrets;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.nio.file.Path;
import java.util.Map;

/** The settings of the folder that a command is run in, as {@code run} would read them. */
final class GivenSettings {
    private GivenSettings() {
    }

    static Settings load() {
        RoutePlaceholders routes = RoutePlaceholders.in(Path.of("routes"));
        Settings settings = Settings.load(new SettingsInput(Path.of("application.properties"), Path.of("secrets.properties"), System.getenv(),
                System.getProperties(), Map.of(), routes.names()));
        LogSecrets.hide(new Secrets(settings.secretValues()));
        return settings;
    }
}
