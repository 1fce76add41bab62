package io.github.iocenrichment.cli;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Main;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.sandbox.Sandbox;
import io.github.iocenrichment.sandbox.SandboxOptions;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The outside systems as a process of their own. */
class SandboxCommandTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern CONTROL = Pattern.compile("(?m)^# .*(http://127\\.0\\.0\\.1:\\d+/sandbox)$");

    @TempDir
    Path folder;

    @Test
    void whatItPrintsIsAllThatAProductNeeds() throws Exception {
        Process process = start("--samples", "2", "--latency", "300ms");
        try {
            Properties settings = settings(process);
            // as the start of a product reads them, which refuses unknown names and misses mandatory ones
            Settings read = Settings.load(new SettingsInput(folder.resolve("no.properties"), output(), Map.of(), new Properties(), Map.of(), Set.of()));
            assertThat(read.text("ivanti.base-url")).isEqualTo(settings.getProperty("ivanti.base-url"));
            assertThat(said()).contains("#urlscan.base-url=");
            long begin = System.nanoTime();
            HttpResponse<String> incidents = get(settings.getProperty("ivanti.base-url") + "/odata/businessobject/incidents?$top=100",
                    "Authorization", "rest_api_key=" + settings.getProperty("ivanti.api-key"));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            assertThat(incidents.statusCode()).as(incidents.body()).isEqualTo(200);
            assertThat(incidents.body().split("\"IncidentNumber\"")).hasSize(2 + 1);
            assertThat(get(control() + "/counts").body()).contains("\"incidents\":2", "\"violations\":0");
        } finally {
            process.destroy();
            assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).as("it ends when it is asked to").isTrue();
        }
        assertThat(Files.readString(errors())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"version, ioc-enrichment development", "version --version, ioc-enrichment development", "report --version, ioc-enrichment development",
        "version --help, Usage: ioc-enrichment version"})
    void eachCommandSaysItsVersion(String arguments, String words) {
        StringWriter said = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(said)).execute(arguments.split(" "))).isZero();
        assertThat(said.toString()).startsWith(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--latency soon  | --latency is no period; write it as 20ms or 1s",
        "--latency 2m    | --latency is longer than a minute",
        "--samples few   | --samples is all, none or a number",
        "--port 65524    | --port is none from 0 to 65523"})
    void anOptionThatMeansNothing(String arguments, String words) {
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine().setErr(new PrintWriter(said));
        assertThat(line.execute(("sandbox " + arguments).split(" "))).isEqualTo(2);
        assertThat(said.toString()).contains(words);
    }

    @Test
    void aPortThatIsTaken() {
        try (Sandbox first = Sandbox.start(SandboxOptions.standard().withSampleIncidents(false))) {
            StringWriter said = new StringWriter();
            CommandLine line = Main.commandLine().setErr(new PrintWriter(said));
            assertThat(line.execute("sandbox", "--port", "" + URI.create(first.ivantiUrl()).getPort())).isEqualTo(2);
            assertThat(said.toString()).contains("the sandbox cannot open its ports", "choose another --port");
        }
    }

    private Process start(String... options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-Xmx64m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml", "-cp", System.getProperty("java.class.path"),
                Main.class.getName(), "sandbox");
        builder.command().addAll(List.of(options));
        return builder.redirectOutput(output().toFile()).redirectError(errors().toFile()).start();
    }

    private Path output() {
        return folder.resolve("settings.properties");
    }

    private Path errors() {
        return folder.resolve("errors.txt");
    }

    private Properties settings(Process process) throws IOException {
        await("its last line").until(() -> !process.isAlive() || CONTROL.matcher(said()).find());
        Properties settings = new Properties();
        settings.load(new StringReader(said()));
        return settings;
    }

    private String control() {
        Matcher control = CONTROL.matcher(said());
        assertThat(control.find()).as(said()).isTrue();
        return control.group(1);
    }

    private String said() {
        try {
            return Files.readString(output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> get(String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Patience.LIMIT);
        return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
