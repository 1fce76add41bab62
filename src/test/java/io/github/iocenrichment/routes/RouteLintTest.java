package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads every route file as an editor left it and says what is wrong with it, in words that help to fix it. */
class RouteLintTest {
    private static final String GOOD = """
            - routeConfiguration:
                id: calls
                description: Errors are the caller's.
                errorHandler:
                  noErrorHandler: {}
            - route:
                id: ask-vendor
                description: Asks the vendor.
                routeConfigurationId: calls
                from:
                  uri: direct:ask-vendor
                  steps:
                    - removeHeaders:
                        pattern: "*"
                    - setHeader:
                        name: x-apikey
                        expression:
                          constant:
                            expression: "{{virustotal.api-key}}"
                    - to:
                        id: call-vendor
                        uri: "virustotal:{{virustotal.base-url}}"
                        parameters:
                          throwExceptionOnFailure: "false"
                    - bean:
                        id: take
                        ref: pollIncidents
                        method: "admit(${variable.round}, ${body})"
            """;
    private static ProductBeans beans;

    @BeforeAll
    static void bind() {
        beans = ProductBeans.bind();
    }

    @AfterAll
    static void close() {
        beans.close();
    }

    @Test
    void everyRouteFileKeepsTheRules() throws IOException {
        Map<String, String> files = LintCommand.files();
        assertThat(files).isNotEmpty();
        List<String> complaints = lint().check(files);
        assertThat(complaints).as(() -> "\n" + String.join("\n", complaints) + "\n").isEmpty();
    }

    @Test
    void aGoodRouteIsAccepted() {
        assertThat(lint().check(Map.of("good.camel.yaml", GOOD))).isEmpty();
    }

    /** What is changed in the good route, by what, and what must be said about it. */
    static Stream<Arguments> breakages() {
        return Stream.of(
                Arguments.of("    id: ask-vendor\n", "", "a route from 'direct:ask-vendor' has no id"),
                Arguments.of("    description: Asks the vendor.\n", "", "route 'ask-vendor': has no description"),
                Arguments.of("Asks the vendor.", "\" \"", "route 'ask-vendor': has no description"),
                Arguments.of("    routeConfigurationId: calls\n", "", "has no error handling; set routeConfigurationId to one of [calls]"),
                Arguments.of("routeConfigurationId: calls", "routeConfigurationId: cals", "names the routeConfigurationId 'cals', which no file has"),
                Arguments.of("- removeHeaders:", "- removeHeader:", "does not fit the YAML DSL"),
                Arguments.of("- bean:", "- been:", "does not fit the YAML DSL: $[1].route.from.steps[3]: property 'been'"),
                Arguments.of("id: take", "id: call-vendor", "uses the id 'call-vendor', which broken.camel.yaml has already"),
                Arguments.of("id: take", "id: ask-vendor", "uses the id 'ask-vendor'"),
                Arguments.of("ref: pollIncidents", "ref: polIncidents", "names the bean 'polIncidents', which the product does not bind"),
                Arguments.of("admit(", "admitt(", "calls 'pollIncidents.admitt', which is not there; it has admit, begin, decideBySource, finish"),
                Arguments.of(", ${body})", ")", "calls 'pollIncidents.admit' with 1 argument(s); it takes 2"),
                Arguments.of("\"admit(${variable.round}, ${body})\"", "admit", "calls 'pollIncidents.admit' with no argument(s)"),
                Arguments.of("\"{{virustotal.api-key}}\"", "\"{{virustotal.apikey}}\"", "uses {{virustotal.apikey}}, which is no setting"),
                Arguments.of("            constant:\n                expression: \"{{virustotal.api-key}}\"",
                        "            simple:\n                expression: \"${bean:vendorReplies?method=encode(${body})}\"", "calls 'vendorReplies.encode', which is not there"),
                Arguments.of("            id: take\n", "", "has a step 'bean' (pollIncidents) without id"),
                Arguments.of("            id: call-vendor\n", "", "has a step 'to' (virustotal:{{virustotal.base-url}}) without id"),
                Arguments.of("        - removeHeaders:\n            pattern: \"*\"\n", "", "calls virustotal:{{virustotal.base-url}} with whatever headers"),
                Arguments.of("pattern: \"*\"", "pattern: \"Camel*\"", "with whatever headers the message has; put 'removeHeaders"),
                Arguments.of("name: x-apikey", "name: Key", "sends the header 'Key' to virustotal, but it is for [abuseipdb]"),
                Arguments.of("{{virustotal.api-key}}", "{{ivanti.api-key}}", "sends {{ivanti.api-key}} to virustotal"),
                Arguments.of("name: x-apikey", "name: TaskKey", "sends the header 'TaskKey' to virustotal; set it after the call"),
                Arguments.of("uri: direct:ask-vendor", "uri: direct:ask-vendor?block=false", "has options in the uri of 'from'"),
                Arguments.of("base-url}}\"\n", "base-url}}?bridgeEndpoint=true\"\n", "has options in the uri of 'to'"),
                Arguments.of("            constant:\n                expression: \"{{virustotal.api-key}}\"", "            constant: key",
                        "writes the expression 'constant: key' in short"),
                Arguments.of("        - bean:\n            id: take\n            ref: pollIncidents\n            method: \"admit(${variable.round}, ${body})\"\n",
                        "        - to: direct:next\n", "writes 'to: direct:next' in short; write it as a map"),
                Arguments.of("        - bean:\n            id: take\n            ref: pollIncidents\n            method: \"admit(${variable.round}, ${body})\"\n",
                        "        - circuitBreaker:\n            id: guard\n            configuration: sourceBraker\n            steps:\n              - stop: {}\n",
                        "names 'sourceBraker', which the product does not bind"),
                Arguments.of("- route:\n    id: ask-vendor\n    description: Asks the vendor.\n    routeConfigurationId: calls\n    from:\n"
                        + "      uri: direct:ask-vendor\n      steps:\n", "- from:\n      uri: direct:ask-vendor\n      steps:\n",
                        "has an entry 'from'; write '- route:' with 'from' inside it"),
                Arguments.of("- route:", "route:", "broken.camel.yaml: is not YAML"));
    }

    @ParameterizedTest(name = "[{index}] {2}")
    @MethodSource("breakages")
    void aBrokenRouteIsNamedWithWhatToDo(String good, String broken, String said) {
        assertThat(GOOD).contains(good);
        List<String> complaints = lint().check(Map.of("broken.camel.yaml", GOOD.replace(good, broken)));
        assertThat(complaints).anySatisfy(complaint -> assertThat(complaint).startsWith("broken.camel.yaml").contains(said));
    }

    @Test
    void headersAreFollowedThroughEveryBranch() {
        String branches = GOOD + """
                    - choice:
                        id: again
                        when:
                          - id: cleared
                            expression:
                              constant:
                                expression: "true"
                            steps:
                              - removeHeaders:
                                  pattern: "*"
                              - to:
                                  id: call-after-clearing
                                  uri: "virustotal:{{virustotal.base-url}}"
                        otherwise:
                          steps:
                            - to:
                                id: call-with-what-the-answer-brought
                                uri: "abuseipdb:{{abuseipdb.base-url}}"
                """.indent(4);
        assertThat(lint().check(Map.of("branches.camel.yaml", branches))).singleElement().asString()
                .contains("route 'ask-vendor': calls abuseipdb:{{abuseipdb.base-url}} with whatever headers");
    }

    @Test
    void idsAreUniqueOverAllFiles() {
        String other = "- route:" + GOOD.split("- route:")[1];
        Map<String, String> files = new TreeMap<>(Map.of("a.camel.yaml", GOOD, "b.camel.yaml", other));
        assertThat(lint().check(files)).anySatisfy(complaint -> assertThat(complaint)
                .isEqualTo("b.camel.yaml, route 'ask-vendor': uses the id 'ask-vendor', which a.camel.yaml has already; choose another one"));
    }

    /** Camel reads <code>${variable.work.sent}</code> by a method sent() sooner than by isSent(), whatever that method does. */
    @Test
    void noMethodHidesAGetterThatRoutesRead() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.list(LintCommand.ROUTES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".camel.yaml")).toList()) {
                Matcher part = Pattern.compile("\\.([a-z][A-Za-z]*)(?=[.}, ])").matcher(Files.readString(file));
                while (part.find()) {
                    read.add(part.group(1));
                }
            }
        }
        assertThat(read).contains("publication", "waiting", "changed");
        List<String> hidden = new ClassFileImporter().importPackages("io.github.iocenrichment").stream()
                .filter(type -> !type.isAssignableTo(Record.class)).flatMap(RouteLintTest::hiddenGetters)
                .filter(hider -> read.contains(hider.substring(hider.indexOf('.') + 1))).toList();
        assertThat(hidden).isEmpty();
    }

    /** Methods such as <code>Work.sent</code> beside an isSent() or getSent(). */
    private static Stream<String> hiddenGetters(JavaClass type) {
        Set<String> names = type.getMethods().stream().map(JavaMethod::getName).collect(Collectors.toSet());
        return names.stream().filter(name -> name.matches("(get|is)[A-Z].*")).map(name -> name.replaceFirst("^(get|is)", ""))
                .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)).filter(names::contains)
                .map(name -> type.getSimpleName() + "." + name);
    }

    private static RouteLint lint() {
        return LintCommand.lint(beans);
    }
}
