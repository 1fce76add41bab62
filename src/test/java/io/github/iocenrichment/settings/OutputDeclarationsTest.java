package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which outputs a route file brings along before anybody sets an address. */
class OutputDeclarationsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "the Kamelet that sends      | to: {uri: 'kamelet:send-to-output/output-teams', parameters: {output: teams}}    | teams",
        "the Kamelet that asks       | to: {uri: 'kamelet:ask-output', parameters: {output: servicenow, found: /number}} | servicenow",
        "a component's name, by the Kamelet | to: {uri: 'kamelet:send-to-output', parameters: {output: slack}}          | slack",
        "its own way of writing      | to: {uri: 'teams:address', parameters: {throwExceptionOnFailure: 'false'}}        | teams",
        "a dynamic call              | toD: {uri: 'teams:address?throwExceptionOnFailure=false'}                         | teams",
        "another Kamelet             | to: {uri: 'kamelet:send-to-outputs', parameters: {output: teams}}                 | ''",
        "a value that only Camel knows | to: {uri: 'kamelet:send-to-output', parameters: {output: '{{chat}}'}}           | ''",
        "an endpoint of the product  | to: {uri: 'direct:address'}                                                       | ''",
        "a component of Camel        | to: {uri: 'kafka:address'}                                                        | ''",
        "an unknown scheme           | to: {uri: 'htps:login.example'}                                                   | ''"})
    void anOutputIsKnownByHowItIsCalled(String what, String step, String output) {
        assertThat(outputs(step)).isEqualTo(output.isEmpty() ? Map.of() : Map.of(output, "55-mine.camel.yaml"));
    }

    @Test
    void aSchemeWithDeliveriesIsAnOutputUnlessItIsAComponent() {
        String once = "setVariable: {name: delivery, expression: {method: {ref: report, method: \"once(${variable.recId}, 'NAME', 'record')\"}}}";
        assertThat(outputs(once.replace("NAME", "teams") + "\n- to: {uri: \"teams:hook\"}")).containsOnlyKeys("teams");
        assertThat(outputs(once.replace("NAME", "kafka") + "\n- to: {uri: \"kafka:incidents\"}")).isEmpty();
        assertThat(outputs(once.replace("NAME", "siem") + "\n- to: {uri: \"file:out\"}")).isEmpty();
    }

    @Test
    void aFileThatIsNoYamlBringsNothing() {
        assertThat(outputs("to: {uri: \"teams:address\"")).isEmpty();
    }

    /** Neither setting nor component gets another meaning by the way it is called. */
    @Test
    void theSettingsOfAnOutputAreThereBeforeAnyIsWritten(@TempDir Path routes) throws Exception {
        Files.writeString(routes.resolve("55-teams.camel.yaml"), "- to: {uri: \"kamelet:send-to-output\", parameters: {output: teams}}\n"
                + "- to: {uri: \"kamelet:send-to-output\", parameters: {output: ivanti}}\n- to: {uri: \"kamelet:send-to-output\", parameters: {output: file}}\n");
        Settings settings = Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), Given.MANDATORY, RoutePlaceholders.in(routes)));
        assertThat(settings.all()).containsEntry("output.teams.base-url", "").containsEntry("output.teams.timeout", "20s")
                .doesNotContainKeys("output.ivanti.base-url", "output.file.base-url");
    }

    private static Map<String, String> outputs(String step) {
        OutputDeclarations declarations = new OutputDeclarations();
        declarations.add("- " + step + "\n", "55-mine.camel.yaml");
        return declarations.found();
    }
}
