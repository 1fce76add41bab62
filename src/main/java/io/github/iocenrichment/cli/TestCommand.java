package io.github.iocenrichment.cli;

import io.github.iocenrichment.RouteCheck;
import io.github.iocenrichment.ScenarioRun;
import io.github.iocenrichment.StartException;
import io.github.iocenrichment.scenario.Scenario;
import io.github.iocenrichment.scenario.ScenarioException;
import io.github.iocenrichment.scenario.ScenarioFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code test}: runs the tests of routes that are written as YAML. */
@Command(name = "test", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all tests passed", "1:a test failed", "2:a file cannot be used, or the routes cannot be started"},
        description = "Runs tests of routes and of whole journeys, tests/*.test.yaml unless files are named. Every outside system is played on loopback by the "
                + "replies in the test; nothing leaves this machine, and nothing is kept.")
public final class TestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of tests; all below tests/ unless given.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--verbose", description = "Show the product's log of every test; else it is shown of those that fail.")
    private boolean verbose;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Scenario> tests;
        try {
            tests = ScenarioFiles.read(files, Path.of("tests"));
        } catch (ScenarioException e) {
            throw new StartException(e.getMessage(), e);
        }
        if (tests.isEmpty()) {
            throw new StartException("there is no test; fix: put tests/NAME.test.yaml there, or name a file");
        }
        // it may bring along a system that tests name
        RouteCheck.readable(Path.of("routes"));
        List<Scenario> failed = new ArrayList<>();
        try (HeldLog log = HeldLog.begin(!verbose)) {
            ScenarioRun.run(tests, camel -> { }, result -> {
                out.println((result.isPassed() ? "ok    " : "FAIL  ") + result.test().place() + "  " + result.test().name());
                result.differences().forEach(difference -> out.println("    " + difference));
                out.flush();
                if (result.isPassed()) {
                    log.forget();
                } else {
                    failed.add(result.test());
                    log.show();
                }
            });
            log.forget();
        }
        out.println(tests.size() + (tests.size() == 1 ? " test, " : " tests, ") + (failed.isEmpty() ? "all passed" : failed.size() + " failed"));
        out.flush();
        return failed.isEmpty() ? 0 : 1;
    }
}
