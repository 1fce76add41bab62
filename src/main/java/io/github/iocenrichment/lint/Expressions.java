package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expressions and the texts that hold functions of simple: whether they compile, and what they name is there. */
final class Expressions {
    /** Languages that a step may hold below {@code expression}. */
    static final Set<String> LANGUAGES = Set.of("simple", "constant", "jsonpath", "header", "variable", "exchangeProperty", "method", "csimple",
            "groovy", "jq", "xpath", "tokenize", "language", "joor", "java", "xquery", "datasonnet", "spel", "mvel", "ognl", "python", "js", "ref", "wasm",
            "xtokenize", "hl7terser");
    private static final Set<String> CONDITIONS = Set.of("filter", "when", "validate", "onWhen", "completionPredicate", "handled", "continued", "retryWhile");
    /** Steps that do nothing without one. */
    private static final Set<String> WANTING = Set.of("filter", "when", "validate", "setBody", "setHeader", "setVariable", "setProperty", "transform", "split",
            "loop", "enrich", "recipientList", "script", "delay");
    private static final Set<String> BEAN_FIELDS = Set.of("ref", "method");
    private static final Pattern VARIABLE = Pattern.compile("variable\\.([A-Za-z][A-Za-z0-9_-]*)(.*)", Pattern.DOTALL);
    private static final Pattern BEAN = Pattern.compile("bean:([^?]+)\\?method=(.*)", Pattern.DOTALL);
    private static final String SHORT = "write it as a map: '";

    private final BeanCheck beans;
    private final Variables variables;
    private final Placeholders placeholders;
    private final Languages languages;
    private final SimpleFunctions functions;
    private final Complaints complaints;

    Expressions(BeanCheck beans, Variables variables, Placeholders placeholders, Languages languages, Complaints complaints) {
        this.beans = beans;
        this.variables = variables;
        this.placeholders = placeholders;
        this.languages = languages;
        this.functions = new SimpleFunctions(languages);
        this.complaints = complaints;
    }

    /**
     * Checks the expression of a step.
     *
     * @param kind the step or field that holds it
     * @param body what the body is there, where that is known
     * @return what the expression gives, where that is known
     */
    Optional<Type> check(Place place, String kind, YamlNode step, Optional<Type> body, Map<String, String> parameters) {
        for (YamlNode.Entry field : step.entries()) {
            if (LANGUAGES.contains(field.key()) && !kind.equals("bean") && !(kind.equals("onException") || kind.equals("marshal")
                    || kind.equals("unmarshal")) && !(field.value().isScalar() && BEAN_FIELDS.contains(field.key()))) {
                complaints.add(place, field.line(), "'" + field.key() + "' stands directly below '" + kind + "'", "put it below 'expression'");
            }
        }
        List<YamlNode.Entry> written = step.at("expression").entries();
        if (written.size() > 1 && written.stream().allMatch(entry -> LANGUAGES.contains(entry.key()))) {
            complaints.add(place, written.get(1).line(), "the expression holds '" + written.get(0).key() + "' and '" + written.get(1).key() + "'",
                    "keep one of them; the call of a bean is 'method: {ref: …, method: …}'");
        }
        if (WANTING.contains(kind) && !step.has("expression") && step.entries().stream().noneMatch(field -> LANGUAGES.contains(field.key())
                || NearestName.close(field.key(), List.of("expression")).isPresent())) {
            complaints.add(place, step.line(), "'" + kind + "' has no 'expression'", "add it");
        }
        Optional<Type> type = Optional.empty();
        for (YamlNode.Entry language : step.at("expression").entries()) {
            if (!LANGUAGES.contains(language.key()) || step.at("expression").entries().size() > 1) {
                // what stands there is not known, or belongs further in: the schema says so
                continue;
            }
            type = language(place, kind, language, condition(kind, step), body, parameters);
        }
        return type;
    }

    /** Whether a step's expression says yes or no. */
    private static boolean condition(String kind, YamlNode step) {
        return CONDITIONS.contains(kind) || kind.equals("loop") && step.at("doWhile").text().equals("true");
    }

    Optional<Type> language(Place place, String kind, YamlNode.Entry language, boolean condition, Optional<Type> body, Map<String, String> parameters) {
        if (language.value().isScalar()) {
            complaints.add(place, language.line(), "'" + language.key() + ": " + language.value().text() + "' is written in short",
                    SHORT + language.key() + ": {expression: …}'");
            return Optional.empty();
        }
        YamlNode text = language.value().at("expression");
        String expression = placeholders.resolve(text.text(), parameters);
        switch (language.key()) {
            case "simple":
                return simple(place, text.line(), kind, expression, condition, body);
            case "jsonpath":
                jsonpath(place, text.line(), expression);
                return Optional.empty();
            case "method":
                return beans.call(place, language.value(), placeholders.resolve(language.value().at("ref").text(), parameters));
            case "constant":
                return Optional.of(String.class);
            default:
                return Optional.empty();
        }
    }

    private Optional<Type> simple(Place place, int line, String kind, String expression, boolean condition, Optional<Type> body) {
        if (SimpleText.isUnclosed(expression)) {
            // complained about where all texts are looked at
            return Optional.empty();
        }
        Optional<String> operator = condition ? SimpleText.unknownOperator(expression) : Optional.empty();
        if (operator.isPresent()) {
            complaints.add(place, line, "no operator '" + operator.get() + "' in the condition " + expression, SimpleText.meant(operator.get())
                    .map(meant -> "did you mean " + meant + "?").orElse(NearestName.remedy(operator.get(), SimpleText.OPERATORS,
                            "take one of ==, !=, >, <, in, contains, regex, &&, ||")));
        } else if (!expression.contains("{{") && !functions.anyFaulty(SimpleText.functions(expression))) {
            languages.fault("simple", withoutCalls(expression), condition).ifPresent(fault -> complaints.add(place, line, "the " + (condition
                    ? "condition" : "expression") + " "
                    + expression + " cannot be read: " + fault, "correct it" + (condition
                            ? "; a condition compares a function with a value: ${body} == 'x'" : "")));
        }
        return SimpleText.only(expression).map(function -> function(function, body)).orElse(Optional.of(String.class));
    }

    /** Calls of beans have a check of their own, and the compiler would look for the bean. */
    private static String withoutCalls(String expression) {
        String text = expression;
        for (int start = text.indexOf("${bean:"); start >= 0; start = text.indexOf("${bean:")) {
            text = text.substring(0, start) + "${body}" + text.substring(SimpleText.closing(text, start + 2) + 1);
        }
        return text;
    }

    private Optional<Type> function(String function, Optional<Type> body) {
        if (function.equals("body")) {
            return body;
        }
        if (function.startsWith("body.")) {
            return body.flatMap(type -> Types.follow(type, function.substring("body".length())).type());
        }
        Matcher variable = VARIABLE.matcher(function);
        if (variable.matches()) {
            List<Type> types = variables.typesOf(variable.group(1));
            return types.size() == 1 ? Types.follow(types.get(0), variable.group(2)).type() : Optional.empty();
        }
        return Optional.empty();
    }

    private void jsonpath(Place place, int line, String expression) {
        if (expression.contains("{{") || expression.contains("${")) {
            return;
        }
        unbalanced(expression).or(() -> languages.fault("jsonpath", expression, false)).ifPresent(fault ->
                complaints.add(place, line, "the jsonpath " + expression + " cannot be read: " + fault,
                        "correct it, as in $.verdict.label or $.items[0].score"));
    }

    /** What the compiler of jsonpath accepts and then finds nothing with. */
    private static Optional<String> unbalanced(String expression) {
        int square = 0;
        int round = 0;
        char quote = 0;
        for (char c : expression.toCharArray()) {
            if (quote != 0 || c == '\'' || c == '"') {
                quote = quote == 0 ? c : c == quote ? 0 : quote;
                continue;
            }
            square += c == '[' ? 1 : c == ']' ? -1 : 0;
            round += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return square == 0 && round == 0 && quote == 0 ? Optional.empty() : Optional.of(square != 0 ? "a '[' and its ']' do not match"
                : round != 0 ? "a '(' and its ')' do not match" : "a quote is not closed");
    }

    /** Checks the functions in any text that Camel reads as simple. */
    void functions(Place place, int line, String written, Optional<Type> body, Map<String, String> parameters) {
        String text = placeholders.resolve(written, parameters);
        if (SimpleText.isUnclosed(text)) {
            complaints.add(place, line, "'${' without its '}' in " + written, "close it");
            return;
        }
        for (String function : SimpleText.functions(text)) {
            Matcher variable = VARIABLE.matcher(function);
            Matcher bean = BEAN.matcher(function);
            if (variable.matches()) {
                variable(place, line, variable.group(1), variable.group(2));
            } else if (function.startsWith("body.") && body.isPresent()) {
                getter(place, line, "body", List.of(body.get()), function.substring("body".length()));
            } else if (bean.matches()) {
                beans.call(place, line, bean.group(1), bean.group(2));
            } else if (function.startsWith("bean:")) {
                complaints.add(place, line, "'${" + function + "}' names no method", "write ${bean:NAME?method=CALL}");
            } else {
                functions.check(place, line, function, complaints);
            }
        }
    }

    private void variable(Place place, int line, String name, String path) {
        if (!variables.isSet(name)) {
            complaints.absent(name, place, line, "no route sets the variable '" + name + "'", NearestName.remedy(name, variables.names(),
                    "set it before, with setVariable"));
        } else {
            getter(place, line, "variable " + name, variables.typesOf(name), path);
        }
    }

    private void getter(Place place, int line, String of, List<Type> types, String path) {
        List<Types.Target> targets = types.stream().map(type -> Types.follow(type, path)).toList();
        if (!targets.isEmpty() && targets.stream().noneMatch(target -> target.missing().isEmpty())) {
            Types.Target target = targets.get(0);
            complaints.add(place, line, "the " + of + " (" + target.owner() + ") has no '" + target.missing() + "'",
                    NearestName.remedy(target.missing(), target.getters(), "it has " + String.join(", ", target.getters())));
        }
    }
}
