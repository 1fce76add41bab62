package io.github.iocenrichment.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.ContentGuess;
import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.indicator.LeftOut;
import io.github.iocenrichment.indicator.Place;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the indicators in files or in JSON lines and prints them; the same classes as the routes, without the routes. */
@Command(name = "extract", mixinStandardHelpOptions = true, description = "Finds the indicators in files, or in JSON lines on standard input.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:all was read", "1:a file was not or not wholly read", "2:the command cannot be understood"})
public final class ExtractCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Distinct indicators of one text, as {@code work.max-indicators} has it without a setting. */
    private static final int MOST_OF_TEXT = 10_000;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files to read: text, mail, office, PDF, archives.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON instead of a table, one line a file.")
    private boolean json;

    @Option(names = "--json-lines", description = "Read {\"id\",\"text\"|\"file\",\"content_type\"?,\"own_domains\"?} lines, print one line each.")
    private boolean jsonLines;

    @Option(names = "--own-domain", paramLabel = "DOMAIN", description = "A domain of the house; may be repeated.")
    private List<String> ownDomains = new ArrayList<>();

    @Option(names = "--allow-list", paramLabel = "FILE", description = "A file of trusted indicators.")
    private Path allowList;

    @Option(names = "--rules", paramLabel = "FILE", description = "Edited extraction rules.")
    private Path rules;

    @Spec
    private CommandSpec spec;

    private final InputStream in;
    private final PrintStream out;

    public ExtractCommand() {
        this(System.in, System.out);
    }

    ExtractCommand(InputStream in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        PrintStream console = System.out;
        // standard output is for what was asked for; logs and talkative libraries go to standard error
        System.setOut(System.err);
        try {
            return extract();
        } finally {
            out.flush();
            System.setOut(console);
        }
    }

    private int extract() throws IOException {
        if (files.isEmpty() && !jsonLines) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing required parameter: 'FILE' (or --json-lines, which reads standard input)");
        }
        // before several threads log at once, of which the logging itself would warn
        LoggerFactory.getILoggerFactory();
        IndicatorExtractor.prepare();
        IndicatorExtractor extractor = new IndicatorExtractor(rules == null ? ExtractionRules.builtIn() : edited("--rules", rules, ExtractionRules::load));
        AllowList allowed = allowList == null ? AllowList.empty() : edited("--allow-list", allowList, AllowList::load);
        if (jsonLines) {
            lines(extractor, allowed);
            return 0;
        }
        SourceReader reader = new SourceReader(extractor);
        IndicatorPolicy policy = new IndicatorPolicy(ownDomains, allowed);
        boolean whole = true;
        for (Path file : files) {
            SourceReader.Content content = read(reader, file);
            List<Indicator> found = policy.apply(content.indicators());
            whole &= content.problems().isEmpty();
            print(file, found, content.problems());
        }
        return whole ? 0 : 1;
    }

    private <T> T edited(String option, Path file, Function<Path, T> load) {
        try {
            return load.apply(file);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            String words = e.getCause() instanceof IOException unread ? file + ": " + words(unread) : e.getMessage();
            throw new CommandLine.ParameterException(spec.commandLine(), option + ": " + words, e);
        }
    }

    /** One file that cannot be opened does not cost the others. */
    private static SourceReader.Content read(SourceReader reader, Path file) {
        try {
            return reader.file(file);
        } catch (IOException e) {
            return new SourceReader.Content(List.of(), List.of(words(e)));
        }
    }

    private static String words(IOException unread) {
        if (unread instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return unread instanceof AccessDeniedException ? "it may not be read" : String.valueOf(unread.getMessage());
    }

    private void print(Path file, List<Indicator> found, List<String> problems) throws JsonProcessingException {
        if (json) {
            ObjectNode line = JSON.createObjectNode().put("file", file.toString());
            line.set("indicators", JSON.valueToTree(found));
            line.set("problems", JSON.valueToTree(problems));
            out.println(JSON.writeValueAsString(line));
            return;
        }
        out.println(file);
        for (Indicator indicator : found) {
            Place place = indicator.places().isEmpty() ? null : indicator.places().get(0);
            String where = place == null ? "" : place.path().isEmpty() ? place.snippet() : place.path() + ": " + place.snippet();
            String mark = indicator.enrichable() ? "" : indicator.reason();
            out.printf("  %-7s %-60s %-24s %s%n", indicator.type().label(), indicator.value(), mark, printable(where));
        }
        problems.forEach(problem -> out.println("  not wholly read: " + printable(problem)));
    }

    /** Text from outside must not steer the terminal. */
    private static String printable(String text) {
        return text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private void lines(IndicatorExtractor extractor, AllowList allowed) throws IOException {
        SourceReader files = new SourceReader(extractor);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        new OrderedAnswers(line -> answer(line, extractor, files, allowed).toString(), Runtime.getRuntime().availableProcessors()).run(reader, writer);
    }

    private ObjectNode answer(String line, IndicatorExtractor extractor, SourceReader files, AllowList allowed) {
        ObjectNode answer = JSON.createObjectNode();
        answer.putNull("id");
        ArrayNode indicators = JSON.createArrayNode();
        try {
            JsonNode input = JSON.readTree(line);
            answer.set("id", input.path("id").isMissingNode() ? JSON.nullNode() : input.path("id"));
            List<String> own = new ArrayList<>(ownDomains);
            input.path("own_domains").forEach(domain -> own.add(domain.asText()));
            for (Indicator each : new IndicatorPolicy(own, allowed).apply(read(input, extractor, files, answer))) {
                ObjectNode shown = indicators.addObject().put("type", each.type().label()).put("value", each.value()).put("enrichable", each.enrichable());
                if (!each.enrichable()) {
                    shown.put("reason", each.reason());
                }
            }
        } catch (JsonProcessingException e) {
            answer.put("error", "not JSON: " + e.getOriginalMessage());
        } catch (RuntimeException | IOException | StackOverflowError e) {
            log().warn("input {} was not read", answer.get("id"), e);
            answer.put("error", e.getClass().getSimpleName() + ": " + e.getMessage());
        }
        answer.set("indicators", indicators);
        return answer;
    }

    /** Asked for late: setting up the log takes longer than reading a ticket. */
    private static Logger log() {
        return LoggerFactory.getLogger(ExtractCommand.class);
    }

    private static List<Indicator> read(JsonNode input, IndicatorExtractor extractor, SourceReader files, ObjectNode answer) throws IOException {
        if (input.path("text").isTextual()) {
            String text = input.path("text").asText();
            ContentKind kind = ContentGuess.of(input.path("content_type").asText(null), text);
            IndicatorCollection found = new IndicatorCollection(MOST_OF_TEXT);
            extractor.extract(text, kind, "text", "", found);
            if (!found.leftOut().isEmpty()) {
                answer.put("error", "only " + found.leftOut().stream().map(LeftOut::words).collect(Collectors.joining(", ")) + " kept");
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
