package io.github.iocenrichment.cli;

import io.github.iocenrichment.Replay;
import io.github.iocenrichment.settings.Periods;
import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: one incident once more, or many of which something was left unanswered. */
@Command(name = "replay", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done; with --dry-run: nothing differs", "1:a stage was parked; with --dry-run: something differs",
            "2:there is no such incident, or a setting or system is in the way"},
        description = "Processes one incident again: reads it, asks the sources again, and writes only what is new. Polls nothing. "
                + "A running product is asked to do it (http.host, http.port, http.token); only where none answers the command opens the store itself.")
public final class ReplayCommand implements Callable<Integer> {
    private static final String USUAL_PERIOD = "7d";

    @Parameters(paramLabel = "INCIDENT", arity = "0..1",
            description = "Number (48201 or INC48201; SR10023, PRB311 where those are taken in) or RecId of the incident; "
                    + "servicereq:RECID, problem:RECID for one that was not taken in before.")
    private @Nullable String incident;

    @Option(names = "--dry-run", description = "Write nothing, but show as a unified diff where bundle, record incident and note would differ from "
            + "what was written.")
    private boolean dryRun;

    @Option(names = "--unanswered", description = "In place of INCIDENT: ask again what failed, was refused for its key or waits for a quota, about all "
            + "incidents whose sources were last asked since --since.")
    private boolean unanswered;

    @Option(names = "--since", paramLabel = "PERIOD", description = "How far --unanswered looks back: 12h, 2d; " + USUAL_PERIOD + " unless given.")
    private @Nullable String since;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (unanswered == (incident != null) || unanswered && dryRun) {
            throw new CommandLine.ParameterException(spec.commandLine(), "name one INCIDENT, with or without --dry-run, or say --unanswered");
        }
        if (since != null && !unanswered) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--since says how far --unanswered looks back; leave it out, or say --unanswered");
        }
        Duration back = period();
        RoutePlaceholders routes = GivenSettings.routes();
        SettingsInput input = GivenSettings.input(routes);
        Settings settings = GivenSettings.load(input);
        routes.check(settings);
        PrintWriter out = spec.commandLine().getOut();
        if (unanswered) {
            return Replay.unanswered(settings, Instant.now().minus(back), Clock.systemUTC(), out);
        }
        return dryRun ? Replay.compare(settings, Settings.load(input.forcing(throwAway())), incident, Clock.systemUTC(), out)
                : Replay.again(settings, incident, Clock.systemUTC(), out);
    }

    private Duration period() {
        try {
            return Periods.parse(since == null ? USUAL_PERIOD : since);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--since is no period; write it as 12h or 2d", e);
        }
    }

    private static Map<String, String> throwAway() {
        Map<String, String> settings = new HashMap<>(RunCommand.drySettings());
        settings.put("store.url", "jdbc:h2:mem:replay-" + UUID.randomUUID());
        return settings;
    }
}
