package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.Shipped;
import io.github.iocenrichment.job.ChildClasses;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with the heap of {@code make run} and the libraries of the shipped jar reads one attachment after another that is small to send and large to read.
 */
class PoisonFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void eachIsReadOrNamedAndTheProcessGoesOn() throws Exception {
        Map<String, JsonNode> lines = read(1, PoisonFiles.all());

        assertThat(lines.keySet()).isEqualTo(PoisonFiles.all().keySet());
        lines.forEach((name, line) -> {
            assertThat(line.path("indicators").asInt()).as(name).isLessThanOrEqualTo(5_000);
            assertThat(line.path("early").asBoolean() || name.contains("hidden") || !line.path("unread").asText().equals("[]")).as(line.toString()).isTrue();
        });
        assertThat(lines.get("dictionaries.xz").path("unread").asText()).contains("MiB of memory, more than attachment.memory allows");
        assertThat(lines.get("domains.txt").path("leftOut").asText()).contains("kept=5000, leftOut=92");
        assertThat(lines.get("pictures-hidden.pdf").path("unread").asText()).contains("a stream of this PDF was left out: it unpacks to too much");
        assertThat(lines.get("many-pictures-hidden.pdf").path("unread").asText()).contains("a stream of this PDF was left out: it needs ",
                " MiB of memory, more than attachment.memory allows");
        assertThat(lines.get("formatting.html").path("early").asBoolean()).isTrue();
    }

    @Test
    void eightLargeLogsAtOnceAreReadOneAfterTheOther() throws Exception {
        byte[] log = PoisonFiles.all().get("large.log").get();
        Map<String, Supplier<byte[]>> files = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            files.put("large" + i + ".log", () -> log);
        }

        read(8, files).forEach((name, line) ->
                assertThat(line.path("indicators").asInt() == 5_000 || !line.path("retry").asText().equals("null")).as(line.toString()).isTrue());
    }

    private Map<String, JsonNode> read(int atOnce, Map<String, Supplier<byte[]>> files) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java"));
        command.addAll(Shipped.optionsOfMakeRun());
        command.addAll(ChildClasses.options());
        command.addAll(List.of(ReadingProcess.class.getName(), "" + atOnce));
        for (Map.Entry<String, Supplier<byte[]>> file : files.entrySet()) {
            command.add(Files.write(folder.resolve(file.getKey()), file.getValue().get()).toString());
        }
        Path output = folder.resolve("output.txt");
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
        Map<String, JsonNode> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(output)) {
            JsonNode read = JSON.readTree(line);
            lines.put(read.path("file").asText(), read);
        }
        // 3 would be the end of its memory
        assertThat(process.exitValue()).as("after " + lines.keySet() + ": " + Files.readString(errors)).isZero();
        return lines;
    }
}
