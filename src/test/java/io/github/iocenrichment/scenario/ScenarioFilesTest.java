package io.github.iocenrichment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.iocenrichment.verdict.VerdictValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of tests as people write them: what is read, what is refused and where, and how a difference is shown. */
class ScenarioFilesTest {
    private static final Path SCHEMA = Path.of("tests/schema/route-tests.schema.json");
    private static final String ISSUE = """
            - test: a malicious URL becomes a finding
              route: look-up-urlscan
              given: {indicator: {type: url, value: "https://login.example/v"}}
              replies: [{from: urlscan, when: {path: /lookup}, status: 200, body: {verdict: {label: malicious, score: 96}}}]
              expect: {answer: {state: found, verdict: malicious}, sent: [{to: urlscan, path: /lookup, headers: {API-Key: "*"}}], nothing-sent-to: [virustotal]}
            """;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Scenario scenario(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("my.test.yaml"), text);
        return ScenarioFiles.read(List.of(file), folder).get(0);
    }

    @Test
    void aTestIsReadWithItsLines() throws IOException {
        Scenario test = scenario("# tests\n" + ISSUE);
        assertThat(test.name()).isEqualTo("a malicious URL becomes a finding");
        assertThat(test.place()).endsWith("my.test.yaml:2");
        assertThat(test.isJourney()).isFalse();
        assertThat(new String(test.replies().get(0).body())).isEqualTo("{\"verdict\":{\"label\":\"malicious\",\"score\":96}}");
    }

    @Test
    void aFileSaysOnceThatItsTestsRunInTheDefaults() throws IOException {
        assertThat(scenario(ISSUE).inDefaults()).isFalse();
        assertThat(scenario("- settings: defaults\n" + ISSUE).inDefaults()).isTrue();
        assertThat(scenario(ISSUE + "- settings: defaults\n").inDefaults()).isTrue();
        assertThatThrownBy(() -> scenario("- settings: {intelx.tlp: RED}\n" + ISSUE)).hasMessageContaining("my.test.yaml:1: the settings of all tests are not"
                + " 'defaults'; write '- settings: defaults', or 'settings: {NAME: value}' below 'given' of a journey");
    }

    /** What is written, what instead of it, the line and the words of the refusal. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("expect:", "expects:", ":5: no 'expects' in 'test'; did you mean expect?"),
                Arguments.of("state:", "stat:", ":5: no 'stat' in 'answer'; did you mean state?"),
                Arguments.of("indicator:", "indicators:", ":3: no 'indicators' in 'given'; did you mean indicator?"),
                Arguments.of("from:", "form:", ":4: no 'form' in 'replies'; did you mean from?"),
                Arguments.of("{path: /lookup}, status", "{pth: /lookup}, status", ":4: no 'pth' in 'when'; did you mean path?"),
                Arguments.of("sent: [{to: urlscan, path: /lookup, headers: {API-Key: \"*\"}}]", "sent: {to: urlscan, path: /nonsense}",
                        ":5: 'sent' is no list of mappings; begin each entry with '- ', or write 'sent: [{…}]'"),
                Arguments.of("replies: [{from: urlscan, when: {path: /lookup}, status: 200, body: {verdict: {label: malicious, score: 96}}}]", "replies: {from: urlscan}",
                        ":4: 'replies' is no list of mappings; begin each entry with '- ', or write 'replies: [{…}]'"),
                Arguments.of("answer: {state: found, verdict: malicious}", "answer: found",
                        ":5: 'answer' is neither a mapping nor a list of mappings; write it as in 'answer: {state: found}'"),
                Arguments.of("nothing-sent-to: [virustotal]", "nothing-sent-to: {a: b}",
                        ":5: 'nothing-sent-to' is no list of names; write it as in 'nothing-sent-to: [virustotal]'"),
                Arguments.of("state: found", "state: fond", ":5: 'state' is 'fond'; did you mean found?"),
                Arguments.of("verdict: malicious}, sent", "verdict: no-threat}, sent",
                        ":5: 'verdict' is 'no-threat'; it may be malicious, no-threat-found, not-checked, suspicious, unknown"),
                Arguments.of("verdict: malicious}, sent", "verdict: suspicius}, sent", ":5: 'verdict' is 'suspicius'; did you mean suspicious?"),
                Arguments.of("type: url", "type: ip", ":3: 'type' is 'ip'; it may be cve, domain, ipv4, ipv6, md5, sha1, sha256, url"),
                Arguments.of("route: look-up-urlscan", "route: [look-up-urlscan]", ":2: 'route' is no text; write one value behind the colon"),
                Arguments.of("given: {indicator: {type: url, value: \"https://login.example/v\"}}", "given: https://login.example/v",
                        ":3: 'given' is no mapping; write it as in 'given: {NAME: value}'"),
                Arguments.of("status: 200", "status: 200, status: 404", ":4: 'status' is written twice; keep one of them"),
                Arguments.of("status: 200", "status: 900", ":4: 'status' is no number from 100 to 599; write it as in 'status: 200'"),
                Arguments.of("expect: {answer: {state: found, verdict: malicious}, sent: [{to: urlscan, path: /lookup, headers: {API-Key: \"*\"}}], nothing-sent-to:"
                        + " [virustotal]}", "expect: {answer: {}, sent: []}", ":1: the test 'a malicious URL becomes a finding' expects nothing; add 'expect:', else it"
                        + " cannot fail"),
                Arguments.of("status: 200", "status: ok", ":4: 'status' is no number from 100 to 599; write it as in 'status: 200'"),
                Arguments.of("  route: look-up-urlscan\n", "",
                        ":1: the test 'a malicious URL becomes a finding' has neither route nor incident; name the 'route'"
                        + " to be run, or give an 'incident' that goes through all stages"),
                Arguments.of("a malicious URL becomes a finding", "\"\"", ":1: a test has no name; begin it with '- test: what it shows'"),
                Arguments.of("- test", "test", ": is not a list of tests; begin each test with '- test: what it shows'"),
                Arguments.of("{indicator: {type", "{indicator: [type", ": is not YAML"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("mistakes")
    void aMistakeIsNamedWithItsLine(String right, String wrong, String said) {
        assertThat(ISSUE).contains(right);
        String text = said.contains("is not a list") ? ISSUE.replace(right, wrong).replace("\n  ", "\n") : ISSUE.replace(right, wrong);
        assertThatThrownBy(() -> scenario(text)).isInstanceOf(ScenarioException.class).message()
                .satisfies(message -> assertThat(message.replaceFirst(":1: is not a", ": is not a").replaceFirst(":\\d+: is not YAML", ": is not YAML"))
                        .contains("my.test.yaml" + said));
    }

    @Test
    void aDifferenceIsShownWithLineExpectedAndActual() throws IOException {
        Scenario test = scenario(ISSUE);
        JsonNode answer = JSON.readTree("{\"state\":\"found\",\"verdict\":\"harmless\",\"why\":\"score 10 of 100\"}");
        StubRequest sent = new StubRequest("urlscan", "GET", "/lookup", Map.of("url", "x"), Map.of("api-key", ""), "");
        StubRequest other = new StubRequest("virustotal", "GET", "/urls/1", Map.of(), Map.of(), "");
        String file = test.file().toString().replace('\\', '/');
        assertThat(Expectations.differences(test, outcome(answer, List.of(sent, other)))).containsExactly(
                file + ":5: answer verdict\n      expected: malicious\n      but was:  harmless\n      why:      score 10 of 100",
                file + ":5: no such request was sent\n      expected: {to=urlscan, path=/lookup, headers={API-Key=*}}\n      but was:  GET"
                        + " urlscan/lookup?url=x (API-Key: none),"
                        + " GET virustotal/urls/1",
                file + ":5: requests to virustotal\n      expected: none\n      but was:  GET virustotal/urls/1");
        StubRequest right = new StubRequest("urlscan", "GET", "/lookup", Map.of(), Map.of("api-key", "k"), "");
        assertThat(Expectations.differences(test, outcome(JSON.readTree("{\"state\":\"found\",\"verdict\":\"malicious\"}"), List.of(right)))).isEmpty();
    }

    private static Outcome outcome(JsonNode answer, List<StubRequest> sent) {
        return new Outcome(answer, MissingNode.getInstance(), MissingNode.getInstance(), sent, List.of(), List.of(), List.of());
    }

    @Test
    void whatAJourneyLeftIsCompared() throws IOException {
        Scenario test = scenario("""
                - test: all of it
                  given: {incident: {Subject: x}}
                  expect:
                    note contains: [malicious, "never there"]
                    bundle contains: {type: indicator, name: "*"}
                    record: {Category: Threat Intelligence}
                """);
        Outcome outcome = new Outcome(MissingNode.getInstance(), MissingNode.getInstance(), MissingNode.getInstance(), List.of(), List.of("It is malicious."),
                List.of(JSON.readTree("{\"objects\":[{\"type\":\"identity\",\"name\":\"SOC\"}]}")),
                        List.of(JSON.readTree("{\"Category\":\"Threat Intelligence\"}")));
        assertThat(Expectations.differences(test, outcome)).hasSize(2)
                .anySatisfy(line -> assertThat(line).contains(":4: no note contains it\n      expected: never there\n      but was:  It is malicious."))
                .anySatisfy(line -> assertThat(line).contains(":5: no object of a bundle is so").contains("but was:  identity SOC"));
    }

    @Test
    void aStubAnswersByTheFirstReplyThatFitsAndAsOftenAsItSays() throws Exception {
        Scenario test = scenario("""
                - test: replies
                  route: any
                  given: {body: x}
                  replies:
                    - {from: urlscan, when: {path: /lookup, query: {url: "a b"}}, status: 429, headers: {Retry-After: "5"}, times: 1}
                    - {from: urlscan, when: {path: {contains: look}}, body: {n: 1}}
                  expect: {body: x}
                """);
        try (StubServer stubs = StubServer.start(501)) {
            stubs.begin(test.replies());
            assertThat(status(stubs.url("urlscan") + "/lookup?url=a%20b")).isEqualTo("429 ");
            assertThat(status(stubs.url("urlscan") + "/lookup?url=a%20b")).isEqualTo("200 {\"n\":1}");
            assertThat(status(stubs.url("other") + "/lookup")).isEqualTo("501 ");
            assertThat(stubs.unanswered()).extracting(StubRequest::toString).containsExactly("GET other/lookup");
            assertThat(stubs.requests()).hasSize(3);
            assertThat(test.replies().get(0).misfit(stubs.requests().get(1))).isEqualTo("the reply in line 5 is given no more than once");
        }
    }

    private static String status(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    void theSchemaDescribesWhatIsReadAndLiesInTheJarToo() throws IOException {
        try (InputStream inJar = ScenarioFiles.class.getResourceAsStream("/scenario/route-tests.schema.json")) {
            assertThat(new String(inJar.readAllBytes())).isEqualTo(Files.readString(SCHEMA));
        }
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(SCHEMA));
        try (Stream<Path> shipped = Files.list(Path.of("tests"))) {
            assertThat(shipped.filter(path -> path.toString().endsWith(".test.yaml"))).isNotEmpty().allSatisfy(file ->
                    assertThat(schema.validate(new YAMLMapper().readTree(file.toFile()))).as(file.toString()).isEmpty());
        }
        assertThat(schema.validate(new YAMLMapper().readTree(ISSUE))).isEmpty();
        assertThat(schema.validate(new YAMLMapper().readTree(ISSUE.replace("state:", "stat:")))).isNotEmpty();
        assertThat(schema.validate(new YAMLMapper().readTree(ISSUE.replace("verdict: malicious}, sent", "verdict: evil}, sent")))).isNotEmpty();
    }

    /** The words are written down for the reader and the schema, which must know each that a verdict can have. */
    @ParameterizedTest
    @EnumSource(VerdictValue.class)
    void eachVerdictCanBeExpected(VerdictValue verdict) throws IOException {
        String text = ISSUE.replace("verdict: malicious}, sent", "verdict: " + verdict.label() + "}, sent");
        assertThat(scenario(text).expect().at("answer").at("verdict").text()).isEqualTo(verdict.label());
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(SCHEMA));
        assertThat(schema.validate(new YAMLMapper().readTree(text))).isEmpty();
        assertThat(Files.readString(Path.of("docs/routes.md"))).contains("`" + verdict.label() + "`");
    }

    @Test
    void anIncidentHasItsAttachmentsBesideIt() throws IOException {
        Files.writeString(folder.resolve("mail.eml"), "Subject: x\n\nhello");
        Files.writeString(folder.resolve("10-mail.yaml"), "subject: A mail\ntext: See the attachment\nOwnerTeam: SOC\nattachments: [mail.eml]\n");
        assertThat(IncidentFile.in(folder)).singleElement().satisfies(incident -> {
            assertThat(incident.fields()).containsEntry("Subject", "A mail").containsEntry("Symptom", "See the attachment").containsEntry("OwnerTeam", "SOC");
            assertThat(incident.attachments()).containsExactly(folder.resolve("mail.eml"));
        });
        Files.delete(folder.resolve("mail.eml"));
        assertThatThrownBy(() -> IncidentFile.in(folder)).hasMessageContaining("10-mail.yaml:4: the attachment mail.eml is not there; put it beside"
                + " 10-mail.yaml");
    }
}
