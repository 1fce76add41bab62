package io.github.iocenrichment.cli;

import io.github.iocenrichment.Operations;
import io.github.iocenrichment.Product;
import io.github.iocenrichment.SourceCheck;
import io.github.iocenrichment.StartException;
import io.github.iocenrichment.check.CheckUp;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Secrets;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.StoreException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: tries every address, key and right that can be tried without writing; one line each. */
@Command(name = "check", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is well", "1:a check failed", "2:the settings cannot be read"},
        description = "Tests every address, key and permission it can without writing anything outside, and says what fails and how to fix it.")
public final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        RoutePlaceholders routes = GivenSettings.routes();
        Settings settings = GivenSettings.load(GivenSettings.input(routes));
        routes.check(settings);
        return report(settings, Clock.systemUTC(), spec.commandLine().getOut());
    }

    static int report(Settings settings, Clock clock, PrintWriter out) throws Exception {
        List<CheckUp.Line> lines = new ArrayList<>();
        lines.add(new CheckUp.Line(true, settingsInWords(settings)));
        lines.addAll(CheckUp.of(settings, clock).run());
        List<String> notTried = new ArrayList<>(List.of("writing to Ivanti and Intel Exchange"));
        String broken = null;
        try {
            SourceCheck.Outcome sources = SourceCheck.run(settings, clock);
            lines.addAll(sources.lines());
            notTried.addAll(sources.notTried());
        } catch (StartException e) {
            broken = e.getMessage();
            notTried.add("the sources");
        }
        lines.add(storeAndRoutes(settings, clock, broken, "; not tried: " + String.join(", ", notTried)));
        // a system may quote what it was asked with
        Secrets secrets = new Secrets(settings.secretValues());
        lines.forEach(line -> out.println(secrets.mask(line.toString())));
        out.flush();
        return lines.stream().allMatch(CheckUp.Line::ok) ? 0 : 1;
    }

    private static String settingsInWords(Settings settings) {
        List<String> words = new ArrayList<>(List.of("settings: all can be used"));
        words.addAll(settings.proxy().lines());
        words.addAll(settings.warnings());
        return String.join("; ", words);
    }

    /** @param broken what is wrong with the routes; null when they can be read */
    private static CheckUp.Line storeAndRoutes(Settings settings, Clock clock, @Nullable String broken, String notTried) {
        try {
            Product.tryStore(settings, clock);
        } catch (StoreException e) {
            if (settings.text("store.url").startsWith("jdbc:h2:") && Operations.isRunning(settings)) {
                return new CheckUp.Line(true, "store: in use by the product that is running, as it should be" + notTried);
            }
            return new CheckUp.Line(false, "store: " + e.getMessage() + notTried);
        }
        return broken == null ? new CheckUp.Line(true, "store and routes: can be opened and read" + notTried)
                : new CheckUp.Line(false, "routes: " + broken + notTried);
    }
}
