package io.github.iocenrichment.cli;

import io.github.iocenrichment.Report;
import io.github.iocenrichment.settings.Periods;
import io.github.iocenrichment.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: the figures of a time as a file. */
@Command(name = "report", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:written", "2:a setting, the store or the file is in the way"},
        description = "Writes figures of a time into one HTML file with its plots in it, to be printed or sent. A running product is asked for them "
                + "(http.host, http.port, http.token); only where none answers the command opens the store itself.")
public final class ReportCommand implements Callable<Integer> {
    /** No other system is asked for a report, so that it can be made where none is set: of a product that runs against the sandbox. */
    private static final Map<String, String> NOT_ASKED = Map.of("ivanti.base-url", "http://127.0.0.1:9/api", "ivanti.api-key", "none", "intelx.base-url",
            "http://127.0.0.1:9/ctixapi",
            "intelx.access-id", "none", "intelx.secret-key", "none", "stix.producer.id", "identity--00000000-0000-4000-8000-000000000000", "stix.producer.name",
            "none");

    @Option(names = "--since", paramLabel = "PERIOD", defaultValue = "7d",
            description = "How far it looks back: 24h, 7d, 90d; ${DEFAULT-VALUE} unless given. By the hour up to 48h.")
    private @Nullable String since;

    @Option(names = "--out", paramLabel = "FILE", defaultValue = "report.html", description = "The file; ${DEFAULT-VALUE} unless given.")
    private @Nullable Path file;

    @Option(names = "--csv", description = "Write the figures beside it as CSV as well.")
    private boolean csv;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = GivenSettings.load(GivenSettings.input(GivenSettings.routes()).forcing(NOT_ASKED));
        Report.write(settings, period(), file, csv, Clock.systemUTC(), spec.commandLine().getOut());
        return 0;
    }

    private Duration period() {
        try {
            return Periods.parse(since);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--since is no period; write it as 24h or 7d", e);
        }
    }
}
