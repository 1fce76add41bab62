package io.github.iocenrichment.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.RouteCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A route to an output whose address is set nowhere, as it is before the secrets file is written, and with a mistake in it. */
class OutputLintTest {
    private static final String FILE = "routes/55-teams.camel.yaml";
    @TempDir
    private Path top;
    private String route;

    @BeforeEach
    void addTheOutput() throws IOException {
        ShippedRoutes.copyTo(top);
        Path enrich = top.resolve("routes/30-enrich.camel.yaml");
        Files.writeString(enrich, Files.readString(enrich).replace("                - to:\n                    id: promise-note\n",
                "                - to: {id: hand-over-to-teams, uri: task:teams}\n                - to:\n                    id: promise-note\n"));
        route = Files.readString(Path.of("docs/examples/teams.camel.yaml"));
    }

    private List<String> lint(String text) throws IOException {
        Files.writeString(top.resolve(FILE), text);
        return RouteCheck.of(top, Map.of(), new Properties()).stream().map(Fault::toString).toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "the Kamelet          | kamelet:send-to-output/output-teams | parameters: {output: teams}",
        "its own way          | teams:address                       | parameters: {throwExceptionOnFailure: 'false'}",
        "a scheme it has by its deliveries | teams:hook             | parameters: {throwExceptionOnFailure: 'false'}"})
    void anOutputWithoutAddressIsNoFault(String what, String uri, String parameters) throws IOException {
        // a call that is no Kamelet's is without any header that came from elsewhere
        String cleared = uri.startsWith("kamelet") ? route : route.replace("excludePattern: \"Task*\"", "excludePattern: CamelRedelivery*");
        assertThat(lint(cleared.replace("kamelet:send-to-output/output-teams", uri).replace("parameters: {output: teams}", parameters))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "a misspelt scheme    | kamelet:send-to-output/output-teams | htps:hook.example | no component 'htps'; did you mean https:? For an output of that name,"
                + " set output.htps.base-url",
        "a scheme of nobody   | kamelet:send-to-output/output-teams | chatroom:hook | no component 'chatroom'; when it is an output, set output.chatroom.base-url;"
                + " when it is a source, refer to {{chatroom.base-url}} in its route; when it is a component, put its jar into lib/",
        "a name in capitals   | parameters: {output: teams} | parameters: {output: Teams} | no output 'Teams'; name it by small letters, digits and dashes, and not as"
                + " a component or a system of the product",
        "a system's name      | parameters: {output: teams} | parameters: {output: intelx} | no output 'intelx'; name it by small letters, digits and dashes, and not"
                + " as a component or a system of the product",
        "a component's name   | parameters: {output: teams} | parameters: {output: file} | no output 'file'; name it by small letters, digits and dashes, and not as"
                + " a component or a system of the product"})
    void whatIsNoOutputIsRefused(String what, String right, String wrong, String line) throws IOException {
        assertThat(route).contains(right);
        assertThat(lint(route.replace(right, wrong))).first().asString().isEqualTo(FILE + ":21 send-to-teams/message-to-teams: " + line);
    }

    @Test
    void anOutputThatIsNamedOtherwiseInTheSettingsIsAFault() throws IOException {
        Files.writeString(top.resolve("secrets.properties"), "output.team.base-url=https://hook.example/x\n");
        assertThat(lint(route)).containsExactly(FILE + ":21 send-to-teams/message-to-teams: the output teams has no address, and no route sends to the output"
                + " team of the settings; did you mean team?");
        Files.writeString(top.resolve("secrets.properties"), "output.teams.base-url=https://hook.example/x\noutput.team.base-url=https://hook.example/y\n");
        assertThat(lint(route)).isEmpty();
        Files.writeString(top.resolve("secrets.properties"), "output.mailroom.base-url=https://hook.example/x\n");
        assertThat(lint(route)).isEmpty();
    }
}
