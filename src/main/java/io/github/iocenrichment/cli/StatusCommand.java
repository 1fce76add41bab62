package io.github.iocenrichment.cli;

import io.github.iocenrichment.Operations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: how the running product is doing. */
@Command(name = "status", mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it works", "1:none answers, or something needs an operator", "2:the settings cannot be read"},
        description = "Shows how the product that runs at http.host and http.port is doing.")
public final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return Operations.status(GivenSettings.load(), spec.commandLine().getOut());
    }
}
