package io.github.iocenrichment.cli;

import io.github.iocenrichment.Operations;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: a copy of the H2 store, made while the product runs. */
@Command(name = "backup", mixinStandardHelpOptions = true, description = "Writes a backup of the H2 store. A running product is asked to make it (http.host, "
        + "http.port, http.token) and goes on working. Of PostgreSQL, pg_dump makes one.")
public final class BackupCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Where it is to be, such as backup/monday.mv.db; must not be there yet.")
    private @Nullable Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return Operations.backup(GivenSettings.load(), file, Clock.systemUTC(), spec.commandLine().getOut());
    }
}
