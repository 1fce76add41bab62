package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.scenario.ScenarioFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journey that does not come out as expected says beside the difference. */
class ScenarioRunTest {
    private static final String INCIDENT = """
              replies:
                - {from: abuseipdb, body: {data: {ipAddress: 45.155.204.17, isPublic: true, ipVersion: 4, abuseConfidenceScore: 100, totalReports: 412,
                   numDistinctUsers: 99}}}
            """;

    /** What would make a test pass that shows nothing, or end in a trace of calls. */
    @Test
    void aMisspeltRouteOrSystemAndAMissingIndicatorAreNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.test.yaml"), """
                - test: a misspelt system
                  route: look-up-abuseipdb
                  given: {indicator: {type: ipv4, value: 45.155.204.17}}
                %s  expect: {nothing-sent-to: [virustotl, teams]}
                - test: a misspelt system that answers
                  route: look-up-abuseipdb
                  given: {indicator: {type: ipv4, value: 45.155.204.17}}
                  replies: [{from: abuseipbd, body: {}}]
                  expect: {sent: [{to: abuseipdbb}]}
                - test: a misspelt route
                  route: look-up-abuseipbd
                  given: {indicator: {type: ipv4, value: 45.155.204.17}}
                  expect: {answer: {state: found}}
                - test: nothing to ask about
                  route: look-up-abuseipdb
                  given: {}
                  expect: {answer: {state: found}}
                - test: a stage
                  route: enrich-incident
                  given: {}
                  expect: {answer: {state: found}}
                """.formatted(INCIDENT));
        List<String> said = said(file);
        assertThat(said.stream().map(line -> line.substring(line.indexOf("mine.test.yaml")).replaceFirst("it may be .*", "it may be …"))).containsExactly(
                "mine.test.yaml:7: no system 'virustotl'; did you mean virustotal?", "mine.test.yaml:7: no system 'teams'; it may be …",
                "mine.test.yaml:11: no system 'abuseipbd'; did you mean abuseipdb?", "mine.test.yaml:12: no system 'abuseipdbb'; did you mean abuseipdb?",
                "mine.test.yaml:13: no route look-up-abuseipbd; did you mean look-up-abuseipdb?",
                "mine.test.yaml:17: the route look-up-abuseipdb asks about an indicator; add one, as in 'given: {indicator: {type: url, value: …}}'",
                "mine.test.yaml:21: the route enrich-incident starts from task:enrich; give an incident to test a stage");
    }

    @Test
    void aFailedJourneySaysWhatStandsInItsWay(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.test.yaml"), """
                - test: nobody approves
                  given: {incident: {Subject: Alarm, Symptom: Connections to 45.155.204.17}, settings: {publish.approval: malicious}}
                %s  expect: {bundle: true}
                - test: nobody approves, which what is expected does not need
                  given: {incident: {Subject: Alarm, Symptom: Connections to 45.155.204.17}, settings: {publish.approval: malicious}}
                %s  expect: {note contains: never there, bundle: false}
                - test: Ivanti refuses the record
                  given: {incident: {Subject: Alarm, Symptom: Connections to 45.155.204.17}, settings: {ivanti.record.fields.Nonsense: x}}
                %s  expect: {record: true}
                """.formatted(INCIDENT, INCIDENT, INCIDENT));
        List<String> said = said(file);
        assertThat(said).anyMatch(line -> line.contains("mine.test.yaml:1: the publication waits for approval, as publish.approval says; say below 'given' what is"
                + " decided (approval: approved), or set settings: {publish.approval: none}"))
                .anyMatch(line -> line.contains("mine.test.yaml:13: task:record is parked: ") && line.contains("Nonsense"))
                .anyMatch(line -> line.contains("mine.test.yaml:12: no note contains it")).noneMatch(line -> line.contains("mine.test.yaml:7: "));
    }

    @Test
    void aFailedVerdictSaysWhichRulesDecided(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.test.yaml"), """
                - test: another verdict
                  route: look-up-abuseipdb
                  given: {indicator: {type: ipv4, value: 45.155.204.17}}
                %s  expect: {answer: {state: found, verdict: unknown}}
                """.formatted(INCIDENT));
        assertThat(said(file)).singleElement().asString().contains("mine.test.yaml:7: answer verdict\n      expected: unknown\n      but was:  malicious\n"
                + "      why:      AbuseIPDB: score 100, 412 reports by 99 reporters: reaches the limits");
    }

    @Test
    void aReplyThatDoesNotFitAndAHeaderThatDiffersAreShown(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.test.yaml"), """
                - test: another path
                  route: look-up-abuseipdb
                  given: {indicator: {type: ipv4, value: 45.155.204.17}}
                  replies:
                    - {from: abuseipdb, when: {method: GET, path: /v1/check}, body: {}}
                  expect: {sent: [{to: abuseipdb, headers: {Key: mine}}]}
                """);
        assertThat(said(file)).hasSize(2).anyMatch(line -> line.contains("mine.test.yaml:1: no reply fits GET abuseipdb/check?")
                && line.endsWith("; the reply in line 5 does not fit (path: /v1/check)"))
                .anyMatch(line -> line.contains("mine.test.yaml:6: no such request was sent") && line.endsWith(" (Key: key-of-abuseipdb)"));
    }

    private static List<String> said(Path file) throws Exception {
        List<String> said = new ArrayList<>();
        ScenarioRun.run(ScenarioFiles.read(List.of(file), file.getParent()), camel -> { }, result -> said.addAll(result.differences()));
        return said;
    }
}
