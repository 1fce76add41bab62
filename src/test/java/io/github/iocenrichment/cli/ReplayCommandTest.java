package io.github.iocenrichment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What {@code replay} refuses before it reads anything; what it does is in {@code job.ReplayTest}. */
class ReplayCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "replay                              | name one INCIDENT",
        "replay INC48201 --unanswered        | name one INCIDENT",
        "replay --unanswered --dry-run       | name one INCIDENT",
        "replay INC48201 --since 2d          | --since says how far --unanswered looks back; leave it out, or say --unanswered",
        "replay --unanswered --since soon    | --since is no period; write it as 12h or 2d"})
    void optionsThatSayNothingTogetherAreRefused(String arguments, String words) {
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(said));
        assertThat(line.execute(arguments.split(" +"))).isEqualTo(2);
        assertThat(said.toString()).startsWith(words);
    }
}
