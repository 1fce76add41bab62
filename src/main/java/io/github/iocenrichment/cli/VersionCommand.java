package io.github.iocenrichment.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code version}: which version this is. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Shows the version.")
public final class VersionCommand implements Callable<Integer>, IVersionProvider {
    @Spec
    private CommandSpec spec;

    /** The version in the jar's manifest; {@code development} when run from class files. */
    public static String version() {
        return Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion()).orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[]{"ioc-enrichment " + version()};
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }
}
