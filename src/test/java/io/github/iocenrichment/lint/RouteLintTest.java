package io.github.iocenrichment.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.RouteCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A source is added beside the shipped routes with one mistake in it: the line that names it. Then what looks like a mistake and is none. */
class RouteLintTest {
    private static final String FILE = "routes/35-urlscan.camel.yaml";
    private static final String SETTINGS = """
            urlscan.base-url=https://urlscan.example/api/v1
            urlscan.quota.per-minute=60
            enrich.url=virustotal,urlscan
            """;
    @TempDir
    private Path top;

    @BeforeEach
    void addTheSource() throws IOException {
        ShippedRoutes.copyTo(top);
        write(source());
        Files.writeString(top.resolve("application.properties"), SETTINGS);
    }

    private static String source() throws IOException {
        return Files.readString(Path.of("src/test/resources/lint/35-urlscan.camel.yaml"));
    }

    private void write(String text) throws IOException {
        Files.writeString(top.resolve(FILE), text);
    }

    private List<String> lint(Map<String, String> environment) {
        return RouteCheck.of(top, environment, new Properties()).stream().map(Fault::toString).toList();
    }

    @Test
    void theShippedRoutesAndSettingsAreWithoutFault() {
        assertThat(RouteCheck.of(Path.of(""), Map.of(), new Properties())).isEmpty();
    }

    /** What is written in the added source, what instead of it, and the line that must be said, without the file. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("wrong indentation", "            configuration: sourceBreaker\n", "          configuration: sourceBreaker\n",
                        "24 look-up-urlscan/guard-urlscan: the line is indented wrongly; indent it as the lines that it belongs to"),
                mistake("steps beside from", "      steps:\n        - removeHeaders", "    steps:\n        - removeHeaders",
                        "40 ask-urlscan: 'route' has no 'steps'; it belongs below 'from'; correct the indentation"),
                mistake("a step that is indented too little", "        - setBody:\n            id: settle", "        - setBody:\n          id: settle",
                        "30 look-up-urlscan/settle-urlscan: the line is indented wrongly; indent it as the lines that it belongs to"),
                mistake("unknown EIP", "- circuitBreaker:", "- circuitBraker:",
                        "21 look-up-urlscan/guard-urlscan: no step 'circuitBraker'; did you mean circuitBreaker?"),
                mistake("misspelt EIP option", "suppressExceptions: true", "supressExceptions: true",
                        "72 ask-urlscan/setVariable: 'jsonpath' has no 'supressExceptions'; did you mean suppressExceptions?"),
                mistake("misspelt endpoint option", "throwExceptionOnFailure:", "throwExceptionOnFailur:",
                        "57 ask-urlscan/call-urlscan: urlscan: has no option 'throwExceptionOnFailur'; did you mean throwExceptionOnFailure?"),
                mistake("no id of a route", "    id: ask-urlscan\n", "",
                        "35: the route from 'direct:ask-urlscan' has no id; give it one that says what it does"),
                mistake("no id of a step", "            id: call-urlscan\n", "",
                        "53 ask-urlscan/to: the step 'to' (urlscan:{{urlscan.base-url}}) has no id; give it an id that tests and logs can name"),
                mistake("duplicate id", "id: urlscan-found", "id: settle-urlscan",
                        "74 ask-urlscan/settle-urlscan: the id 'settle-urlscan' is used in routes/35-urlscan.camel.yaml already; choose another one"),
                mistake("unknown bean", "ref: answers", "ref: replies",
                        "75 ask-urlscan/urlscan-found: no bean 'replies'; docs/beans.md lists all of them"),
                mistake("bean name in wrong case", "ref: httpReplies", "ref: httpreplies",
                        "63 ask-urlscan/take-urlscan-reply: no bean 'httpreplies'; did you mean httpReplies?"),
                mistake("unknown method", "notFound(", "notFund(",
                        "76 ask-urlscan/urlscan-found: the bean answers has no method 'notFund'; did you mean notFound?"),
                mistake("wrong number of arguments", "settle(${variable.lookUp}, ${variable.enrichment})", "settle(${variable.lookUp})",
                        "33 look-up-urlscan/settle-urlscan: lookUps.settle is called with 1 argument; it takes 2: (lookUp, enrichment)"),
                mistake("wrong number of arguments within a text", "encoded(${variable.lookUp.value})", "encoded(${variable.lookUp.value}, 'x')",
                        "52 ask-urlscan/setHeader: answers.encoded is called with 2 arguments; it takes 1: (value)"),
                mistake("unknown direct:", "uri: direct:ask-urlscan\n        - setBody", "uri: direct:ask-urlscn\n        - setBody",
                        "27 look-up-urlscan/question-to-urlscan: no endpoint direct:ask-urlscn; did you mean direct:ask-urlscan?"),
                mistake("unknown setting", "{{urlscan.api-key}}", "{{urlscan.apikey}}",
                        "47 ask-urlscan/setHeader: no setting urlscan.apikey; did you mean {{urlscan.api-key}}?"),
                mistake("unclosed ${", "${variable.lookUp}, ${variable.verdict})", "${variable.lookUp, ${variable.verdict})",
                        "76 ask-urlscan/urlscan-found: '${' without its '}' in notFound(${variable.lookUp, ${variable.verdict}); close it"),
                mistake("unclosed ${ in a condition", "${variable.lookUp.toAsk} == true", "${variable.lookUp.toAsk == true",
                        "19 look-up-urlscan/urlscan-to-be-asked: '${' without its '}' in ${variable.lookUp.toAsk == true; close it"),
                mistake("unknown operator", "toAsk} == true", "toAsk} equals true",
                        "19 look-up-urlscan/urlscan-to-be-asked: no operator 'equals' in the condition ${variable.lookUp.toAsk} equals true; did you mean ==?"),
                mistake("turned operator =>", "toAsk} == true", "toAsk} => true",
                        "19 look-up-urlscan/urlscan-to-be-asked: no operator '=>' in the condition ${variable.lookUp.toAsk} => true; did you mean >=?"),
                mistake("turned operator =<", "toAsk} == true", "toAsk} =< true",
                        "19 look-up-urlscan/urlscan-to-be-asked: no operator '=<' in the condition ${variable.lookUp.toAsk} =< true; did you mean <=?"),
                mistake("turned operator =!", "toAsk} == true", "toAsk} =! true",
                        "19 look-up-urlscan/urlscan-to-be-asked: no operator '=!' in the condition ${variable.lookUp.toAsk} =! true; did you mean !=?"),
                mistake("unknown function", "${variable.lookUp.toAsk} == true", "${varible.lookUp.toAsk} == true",
                        "19 look-up-urlscan/urlscan-to-be-asked: no function '${varible.lookUp.toAsk}'; did you mean variable?"),
                mistake("misspelt getter", "lookUp.toAsk}", "lookUp.toAks}",
                        "19 look-up-urlscan/urlscan-to-be-asked: the variable lookUp (LookUp) has no 'toAks'; did you mean toAsk?"),
                mistake("misspelt getter of the body", "${body}, ${variable.enrichment}", "${body.type.lable}, ${variable.enrichment}",
                        "14 look-up-urlscan/open-urlscan: the body (IndicatorType) has no 'lable'; did you mean label?"),
                mistake("misspelt variable", "${variable.verdict})", "${variable.verdikt})",
                        "76 ask-urlscan/urlscan-found: no route sets the variable 'verdikt'; did you mean verdict?"),
                mistake("jsonpath syntax", "$.verdict.label", "$.verdict..",
                        "71 ask-urlscan/setVariable: the jsonpath $.verdict.. cannot be read: Path must not end with a '.' or '..'"
                                + "; correct it, as in $.verdict.label or $.items[0].score"),
                mistake("jsonpath bracket", "$.verdict.label", "$.verdict[0",
                        "71 ask-urlscan/setVariable: the jsonpath $.verdict[0 cannot be read: a '[' and its ']' do not match"
                                + "; correct it, as in $.verdict.label or $.items[0].score"),
                mistake("missing removeHeaders", "        - removeHeaders:\n            pattern: \"*\"\n        - setHeader", "        - setHeader",
                        "53 ask-urlscan/call-urlscan: calls urlscan:{{urlscan.base-url}} with whatever headers the message has"
                                + "; put '- removeHeaders: {pattern: \"*\"}' before it"),
                mistake("tab", "            id: open-urlscan", "\t    id: open-urlscan",
                        "9 look-up-urlscan/open-urlscan: a tab in the indentation; indent with blanks"),
                mistake("short form of a step", "                    - to:\n                        id: question-to-urlscan\n                       "
                        + " uri: direct:ask-urlscan\n",
                        "                    - to: direct:ask-urlscan\n",
                        "25 look-up-urlscan/to: 'to: direct:ask-urlscan' is written in short; write it as a map, such as 'to: {uri: …}'"),
                mistake("short form of a route", "- route:\n    id: ask-urlscan\n    description: The call to urlscan, and what its JSON means.\n"
                        + "    routeConfigurationId: calls\n    from:\n      uri: direct:ask-urlscan\n      steps:\n",
                        "- from:\n      uri: direct:ask-urlscan\n      steps:\n",
                        "34: the entry 'from' is a route in short; write '- route:' with 'from' inside it"),
                mistake("short form of an expression", "              jsonpath:\n                expression: $.verdict.label\n               "
                        + " suppressExceptions: true\n",
                        "              jsonpath: $.verdict.label\n",
                        "70 ask-urlscan/setVariable: 'jsonpath: $.verdict.label' is written in short; write it as a map: 'jsonpath: {expression: …}'"),
                mistake("language beside the step", "            expression:\n              simple:\n                expression:"
                        + " \"${variable.lookUp.toAsk} == true\"\n",
                        "            simple:\n                expression: \"${variable.lookUp.toAsk} == true\"\n",
                        "17 look-up-urlscan/urlscan-to-be-asked: 'simple' stands directly below 'filter'; put it below 'expression'"),
                mistake("unknown error configuration", "routeConfigurationId: look-ups", "routeConfigurationId: lookups",
                        "4 look-up-urlscan: no error configuration 'lookups'; did you mean look-ups?"),
                mistake("no error configuration", "    routeConfigurationId: calls\n", "",
                        "35 ask-urlscan: has no error handling"
                                + "; set routeConfigurationId to one of attachments, calls, links, look-ups, pages, polling, recurring, stages"),
                mistake("unknown breaker", "configuration: sourceBreaker", "configuration: sourceBraker",
                        "23 look-up-urlscan/guard-urlscan: no circuit breaker configuration 'sourceBraker'; did you mean sourceBreaker?"),
                mistake("unquoted colon", "Urlscan on one URL.", "Urlscan: on one URL.",
                        "3 look-up-urlscan: a colon in a text without quotes; put the text in quotes"),
                mistake("missing component", "uri: direct:ask-urlscan\n        - setBody", "uri: kafka:questions\n        - setBody",
                        "27 look-up-urlscan/question-to-urlscan: no component 'kafka'"
                                + "; put the jar of org.apache.camel:camel-kafka:4.18.0 and what it needs into lib/, or, when it is a source, refer to"
                                        + " {{kafka.base-url}} in its route, or, when it is an output, set output.kafka.base-url"),
                mistake("options in the uri", "urlscan.base-url}}\"", "urlscan.base-url}}?bridgeEndpoint=true\"",
                        "55 ask-urlscan/call-urlscan: options in the uri urlscan:{{urlscan.base-url}}?bridgeEndpoint=true; put them under 'parameters'"),
                mistake("key of another system", "{{urlscan.api-key}}", "{{virustotal.api-key}}",
                        "44 ask-urlscan/call-urlscan: sends {{virustotal.api-key}} to urlscan; send only the key of urlscan there"),
                mistake("source name that differs between route and settings", "\"urlscan:{{urlscan.base-url}}\"", "\"urlscn:{{urlscan.base-url}}\"",
                        "55 ask-urlscan/call-urlscan: no component 'urlscn'; did you mean urlscan:? For an output of that name, set output.urlscn.base-url"),
                mistake("bare & in a parameter of a Kamelet",
                        "            uri: \"urlscan:{{urlscan.base-url}}\"\n            parameters:\n              throwExceptionOnFailure: \"false\"\n"
                                + "              disableStreamCache: \"true\"\n",
                        "            uri: kamelet:call-source/call-urlscan\n            parameters:\n              source: urlscan\n"
                                + "              query: \"from={{urlscan.base-url}}&size=1\"\n",
                        "58 ask-urlscan/call-urlscan: 'query' holds a '&', at which Camel ends the parameter; write RAW(from={{urlscan.base-url}}&size=1)"),
                mistake("a value that is no boolean", "suppressExceptions: true", "suppressExceptions: yes",
                        "72 ask-urlscan/setVariable: 'suppressExceptions' is 'yes'; write true or false"));
    }

    private static Arguments mistake(String name, String right, String wrong, String line) {
        return Arguments.of(name, right, wrong, line);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWithLineStepAndRemedy(String name, String right, String wrong, String line) throws IOException {
        assertThat(source()).contains(right);
        write(source().replace(right, wrong));
        assertThat(lint(Map.of())).containsExactly(FILE + ":" + line);
    }

    /** What is done beside the added source that is without fault, and the line that must be said. */
    @Test
    void mistakesBesideTheRoutesAreNamedToo() throws IOException {
        Files.writeString(top.resolve("application.properties"), SETTINGS.replace("per-minute", "per-minut"));
        assertThat(lint(Map.of())).containsExactly("application.properties:2: urlscan.quota.per-minut is no setting; did you mean urlscan.quota.per-minute?");

        Files.writeString(top.resolve("application.properties"), SETTINGS.replace("virustotal,urlscan", "virustotal"));
        assertThat(lint(Map.of())).containsExactly(FILE + ":2 look-up-urlscan: nobody calls direct:look-up-urlscan; add urlscan to enrich.ip,"
                + " enrich.hash, enrich.url,"
                + " enrich.domain or enrich.cve in application.properties");

        Files.writeString(top.resolve("application.properties"), SETTINGS.replace("virustotal,urlscan", "urlscan,urlscn"));
        assertThat(lint(Map.of())).containsExactly("application.properties:3: enrich.url names 'urlscn', but no route starts from direct:look-up-urlscn;"
                + " correct the name, or put the source's route file into routes/");

        Files.writeString(top.resolve("application.properties"), SETTINGS.replace("urlscan.base-url=https", "url-scan.base-url=https"));
        assertThat(lint(Map.of())).contains("application.properties:1: url-scan.base-url is no setting; did you mean urlscan.base-url?",
                FILE + ":55: the setting urlscan.base-url is not set; set it in application.properties or as URLSCAN_BASE_URL, or use run --sandbox"
                        + " to try the product without other systems");

        Files.writeString(top.resolve("application.properties"), SETTINGS);
        Files.move(top.resolve(FILE), top.resolve("routes/35-urlscan.yaml"));
        assertThat(lint(Map.of())).contains("routes/35-urlscan.yaml: is not loaded, for its name does not end with .camel.yaml; rename it to"
                + " 35-urlscan.camel.yaml");
    }

    /** An output that is copied into the folder, and the line in the journey that is forgotten then. */
    @Test
    void aStageThatIsHandedNoWorkIsNamed() throws IOException {
        Files.copy(Path.of("docs/examples/teams.camel.yaml"), top.resolve("routes/55-teams.camel.yaml"));
        Files.writeString(top.resolve("application.properties"), SETTINGS + "output.teams.base-url=https://hook.example/x\n");
        assertThat(lint(Map.of())).containsExactly("routes/55-teams.camel.yaml:4 send-to-teams: nobody hands over to task:teams; add"
                + " '- to: {id: hand-over-to-teams, uri: task:teams}' where its work begins, such as behind hand-over-to-publish in 30-enrich");

        Path enrich = top.resolve("routes/30-enrich.camel.yaml");
        Files.writeString(enrich, Files.readString(enrich).replace("                - to:\n                    id: promise-note\n",
                "                - to: {id: hand-over-to-teams, uri: task:teams}\n                - to:\n                    id: promise-note\n"));
        assertThat(lint(Map.of())).isEmpty();
    }

    @Test
    void oneIdBelongsToOneStepOfAllFiles() throws IOException {
        write(source().replace("id: ask-urlscan", "id: ask-virustotal"));
        assertThat(lint(Map.of())).containsExactly(FILE + ":35 ask-virustotal: the id 'ask-virustotal' is used in routes/33-virustotal.camel.yaml already;"
                + " choose another one");
    }

    /** What is written in the added source, what instead of it: all of it is right. */
    static Stream<Arguments> rightThings() {
        return Stream.of(
                Arguments.of("a bearer token", "{{urlscan.api-key}}", "{{urlscan.api-key}}"),
                Arguments.of("the name of another source's header", "name: Authorization", "name: x-apikey"),
                Arguments.of("a placeholder with a default", "{{urlscan.size:10}}", "{{urlscan.pages:20}}"),
                Arguments.of("an optional placeholder", "{{urlscan.size:10}}", "{{?urlscan.pages}}"),
                Arguments.of("a variable of the environment", "{{urlscan.size:10}}", "{{env:URLSCAN_SIZE:10}}"),
                Arguments.of("the Kamelet", "        - setVariable:\n            id: open-urlscan\n            name: lookUp",
                        "        - to:\n            id: shell\n"
                        + "            uri: kamelet:look-up-source/urlscan\n            parameters:\n              source: urlscan\n"
                        + "        - setVariable:\n            id: open-urlscan\n            name: lookUp"),
                Arguments.of("a name as editors write it", "uri: direct:ask-urlscan\n        - setBody",
                        "uri: direct\n                        parameters:\n                          name: ask-urlscan\n        - setBody"),
                Arguments.of("a query of the service as an option", "disableStreamCache: \"true\"", "limit: \"5\""),
                Arguments.of("a condition of two parts", "${variable.lookUp.toAsk} == true", "${variable.lookUp.toAsk} && ${body.type.label} in 'url,domain'"),
                Arguments.of("a text with a brace and a colon", "Urlscan on one URL.", "\"Urlscan: on {one} URL.\""),
                Arguments.of("a filter in jsonpath", "$.verdict.label", "$.verdicts[?(@.score > 90)].label"),
                Arguments.of("a short form of jsonpath", "$.verdict.label", "verdict.label"),
                Arguments.of("a comment", "    routeConfigurationId: calls", "    # {{not.a.setting}} and ${not.a.function\n    routeConfigurationId: calls"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightThings")
    void nothingIsSaidAboutWhatIsRight(String name, String before, String after) throws IOException {
        assertThat(source()).contains(before);
        write(source().replace(before, after));
        Files.writeString(top.resolve("secrets.properties"), "urlscan.api-key=the-key\n");
        Files.writeString(top.resolve("routes/35-urlscan.camel.yaml.bak"), "what is left");
        assertThat(lint(Map.of("URLSCAN_TIMEOUT", "5s", "URLSCAN_QUOTA_PER_DAY", "100"))).isEmpty();
    }

    @Test
    void aTokenInTheSecretsFileIsNoUnknownSettingWhereARouteRefersToIt() throws IOException {
        write(source().replace("{{urlscan.api-key}}", "{{urlscan.token}}"));
        Files.writeString(top.resolve("secrets.properties"), "urlscan.token=the-token\n");
        assertThat(lint(Map.of())).isEmpty();
        Files.delete(top.resolve("secrets.properties"));
        assertThat(lint(Map.of("URLSCAN_TOKEN", "the-token"))).isEmpty();
        assertThat(lint(Map.of())).containsExactly(FILE + ":47 ask-urlscan/setHeader: no setting urlscan.token; set it in secrets.properties or as"
                + " URLSCAN_TOKEN, or give it a default: {{urlscan.token:…}}");
    }
}
