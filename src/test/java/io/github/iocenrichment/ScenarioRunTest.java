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

    @Test
    void aFailedJourneySaysWhatStandsInItsWay(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("mine.test.yaml"), """
                - test: nobody approves
                  given: {incident: {Subject: Alarm, Symptom: Connections to 45.155.204.17}, settings: {publish.approval: malicious}}
                %s  expect: {bundle: true}
                - test: Ivanti refuses the record
                  given: {incident: {Subject: Alarm, Symptom: Connections to 45.155.204.17}, settings: {ivanti.record.fields.Nonsense: x}}
                %s  expect: {record: true}
                """.formatted(INCIDENT, INCIDENT));
        List<String> said = new ArrayList<>();
        ScenarioRun.run(ScenarioFiles.read(List.of(file), folder), camel -> { }, result -> said.addAll(result.differences()));
        assertThat(said).anyMatch(line -> line.contains("mine.test.yaml:1: the publication waits for approval, as publish.approval says; say below 'given' what is"
                + " decided (approval: approved), or set settings: {publish.approval: none}"))
                .anyMatch(line -> line.contains("mine.test.yaml:7: task:record is parked: ") && line.contains("Nonsense"));
    }
}
