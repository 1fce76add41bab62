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

/** Mistakes in shipped files which Camel reads over, or meets with the first message, and others that had several complaints; each is named in one line. */
class SilentMistakesTest {
    @TempDir
    private Path top;

    @BeforeEach
    void copyTheRoutes() throws IOException {
        ShippedRoutes.copyTo(top);
    }

    private List<String> lint(String file, String right, String wrong) throws IOException {
        Path path = top.resolve("routes").resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replace(right, wrong));
        return RouteCheck.of(top, Map.of(), new Properties()).stream().map(Fault::toString).map(line -> line.replaceFirst("(?<=yaml):\\d+", "")).toList();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "15-replay.camel.yaml | found(${variable.replay}, ${body}) | found(${variabe.replay}, ${body}) | no function '${variabe.replay}'; did you mean variable?",
        "36-epss.camel.yaml | take(${variable.batch}, ${body}) | take(${variable.batch}, ${boy}) | no function '${boy}'; did you mean body?",
        "42-open-api.camel.yaml | failed(${variable.asking}, ${exception}) | failed(${variable.asking}, ${exceptin}) | no function '${exceptin}'; did you mean exception?",
        "38-otx.camel.yaml | found(${variable.lookUp}, ${variables}) | found(${variable.lookUp}, ${variabls}) | no function '${variabls}'; did you mean variables?",
        "61-attach-overflow.camel.yaml | ${bean:attachOverflow?method=stored | ${ben:attachOverflow?method=stored | no function '${ben:attachOverflow?method=stored(${variable.noting})}'; did you mean bean?",
        "30-enrich.camel.yaml | doneBy(${variable.enrichment}, ${exchangeProperty.TaskWork}) | doneBy(${variable.enrichment}, ${exchangeProperty.TaskWok}) | no property 'TaskWok'; did you mean TaskWork?",
        "43-release-refused.camel.yaml | ${header.TaskReleasedAt} | ${header.TaskReleaseAt} | no header 'TaskReleaseAt'; did you mean TaskReleasedAt?",
        "41-taxii.camel.yaml | name: Authorization | name: Authorizaton | no header 'Authorizaton'; did you mean Authorization?",
        "38-malwarebazaar.camel.yaml | name: verdict, | name: verdit, | nobody reads the variable 'verdit'; did you mean verdict?",
        "10-poll.camel.yaml | cron: \"{{ivanti.poll.cron}}\" | cron: \"{{ivanti.poll.cron}\" | '{{' without its '}}' in {{ivanti.poll.cron}; close it",
        "call-source.kamelet.yaml | kind: Kamelet | kid: Kamelet | the Kamelet has no 'kid'; did you mean kind?",
        "ask-output.kamelet.yaml | example: servicenow | exaple: servicenow | 'property' of the Kamelet has no 'exaple'; did you mean example?",
        "ask-output.kamelet.yaml | name: ask-output | name: ask-outputs | is called 'ask-outputs' in its file; write 'name: ask-output', for a Kamelet is found by the name"
                + " of its file",
        "send-to-output.kamelet.yaml | - output\\n | - outpt\\n | requires 'outpt', which is no property of it; did you mean output?",
        "38-urlhaus.camel.yaml | types: \"url,domain,ip,hash\" | types: \"url,domain,ip,hah\" | names the type 'hah' for urlhaus; take of ip, hash, url, domain and cve",
        "38-otx.camel.yaml | timeout: 30s | timeout: soon | otx.timeout is no period: 'soon'; set it to a period from 1s to 2m, such as 30s, 10m, 1h or 2d",
        "10-poll.camel.yaml | from:\\n      uri: direct:decide-by-source\\n | from:\\n      ui: direct:decide-by-source\\n | 'from' has no 'ui'; did you mean uri?",
        "41-taxii.camel.yaml | send-by-taxii\\n    description | send-by-taxii\\n    descripton | 'route' has no 'descripton'; did you mean description?",
        "80-status.camel.yaml | - removeHeaders:\\n            pattern: \"*\"\\n | - removeHeaders:\\n | 'removeHeaders' has nothing below it; indent what belongs to it further"
                + " than 'removeHeaders'",
        "50-record.camel.yaml | constant:\\n                      expression: PATCH\\n | constant:\\n | 'constant' has nothing below it; indent what belongs to it further"
                + " than 'constant'",
        "40-publish.camel.yaml | - bean:\\n                  id: note-outcome | - ben:\\n                  id: note-outcome | no step 'ben'; did you mean bean?",
        "31-abuseipdb.camel.yaml | steps:\\n        - to:\\n            id: shell-of-abuseipdb | steps:\\n            id: shell-of-abuseipdb | 'steps' has no list below it; begin each entry below it with '- '",
        "38-urlscan-io.camel.yaml | malicious\\n                            expression: {simple: {expression: \"${variable.bad} == true\"}}\\n | malicious\\n | 'filter' has no 'expression'; add it",
        "10-poll.camel.yaml | method:\\n                ref: pollIncidents\\n                method: \"begin( | ref: pollIncidents\\n              method: \"begin( | the expression"
                + " holds 'ref' and 'method'; keep one of them; the call of a bean is 'method: {ref: …, method: …}'",
        "38-exploited-lists.camel.yaml | ${exchangeProperty.CamelExceptionCaught} | ${exchangePropery.CamelExceptionCaught} | no function"
                + " '${exchangePropery.CamelExceptionCaught}'; did you mean exchangeProperty?",
        "60-note.camel.yaml | - io.github.iocenrichment.ivanti.IvantiRefusedException | - io.github.iocenrichment.ivanti.IvantiRefusedExceptin | no class"
                + " io.github.iocenrichment.ivanti.IvantiRefusedExceptin; correct the name, or put its jar beside the program",
        "10-poll.camel.yaml | ref: pollIncidents\\n                method: \"begin( | method: \"begin( | calls no bean; name it with 'ref'",
        "15-replay.camel.yaml | ref: replayIncident\\n            method: \"again(${variable.replay})\" | ref: replayIncident | calls no method of the bean replayIncident;"
                + " name one with 'method'; it has again, ",
        "50-record.camel.yaml | - setVariable:\\n            id: compose-record | - setvariable:\\n            id: compose-record | no step 'setvariable'; did you mean setVariable?"})
    void aMistakeIsNamedInOneLine(String file, String right, String wrong, String line) throws IOException {
        List<String> lines = lint(file, right.replace("\\n", "\n"), wrong.replace("\\n", "\n"));
        assertThat(lines).isNotEmpty().allMatch(said -> said.startsWith("routes/" + file) && said.contains(line));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "41-taxii.camel.yaml | name: Authorization | name: If-Unmodified-Since",
        "41-taxii.camel.yaml | name: Authorization | name: Auth-Key",
        "41-taxii.camel.yaml | name: Authorization | name: content-type",
        "15-replay.camel.yaml | ${variable.replay}, ${body}) | ${variable.replay}, ${header.CamelHttpResponseCode})",
        "15-replay.camel.yaml | ${variable.replay}, ${body}) | ${variable.replay}, ${date:now:yyyy-MM-dd})",
        "15-replay.camel.yaml | ${variable.replay}, ${body}) | ${variable.replay}, ${exchangeProperty.anyOfMine})"})
    void whatIsRightIsNot(String file, String before, String after) throws IOException {
        assertThat(lint(file, before, after)).isEmpty();
    }

    @Test
    void severalMistakesInOneFileAreNamedEach() throws IOException {
        lint("38-otx.camel.yaml", "id: call-otx\n", "id: call-otx\n            descripton: x\n");
        assertThat(lint("38-otx.camel.yaml", "found(${variable.lookUp}, ${variables})", "found(${variable.lookUp}, ${variabls})")).hasSize(2)
                .anyMatch(line -> line.endsWith("'to' has no 'descripton'; did you mean description?"))
                .anyMatch(line -> line.endsWith("no function '${variabls}'; did you mean variables?"));
    }
}
