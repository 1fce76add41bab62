package io.github.iocenrichment.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.ContentGuess;
import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.indicator.LeftOut;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Answers lines {@code {"id","text"|"file","content_type"?,"own_domains"?}} with the indicators of each, one line each, in their order. */
final class JsonLines {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER = 1 << 16;
    /** Distinct indicators of one text, as {@code work.max-indicators} has it without a setting. */
    private static final int MOST_OF_TEXT = 10_000;

    private final IndicatorExtractor extractor;
    private final SourceReader files;
    private final AllowList allowed;
    private final List<String> ownDomains;

    JsonLines(IndicatorExtractor extractor, AllowList allowed, List<String> ownDomains) {
        this.extractor = extractor;
        this.files = new SourceReader(extractor);
        this.allowed = allowed;
        this.ownDomains = ownDomains;
    }

    /** What one file gave, as a line, written as it is made: a list of a quarter of a million values takes no memory twice. */
    static void print(PrintStream out, Path file, List<Indicator> found, List<String> problems) throws IOException {
        JsonGenerator line = JSON.getFactory().createGenerator(out, JsonEncoding.UTF8).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        line.setCodec(JSON);
        line.writeStartObject();
        line.writeStringField("file", file.toString());
        line.writeArrayFieldStart("indicators");
        for (Indicator each : found) {
            line.writeObject(each);
        }
        line.writeEndArray();
        line.writeObjectField("problems", problems);
        line.writeEndObject();
        line.close();
        out.println();
    }

    void answer(InputStream in, OutputStream out) throws IOException {
        // before several threads log at once, of which the logging itself would warn
        LoggerFactory.getILoggerFactory();
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), BUFFER);
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        new OrderedAnswers(line -> answer(line).toString(), Runtime.getRuntime().availableProcessors()).run(reader, writer);
    }

    private ObjectNode answer(String line) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putNull("id");
        ArrayNode indicators = JSON.createArrayNode();
        try {
            JsonNode input = JSON.readTree(line);
            answer.set("id", input.path("id").isMissingNode() ? JSON.nullNode() : input.path("id"));
            List<String> own = new ArrayList<>(ownDomains);
            input.path("own_domains").forEach(domain -> own.add(domain.asText()));
            for (Indicator each : new IndicatorPolicy(own, allowed).apply(read(input, answer))) {
                ObjectNode shown = indicators.addObject().put("type", each.type().label()).put("value", each.value()).put("enrichable", each.enrichable());
                if (!each.enrichable()) {
                    shown.put("reason", each.reason());
                }
            }
        } catch (JsonProcessingException e) {
            answer.put("error", "not JSON: " + e.getOriginalMessage());
        } catch (RuntimeException | IOException | StackOverflowError e) {
            LoggerFactory.getLogger(ExtractCommand.class).warn("input {} was not read", answer.get("id"), e);
            answer.put("error", e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        answer.set("indicators", indicators);
        return answer;
    }

    private List<Indicator> read(JsonNode input, ObjectNode answer) throws IOException {
        if (input.path("text").isTextual()) {
            String text = input.path("text").asText();
            ContentKind kind = ContentGuess.of(input.path("content_type").asText(null), text);
            IndicatorCollection found = new IndicatorCollection(MOST_OF_TEXT);
            extractor.extract(text, kind, "text", "", found);
            List<String> problems = new ArrayList<>(found.unread());
            if (!found.leftOut().isEmpty()) {
                problems.add("only " + found.leftOut().stream().map(LeftOut::words).collect(Collectors.joining(", ")) + " kept");
            }
            if (!problems.isEmpty()) {
                answer.put("error", String.join("; ", problems));
            }
            return found.indicators();
        }
        if (!input.path("file").isTextual()) {
            throw new IllegalArgumentException("neither text nor file");
        }
        SourceReader.Content content = files.file(Path.of(input.path("file").asText()));
        if (!content.problems().isEmpty()) {
            answer.put("error", String.join("; ", content.problems()));
        }
        return content.indicators();
    }
}
