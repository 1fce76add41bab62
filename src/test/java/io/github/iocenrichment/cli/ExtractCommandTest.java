package io.github.iocenrichment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.stix.StixSchemas;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ExtractCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir
    Path folder;

    @Test
    void whatStaysInBearsItsReason() throws IOException {
        List<JsonNode> answers = lines("{\"id\":1,\"text\":\"IMPHASH=0f1e2d3c4b5a69788796a5b4c3d2e1f0 on 10.1.2.3\"}\n");

        assertThat(answers.get(0).path("indicators")).hasToString("[{\"type\":\"fingerprint\",\"value\":\"0f1e2d3c4b5a69788796a5b4c3d2e1f0\","
                + "\"enrichable\":false,"
                + "\"reason\":\"imphash\"},{\"type\":\"ipv4\",\"value\":\"10.1.2.3\",\"enrichable\":false,\"reason\":\"private address\"}]");
    }

    @Test
    void answersEachLineInOrder() throws IOException {
        List<JsonNode> answers = lines("""
                {"id":1,"text":"C2 = 93[.]115[.]28[.]40:8443"}
                {"id":"two","text":"nothing here"}
                {"id":3,"text":"sso.fjord-bank.no","own_domains":["fjord-bank.no"]}
                {"id":4,"text":"<a href=\\"https://mossy-anvil.net/q?a=1&amp;b=2\\">x</a>","content_type":"text/html; charset=utf-8"}
                """);

        assertThat(answers).hasSize(4);
        assertThat(answers.get(0)).hasToString("{\"id\":1,\"indicators\":[{\"type\":\"ipv4\",\"value\":\"93.115.28.40\",\"enrichable\":true}]}");
        assertThat(answers.get(1)).hasToString("{\"id\":\"two\",\"indicators\":[]}");
        assertThat(answers.get(2).at("/indicators/0/enrichable").asBoolean(true)).isFalse();
        assertThat(answers.get(3).at("/indicators/0/value").asText()).isEqualTo("https://mossy-anvil.net/q?a=1&b=2");
    }

    @Test
    void aBadLineGetsAnEmptyListAndAnErrorAndTheRestGoesOn() throws IOException {
        List<JsonNode> answers = lines("""
                {"id":1,"text":
                {"id":2}
                {"id":3,"file":"/nowhere/at-all.txt"}
                {"id":4,"text":"x","own_domains":["no domain"]}
                {"id":5,"text":"93.115.28.40"}
                """);

        assertThat(answers).hasSize(5);
        assertThat(answers.subList(0, 4)).allSatisfy(answer -> {
            assertThat(answer.get("indicators")).isEmpty();
            assertThat(answer.get("error").asText()).isNotBlank();
        });
        assertThat(answers.get(2).get("id").asInt()).isEqualTo(3);
        assertThat(answers.get(4).get("indicators")).hasSize(1);
    }

    @Test
    void readsAFileNamedInALine() throws IOException {
        Path file = Files.writeString(folder.resolve("proxy.log"), "GET https://mossy-anvil.net/a 93.115.28.40\n");

        List<JsonNode> answers = lines(JSON.writeValueAsString(JSON.createObjectNode().put("id", 1).put("file", file.toString())));

        assertThat(answers.get(0).get("indicators")).extracting(each -> each.get("value").asText())
                .containsExactlyInAnyOrder("https://mossy-anvil.net/a", "mossy-anvil.net", "93.115.28.40");
    }

    @Test
    void printsATableForPeople() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "blocked 10.1.2.3 and\u001b[31m mossy-anvil[.]net");

        String printed = run("", file.toString());

        assertThat(printed).contains("ipv4", "10.1.2.3", "private address", "mossy-anvil.net").doesNotContain("\u001b");
    }

    @Test
    void printsJsonForPrograms() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "mossy-anvil[.]net");

        JsonNode printed = JSON.readTree(run("", "--json", file.toString()));

        assertThat(printed.at("/indicators/0/value").asText()).isEqualTo("mossy-anvil.net");
        assertThat(printed.at("/indicators/0/places/0/defanged").asBoolean()).isTrue();
    }

    @Test
    void aFileThatIsNotThereIsSaidAndTheOthersAreRead() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "mossy-anvil[.]net");

        assertThat(run("", "/nowhere/at-all.txt", file.toString())).startsWith("/nowhere/at-all.txt\n  not wholly read: there is no such file\n")
                .contains("mossy-anvil.net");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                    | Missing required parameter: 'FILE' (or --json-lines, which reads standard input)
            --rules /nowhere/rules.txt x          | --rules: /nowhere/rules.txt: there is no such file
            --allow-list /nowhere/list.txt x      | --allow-list: /nowhere/list.txt: there is no such file
            --own-domains a.example x             | Unknown option: '--own-domains'
            a[                                    | no file fits a[
            --json-lines x                        | --json-lines reads standard input, with --own-domain, --allow-list and --rules alone
            --json-lines --type url               | --json-lines reads standard input, with --own-domain, --allow-list and --rules alone
            --json --csv x                        | Error: --json, --csv are mutually exclusive (specify only one)
            --json --defang x                     | --defang is for the table and for --csv
            """)
    void whatCannotBeUnderstoodIsSaidInOneLine(String arguments, String words) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new ExtractCommand()).setErr(new PrintWriter(err));

        assertThat(command.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines().findFirst()).hasValueSatisfying(line -> assertThat(line).startsWith(words));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--csv", "--stix"})
    void whatWasNotReadIsSaidWithTheFileAndSteersNoTerminal(String form) {
        PrintStream console = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            printed("", folder.resolve("gone\u001b7.txt").toString(), form);
        } finally {
            System.setErr(console);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("gone 7.txt: not wholly read: there is no such file").doesNotContain("\u001b");
    }

    private static List<JsonNode> lines(String input) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String line : run(input, "--json-lines").split("\n")) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }

    private static String run(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        ExtractCommand command = new ExtractCommand(in, new PrintStream(out, true, StandardCharsets.UTF_8));
        new CommandLine(command).execute(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void foldersPatternsAndStandardInputAreRead() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        Files.writeString(folder.resolve("in/deep/a.txt"), "93.115.28.40");
        Files.writeString(folder.resolve("in/b.log"), "mossy-anvil.net");
        Files.writeString(folder.resolve("in/c.txt"), "quill-otter.net");

        assertThat(printed("", folder.resolve("in").toString(), "--csv")).contains("ipv4,93.115.28.40,true,,", "domain,mossy-anvil.net", "domain,"
                + "quill-otter.net");
        assertThat(printed("", folder.resolve("in") + "/*.txt", "--csv")).contains("quill-otter.net").doesNotContain("mossy-anvil.net", "93.115.28.40");
        assertThat(printed("see hxxp://mossy-anvil[.]net/a", "-")).contains("http://mossy-anvil.net/a");
        assertThat(printed("see hxxp://mossy-anvil[.]net/a and 93.115.28.40", "-", "--defang", "--type", "url,ipv4", "--csv"))
                .contains("url,hxxp[:]//mossy-anvil[.]net/a,", "ipv4,93[.]115[.]28[.]40,").doesNotContain("domain,");
    }

    @Test
    void aLongTextIsReadWholeAndStopsAtTheMaximum() throws IOException {
        StringBuilder log = new StringBuilder();
        for (int i = 0; log.length() < 9 << 20; i++) {
            log.append("10:00:00 host-").append(i % 9).append(".quill-otter.net GET http://mossy-anvil.net/").append(i % 50)
                    .append(" padding ".repeat(10) + "\n");
        }
        Path file = Files.writeString(folder.resolve("long.log"), log.append("the last is 93.115.28.40"));

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int whole = command("", out).execute(file.toString(), "--json");
        assertThat(whole).isZero();
        assertThat(JSON.readTree(out.toByteArray()).path("indicators")).hasSize(9 + 50 + 2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("93.115.28.40");

        out.reset();
        int stopped = command("", out).execute(file.toString(), "--json", "--max", "20");
        assertThat(stopped).isEqualTo(1);
        assertThat(JSON.readTree(out.toByteArray()).path("indicators")).hasSize(20);
        assertThat(JSON.readTree(out.toByteArray()).path("problems").get(0).asText()).startsWith("long.log: stopped at 20 distinct indicators");
    }

    @Test
    void aStixBundleHoldsEachValueOnceAndNothingThatMustNotLeave() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "C2 93.115.28.40 and 2a03:9f40::7, hxxp://mossy-anvil[.]net/q?a='b', jo@quill-otter.net, 45.142.212.0/24,"
                + " MD5 d41d8cd98f00b204e9800998ecf8427e, CVE-2021-44228, 10.1.2.3, JA3: 0f1e2d3c4b5a69788796a5b4c3d2e1f0");
        Files.writeString(folder.resolve("b.txt"), "again 93.115.28.40 and CVE-2021-44228");

        JsonNode bundle = JSON.readTree(printed("", folder.toString(), "--stix"));

        StixSchemas.assertValidObjects(bundle);
        assertThat(bundle.path("objects").findValuesAsText("pattern")).containsExactly("[ipv4-addr:value = '93.115.28.40']",
                "[ipv6-addr:value = '2a03:9f40::7']", "[url:value = 'http://mossy-anvil.net/q?a=\\'b']", "[domain-name:value = 'mossy-anvil.net']",
                "[email-addr:value = 'jo@quill-otter.net']", "[domain-name:value = 'quill-otter.net']", "[ipv4-addr:value = '45.142.212.0/24']",
                "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']");
        assertThat(bundle.path("objects")).filteredOn(object -> object.path("type").asText().equals("vulnerability")).hasSize(1);
        assertThat(bundle.toString()).contains("ipv4-addr--").doesNotContain("10.1.2.3", "0f1e2d3c");
        assertThat(command("", new ByteArrayOutputStream()).execute(folder.toString(), "--stix", "--csv")).isEqualTo(2);
    }

    @Test
    void aStixBundleOfNothingIsOneAllTheSame() throws IOException {
        StixSchemas.assertValidObjects(JSON.readTree(printed("nothing here", "-", "--stix")));
    }

    private static String printed(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        command(input, out).execute(arguments);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CommandLine command(String input, ByteArrayOutputStream out) {
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new CommandLine(new ExtractCommand(in, new PrintStream(out, true, StandardCharsets.UTF_8)));
    }
}
