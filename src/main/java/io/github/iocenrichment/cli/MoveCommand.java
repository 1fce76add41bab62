package io.github.iocenrichment.cli;

import io.github.iocenrichment.Operations;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code move}: takes the store along to PostgreSQL. */
@Command(name = "move", mixinStandardHelpOptions = true, description = "Moves all rows of the store to an empty PostgreSQL database. Stop the product before. "
        + "The password is taken from the environment variable MOVE_PASSWORD.")
public final class MoveCommand implements Callable<Integer> {
    @Option(names = "--to", required = true, paramLabel = "URL", description = "The new database: jdbc:postgresql://host:5432/name.")
    private @Nullable String url;

    @Option(names = "--username", defaultValue = "", paramLabel = "USER", description = "Its user.")
    private @Nullable String username;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--to must be the URL of a PostgreSQL database: jdbc:postgresql://host:5432/name");
        }
        return Operations.move(GivenSettings.load(), url, username, Optional.ofNullable(System.getenv("MOVE_PASSWORD")).orElse(""), Clock.systemUTC(),
                spec.commandLine().getOut());
    }
}
