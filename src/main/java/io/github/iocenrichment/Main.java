package io.github.iocenrichment;

import io.github.iocenrichment.cli.BackupCommand;
import io.github.iocenrichment.cli.CheckCommand;
import io.github.iocenrichment.cli.ExtractCommand;
import io.github.iocenrichment.cli.LintCommand;
import io.github.iocenrichment.cli.MoveCommand;
import io.github.iocenrichment.cli.ReplayCommand;
import io.github.iocenrichment.cli.ReportCommand;
import io.github.iocenrichment.cli.RunCommand;
import io.github.iocenrichment.cli.SandboxCommand;
import io.github.iocenrichment.cli.StatusCommand;
import io.github.iocenrichment.cli.TestCommand;
import io.github.iocenrichment.cli.VersionCommand;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.store.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code java -jar target/ioc-enrichment.jar COMMAND}; {@code run} when none is named. */
@Command(name = "ioc-enrichment", mixinStandardHelpOptions = true, versionProvider = VersionCommand.class,
        description = "Reads new Ivanti incidents, enriches their indicators, publishes them and answers with a journal note.")
public final class Main {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();
    /** Commands that describe the others. */
    private static final Set<String> FOR_ALL = Set.of("help", "completion");

    static {
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("check", CheckCommand.class);
        COMMANDS.put("lint", LintCommand.class);
        COMMANDS.put("test", TestCommand.class);
        COMMANDS.put("extract", ExtractCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("report", ReportCommand.class);
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("backup", BackupCommand.class);
        COMMANDS.put("move", MoveCommand.class);
        COMMANDS.put("sandbox", SandboxCommand.class);
        COMMANDS.put("version", VersionCommand.class);
        COMMANDS.put("completion", AutoComplete.GenerateCompletion.class);
        COMMANDS.put("help", CommandLine.HelpCommand.class);
    }

    private Main() {
    }

    public static void main(String[] arguments) {
        if (arguments.length > 0 && !arguments[0].equals("run")) {
            // what other commands print is their result; what they log must not stand in it
            System.setProperty("LOG_TARGET", "System.err");
        }
        Libraries.addTo(Thread.currentThread());
        String[] effective = arguments.length == 0 ? new String[]{"run"} : arguments;
        String first = effective[0];
        if (first.equals("extract")) {
            // beside the reading of the command line, which takes as long
            ExtractCommand.prepare();
        }
        // reading the options of a command by reflection takes time; the others are not asked for
        System.exit(commandLine(COMMANDS.containsKey(first) && !FOR_ALL.contains(first) ? Set.of(first) : COMMANDS.keySet()).execute(effective));
    }

    /** All commands, without the end of the process that follows them. */
    public static CommandLine commandLine() {
        return commandLine(COMMANDS.keySet());
    }

    private static CommandLine commandLine(Set<String> names) {
        CommandLine line = new CommandLine(new Main());
        names.forEach(name -> line.addSubcommand(name, COMMANDS.get(name)));
        line.getSubcommands().values().forEach(command -> command.getCommandSpec().versionProvider(new VersionCommand()));
        return line.setExecutionExceptionHandler(Main::report);
    }

    /** One line for what an operator can fix; anything else is a defect and shows where it happened. */
    private static int report(Exception error, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (error instanceof SettingsException || error instanceof StoreException || error instanceof StartException) {
            // a remote system may have quoted what it was asked with
            command.getErr().println("ioc-enrichment: " + LogSecrets.known().mask(error.getMessage()));
            command.getErr().flush();
            return 2;
        }
        throw error;
    }
}
