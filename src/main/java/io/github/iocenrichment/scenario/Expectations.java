package io.github.iocenrichment.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Compares what came of a test with what it expects; each difference is one text that begins with file and line. */
public final class Expectations {
    private static final int SHOWN = 400;

    private final Scenario test;
    private final Outcome outcome;
    private final List<String> differences = new ArrayList<>();

    private Expectations(Scenario test, Outcome outcome) {
        this.test = test;
        this.outcome = outcome;
    }

    /** What differs; nothing when all is as expected. */
    public static List<String> differences(Scenario test, Outcome outcome) {
        Expectations expectations = new Expectations(test, outcome);
        test.expect().entries().forEach(expectations::check);
        return expectations.differences;
    }

    private void check(YamlNode.Entry expected) {
        YamlNode wanted = expected.value();
        switch (expected.key()) {
            case "answer" -> answer(wanted);
            case "variables" -> fields("variable", wanted, outcome.variables());
            case "body" -> {
                if (!Match.isWithin(wanted, outcome.body())) {
                    differ(wanted.line(), "the body is not as expected", shown(wanted), outcome.body().isTextual() ? outcome.body().asText()
                            : outcome.body().toString());
                }
            }
            case "sent" -> sent(wanted);
            case "nothing-sent-to" -> wanted.each().forEach(this::nothingSentTo);
            case "note" -> texts("note", wanted.has("contains") ? wanted.at("contains") : wanted, outcome.notes());
            case "note contains", "note-contains" -> texts("note", wanted, outcome.notes());
            case "bundle" -> bundles(wanted.has("contains") ? wanted.at("contains") : wanted);
            case "bundle contains", "bundle-contains" -> bundles(wanted);
            case "record" -> record(wanted);
            default -> throw new IllegalStateException(expected.key());
        }
    }

    /** Where several sources answered, each answer that is wanted is one of theirs. */
    private void answer(YamlNode wanted) {
        if (!wanted.isList() && !outcome.answer().isArray()) {
            fields("answer", wanted, outcome.answer());
            return;
        }
        for (YamlNode one : wanted.each()) {
            JsonNode answers = outcome.answer();
            if (!(answers.isArray() ? StreamSupport.stream(answers.spliterator(), false) : Stream.of(answers))
                    .anyMatch(answer -> Match.isWithin(one, answer))) {
                differ(one.line(), "no answer is so", shown(one), answers.isMissingNode() ? "none" : answers.toString());
            }
        }
    }

    private void fields(String what, YamlNode wanted, JsonNode actual) {
        for (YamlNode.Entry field : wanted.entries()) {
            JsonNode value = actual.path(field.key());
            if (!Match.isWithin(field.value(), value)) {
                differ(field.line(), what + " " + field.key(), shown(field.value()), value.isMissingNode() || value.isNull() ? "none"
                        : value.isValueNode() ? value.asText() : value.toString(), field.key().equals("verdict") ? actual.path(Outcome.WHY).asText() : "");
            }
        }
        if (actual.isMissingNode() && wanted.entries().isEmpty()) {
            differ(wanted.line(), what, "one", "none");
        }
    }

    private void sent(YamlNode wanted) {
        List<StubRequest> left = new ArrayList<>(outcome.sent());
        for (YamlNode one : wanted.each()) {
            left.stream().filter(request -> request.fits(one)).findFirst().ifPresentOrElse(left::remove,
                    () -> differ(one.line(), "no such request was sent", shown(one), outcome.sent().isEmpty() ? "nothing was sent"
                            : outcome.sent().stream().map(request -> request.shownBeside(one)).collect(Collectors.joining(", "))));
        }
    }

    private void nothingSentTo(YamlNode system) {
        List<StubRequest> sent = outcome.sent().stream().filter(request -> request.to().equals(system.text())).toList();
        if (!sent.isEmpty()) {
            differ(system.line(), "requests to " + system.text(), "none", sent.stream().map(StubRequest::toString).collect(Collectors.joining(", ")));
        }
    }

    private void texts(String what, YamlNode wanted, List<String> actual) {
        for (YamlNode one : wanted.each()) {
            if (actual.stream().noneMatch(text -> one.text().equals("*") || text.contains(one.text()))) {
                differ(one.line(), "no " + what + " contains it", one.text(), actual.isEmpty() ? "no " + what : String.join("\n", actual));
            }
        }
    }

    private void bundles(YamlNode wanted) {
        if (isFlag(wanted)) {
            if (outcome.bundles().isEmpty() == Boolean.parseBoolean(wanted.text())) {
                differ(wanted.line(), "publication", outcome.bundles().isEmpty() ? "one" : "none", outcome.bundles().isEmpty() ? "none" : "one");
            }
            return;
        }
        List<JsonNode> objects = new ArrayList<>();
        outcome.bundles().forEach(bundle -> bundle.path("objects").forEach(objects::add));
        for (YamlNode one : wanted.each()) {
            boolean there = one.isMap() ? objects.stream().anyMatch(object -> Match.isWithin(one, object))
                    : objects.stream().anyMatch(object -> object.toString().contains(one.text()));
            if (!there) {
                differ(one.line(), "no object of a bundle is so", shown(one), objects.isEmpty() ? "nothing was published"
                        : objects.stream().map(object -> object.path("type").asText() + " " + object.path("name").asText(object.path("value").asText()))
                        .collect(Collectors.joining(", ")));
            }
        }
    }

    private void record(YamlNode wanted) {
        boolean there = !outcome.records().isEmpty();
        if (isFlag(wanted)) {
            if (there != Boolean.parseBoolean(wanted.text())) {
                differ(wanted.line(), "record incident", there ? "none" : "one", there ? outcome.records().get(0).path("Subject").asText() : "none");
            }
        } else if (outcome.records().stream().noneMatch(record -> wanted.isMap() && !wanted.has("contains") ? Match.isWithin(wanted, record)
                : record.toString().contains((wanted.has("contains") ? wanted.at("contains") : wanted).text()))) {
            differ(wanted.line(), "no record incident is so", shown(wanted), outcome.records().isEmpty() ? "no record incident" : outcome.records().toString());
        }
    }

    private static boolean isFlag(YamlNode wanted) {
        return wanted.isScalar() && (wanted.text().equals("true") || wanted.text().equals("false"));
    }

    private void differ(int line, String what, String expected, String actual) {
        differ(line, what, expected, actual, "");
    }

    /** @param why what made it so; empty when nothing is known of that */
    private void differ(int line, String what, String expected, String actual, String why) {
        differences.add(test.place(line) + ": " + what + "\n      expected: " + cut(expected) + "\n      but was:  "
                + cut(actual) + (why.isEmpty() ? "" : "\n      why:      " + cut(why)));
    }

    static String shown(YamlNode node) {
        return node.isScalar() ? node.text() : String.valueOf(node.value());
    }

    private static String cut(String text) {
        String one = text.strip().replace("\n", "\n                ");
        return one.length() <= SHOWN ? one : one.substring(0, SHOWN) + "…";
    }
}
