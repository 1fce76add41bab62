package io.github.iocenrichment.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.iocenrichment.RouteCheck;
import io.github.iocenrichment.lint.Fault;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lint}: checks route files, Kamelets and settings without starting anything. */
@Command(name = "lint", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:nothing is wrong", "1:something is wrong", "2:the settings cannot be read"},
        description = "Checks routes/ and the settings and prints what is wrong, one line each with file, line, route, step and remedy. "
                + "A start refuses the same. What only looks wrong is a warning on standard error.")
public final class LintCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON list of objects with file, line, route, step, problem and remedy.")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        // not among the faults, which alone decide and which editors read
        RouteCheck.warnings(Path.of(""), System.getenv(), System.getProperties()).forEach(line -> spec.commandLine().getErr().println("warning: " + line));
        spec.commandLine().getErr().flush();
        List<Fault> faults = RouteCheck.of(Path.of(""), System.getenv(), System.getProperties());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(faults));
        } else {
            faults.forEach(out::println);
        }
        out.flush();
        return faults.isEmpty() ? 0 : 1;
    }
}
