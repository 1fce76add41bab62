package io.github.iocenrichment;

import io.github.iocenrichment.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;

/**
 * How it is started.
 *
 * @param sandbox  whether the outside world is the built-in one
 * @param instead  takes what would be written outside; null when it is written
 * @param byItself whether it polls, shows pages and tidies up; else it does what it is asked to, beside a node that may be running
 * @param reload   has the settings read anew when an operator orders it; null where nothing does
 * @param before   what is done with Camel before it reads the routes
 */
record RunMode(boolean sandbox, @Nullable RecordingComponent instead, boolean byItself, @Nullable SettingsReload reload, Consumer<CamelContext> before) {
    RunMode(boolean sandbox, @Nullable RecordingComponent instead, boolean byItself) {
        this(sandbox, instead, byItself, null, camel -> { });
    }

    static RunMode dry(Settings settings, boolean sandbox, Path folder) throws IOException {
        return new RunMode(sandbox, new RecordingComponent(new DryRunFolder(folder, PrivacyConfiguration.privacy(settings))), true);
    }
}
