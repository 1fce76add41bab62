package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.Main;
import io.github.iocenrichment.Patience;
import io.github.iocenrichment.Shipped;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attachments are read by a process that has the libraries of the shipped jar and no other: the libraries of the tests, which write such files, would hide
 * one that is missing.
 */
class ShippedLibrariesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RUNTIME = Shipped.classPath();
    private static final Map<String, byte[]> SAMPLES = samples();
    private static Map<String, JsonNode> shipped;
    private static Map<String, JsonNode> here;

    @BeforeAll
    static void readsAll(@TempDir Path folder) throws Exception {
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, byte[]> sample : SAMPLES.entrySet()) {
            files.add(Files.write(folder.resolve(sample.getKey()), sample.getValue()).toString());
        }
        shipped = extract(folder, RUNTIME, files);
        here = extract(folder, System.getProperty("java.class.path"), files);
    }

    private static Map<String, byte[]> samples() {
        Map<String, byte[]> samples = new LinkedHashMap<>(FormatSamples.all());
        Stream.of(AttachmentReaderTest.readable(), AttachmentReaderTest.unreadable(), AttachmentIndicatorsTest.samples()).flatMap(each -> each)
                .forEach(each -> samples.put(samples.size() + "-" + each.get()[0], (byte[]) each.get()[1]));
        return samples;
    }

    /** What {@code extract --json} prints for each file. */
    private static Map<String, JsonNode> extract(Path folder, String classPath, List<String> files) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-Xmx160m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dlogback.configurationFile=logback.xml", "-cp", classPath, Main.class.getName(), "extract",
                "--json"));
        command.addAll(files);
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(folder.resolve("errors").toFile()).start();
        try {
            assertThat(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        Map<String, JsonNode> lines = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            JsonNode json = JSON.readTree(line);
            lines.put(Path.of(json.get("file").asText()).getFileName().toString(), json);
        }
        return lines;
    }

    static Stream<String> formats() {
        return FormatSamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyFormatIsRead(String name) {
        assertThat(shipped.get(name).get("problems")).as("not read of %s", name).isEmpty();
        assertThat(values(name)).as("found in %s", name).contains("ipv4 " + FormatSamples.ADDRESS);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySampleIsReadAsWithTheLibrariesOfTheTests(String name) {
        assertThat(shipped.get(name)).isEqualTo(here.get(name));
    }

    static Stream<String> names() {
        return SAMPLES.keySet().stream();
    }

    @Test
    void anOldWordDocumentGivesItsLinksAndTables() {
        for (String name : List.of("report.doc", "table.doc")) {
            assertThat(values(name)).as(name).containsExactlyInAnyOrder("url https://pay.quill-otter.net/login", "domain pay.quill-otter.net",
                    "ipv4 93.115.28.40");
        }
    }

    @Test
    void aMissingLibraryIsNoDamageOfTheFile(@TempDir Path folder) throws Exception {
        String without = Arrays.stream(RUNTIME.split(File.pathSeparator)).filter(library -> !library.contains("poi-ooxml"))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> files = new ArrayList<>();
        for (String name : List.of("report.doc", "table.doc", "plain.txt")) {
            files.add(Files.write(folder.resolve(name), SAMPLES.get(name)).toString());
        }

        Map<String, JsonNode> lines = extract(folder, without, files);

        assertThat(lines.get("report.doc").get("problems")).extracting(JsonNode::asText)
                .containsExactly("report.doc: could not be read: a library is missing in this installation");
        assertThat(lines.get("table.doc").get("problems")).extracting(JsonNode::asText)
                .containsExactly("table.doc: could not be read: a library is missing in this installation");
        assertThat(lines.get("plain.txt").get("indicators")).isNotEmpty();
        assertThat(Files.readString(folder.resolve("errors"))).containsOnlyOnce("org/apache/poi/xwpf/usermodel/");
    }

    private static List<String> values(String name) {
        List<String> values = new ArrayList<>();
        shipped.get(name).get("indicators").forEach(each -> values.add(each.get("type").asText() + " " + each.get("value").asText()));
        return values;
    }
}
