package io.github.iocenrichment.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.lists.Known;
import io.github.iocenrichment.lists.OverrideNotes;
import io.github.iocenrichment.lists.Warning;
import io.github.iocenrichment.lists.WarningKind;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A worked example out of a document: a fenced block {@code example} that names a kind of indicator and perhaps settings that differ, then
 * what each source answered, then behind an arrow what it comes to.
 */
record Example(String title, IndicatorType type, Map<String, String> settings, Known known, List<Answer> answers, String expected) {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Pattern BLOCK = Pattern.compile("^### ([^\\n]+)\\n(?:(?!### ).*\\n)*?```example\\n(.*?)```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANSWER = Pattern.compile("([a-z-]+) +([a-z-]+)(?: +(\\d+) days? old)?(?: +(\\{.*}))?");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    static List<Example> in(Path document) throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(document));
        while (block.find()) {
            examples.add(of(block.group(1), block.group(2)));
        }
        return examples;
    }

    private static Example of(String title, String block) throws JsonProcessingException {
        int arrow = block.indexOf("=> ");
        IndicatorType type = null;
        Map<String, String> settings = new HashMap<>();
        List<Answer> answers = new ArrayList<>();
        Known known = Known.NOTHING;
        for (String line : (arrow < 0 ? block : block.substring(0, arrow)).lines().toList()) {
            if (type == null) {
                type = IndicatorType.of(line.strip());
            } else if (line.startsWith("verdict.")) {
                settings.put(line.substring(0, line.indexOf('=')).strip(), line.substring(line.indexOf('=') + 1).strip());
            } else if (line.startsWith("warning list ")) {
                String[] parts = line.substring("warning list ".length()).split(", ");
                known = new Known(known.override(), new Warning(WarningKind.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[2], parts[3], parts[1]));
            } else if (line.startsWith("ti: ")) {
                known = new Known(new OverrideNotes().read(line.replace(" x ", " x.example.net "), "jdoe", "INC48201", NOW.minus(Duration.ofDays(20))).get(0),
                        known.warning());
            } else {
                answers.add(answer(type, line.strip()));
            }
        }
        return new Example(title, type, settings, known, answers, arrow < 0 ? "" : block.substring(arrow).strip());
    }

    private static Answer answer(IndicatorType type, String line) throws JsonProcessingException {
        Matcher parts = ANSWER.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no answer: " + line);
        }
        Instant observed = parts.group(3) == null ? null : NOW.minus(Duration.ofDays(Long.parseLong(parts.group(3))));
        Map<String, Object> facts = parts.group(4) == null ? Map.of() : YAML.readValue(parts.group(4), new TypeReference<>() { });
        return new Answer(parts.group(1), type, "x", AnswerState.of(parts.group(2)), null, null, NOW, observed, null, null, facts);
    }

    Verdict verdict() {
        return new Scorer(Rules.from(settings::get)).score(Indicator.of(type, "x"), answers, known, NOW).verdict();
    }

    /** The same answers under one more setting. */
    Example with(String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return new Example(title, type, changed, known, answers, expected);
    }

    /** The outcome in the form that the document shows. */
    String outcome() {
        Verdict verdict = verdict();
        StringBuilder text = new StringBuilder("=> ").append(verdict.value().label()).append(", confidence ").append(verdict.confidence());
        verdict.rules().forEach(rule -> text.append("\n   ").append(rule.id()).append(": ").append(rule.words()));
        return text.toString();
    }

    @Override
    public String toString() {
        return title;
    }
}
