package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One reading of all files, route by route and step by step. */
final class RouteReading {
    /** Steps that tests, logs and metrics name. */
    private static final Set<String> NAMED = Set.of("to", "toD", "bean", "split", "choice", "when", "filter", "loop", "circuitBreaker", "multicast",
            "wireTap", "enrich", "pollEnrich", "aggregate", "recipientList");
    /** Steps that leave the body as it is. */
    private static final Set<String> BODY_STAYS = Set.of("setVariable", "setHeader", "setProperty", "removeHeader", "removeHeaders", "removeProperty",
            "removeVariable", "log", "threads", "setHeaders", "setVariables", "delay", "wireTap", "throttle", "validate");
    private static final Set<String> NO_SIMPLE = Set.of("description", "note", "id", "constant", "jsonpath", "groovy", "jq", "xpath", "java", "js", "python");
    private static final Pattern WHOLE_CLASS_NAME = Pattern.compile("[a-z]\\w*(?:\\.\\w+)*\\.[A-Z]\\w*");
    private static final String LOOK_UP = "direct:look-up-";
    private static final List<String> KINDS = List.of("ip", "hash", "url", "domain", "cve");
    private final Map<String, YamlNode> files;
    private final LintSubject subject;
    private final Variables variables;
    private final Map<String, Place> ids = new HashMap<>();
    private final Set<String> configurations = new TreeSet<>();
    private final Complaints found;
    private final boolean variablesOnly;
    private final BeanCheck beans;
    private final Placeholders placeholders;
    private final Expressions expressions;
    private final Endpoints endpoints;
    private final OutsideCalls outside;

    /** @param variablesOnly whether nothing is looked for but what the variables hold */
    RouteReading(Map<String, YamlNode> files, LintSubject subject, Languages languages, Variables variables, Complaints found, boolean variablesOnly) {
        this.files = files;
        this.subject = subject;
        this.variables = variables;
        this.found = found;
        this.variablesOnly = variablesOnly;
        this.beans = new BeanCheck(subject.beans(), found);
        this.placeholders = new Placeholders(subject.settings(), found);
        this.expressions = new Expressions(beans, variables, placeholders, languages, found);
        this.endpoints = new Endpoints(subject, placeholders, found);
        Set<String> schemes = new TreeSet<>(subject.schemes().keySet());
        schemes.addAll(Set.of("http", "https"));
        this.outside = new OutsideCalls(schemes, found);
    }

    /** Endpoints within the program from which routes start. */
    Set<String> starts() {
        return endpoints.starts().keySet();
    }

    void all() {
        files.forEach(this::prepare);
        files.forEach((file, root) -> {
            if (RouteFiles.isKamelet(file)) {
                Kamelet kamelet = Kamelet.of(RouteFiles.kameletName(file), root);
                Place place = Place.of(file).route(kamelet.name());
                Map<String, String> examples = kamelet.examples();
                texts(place, root.at("spec").at("template"), Optional.empty(), examples, true);
                steps(place, root.at("spec").at("template").at("from"), Optional.of(subject.indicator()), kamelet.examples());
                return;
            }
            for (YamlNode entry : root.items()) {
                if (entry.has("route")) {
                    route(Place.of(file), entry.at("route"));
                } else if (entry.has("routeConfiguration")) {
                    configuration(Place.of(file), entry.at("routeConfiguration"));
                }
            }
        });
    }

    /** Notes what routes may refer to in any order. */
    private void prepare(String file, YamlNode root) {
        if (RouteFiles.isKamelet(file)) {
            endpoints.add(Kamelet.of(RouteFiles.kameletName(file), root));
        }
        for (YamlNode entry : root.items()) {
            if (entry.has("routeConfiguration")) {
                configurations.add(entry.at("routeConfiguration").at("id").text());
            }
            if (entry.has("from")) {
                endpoints.starts(Place.of(file), entry.at("from"));
            }
            if (entry.has("route")) {
                YamlNode route = entry.at("route");
                endpoints.starts(Place.of(file).route(route.at("id").text()), route.at("from"));
            }
            entry.at("beans").items().forEach(bean -> beans.add(bean.at("name").text(), Object.class));
        }
    }

    private void route(Place file, YamlNode route) {
        String id = route.at("id").text();
        Place place = file.route(id);
        if (id.isBlank() && !hasNearly(route, "id")) {
            found.add(file, route.line(), "the route from '" + route.at("from").at("uri").text() + "' has no id", "give it one that says what it does");
        }
        unique(place, route, id);
        described(place, route);
        YamlNode configuration = route.at("routeConfigurationId");
        if (configuration.text().isBlank()) {
            if (!hasNearly(route, "routeConfigurationId")) {
                found.add(place, route.line(), "has no error handling", "set routeConfigurationId to one of " + String.join(", ", configurations));
            }
        } else if (!configurations.contains(configuration.text())) {
            found.absent(configuration.text(), place, configuration.line(), "no error configuration '" + configuration.text() + "'",
                    NearestName.remedy(configuration.text(), configurations, "take one of " + String.join(", ", configurations)));
        }
        YamlNode from = route.at("from");
        endpoints.check(place.step("from"), from, true, Map.of());
        boolean lookUp = from.at("uri").text().startsWith(LOOK_UP);
        texts(place, route, Optional.empty(), Map.of(), false);
        if (from.has("variableReceive")) {
            variables.set(from.at("variableReceive").text(), Optional.empty());
        }
        steps(place, from, lookUp ? Optional.of(subject.indicator()) : Optional.empty(), Map.of());
        outside.check(place, from);
    }

    private void configuration(Place file, YamlNode configuration) {
        String id = configuration.at("id").text();
        Place place = file.route(id);
        unique(place, configuration, id);
        described(place, configuration);
        for (YamlNode one : configuration.at("onException").items()) {
            YamlNode handling = one.at("onException");
            for (String field : List.of("handled", "continued", "retryWhile")) {
                handling.at(field).entries().forEach(language -> expressions.language(place, field, language, true, Optional.empty(), Map.of()));
            }
            handling.at("exception").items().forEach(exception -> beans.reference(place, exception.line(), "class", "#class:" + exception.text()));
            texts(place, handling, Optional.empty(), Map.of(), false);
            steps(place, handling, Optional.empty(), Map.of());
        }
    }

    /** Whether a key is misspelt, of which the schema complains. */
    private static boolean hasNearly(YamlNode node, String key) {
        return node.entries().stream().map(YamlNode.Entry::key)
                .anyMatch(written -> !written.equals(key) && NearestName.close(written, List.of(key)).isPresent());
    }

    private void described(Place place, YamlNode route) {
        if (route.at("description").text().isBlank() && !hasNearly(route, "description")) {
            found.add(place, route.line(), "has no description", "say in one sentence what it does");
        }
    }

    /** @return what the body is after the last step, where that is known */
    private Optional<Type> steps(Place route, YamlNode holder, Optional<Type> before, Map<String, String> parameters) {
        Optional<Type> body = before;
        for (YamlNode item : holder.at("steps").items()) {
            for (YamlNode.Entry entry : item.entries()) {
                body = step(route, entry, body, parameters);
            }
        }
        return body;
    }

    private Optional<Type> step(Place route, YamlNode.Entry entry, Optional<Type> body, Map<String, String> parameters) {
        String kind = entry.key();
        YamlNode step = entry.value();
        Place place = route.step(step.at("id").isScalar() ? step.at("id").text() : kind);
        if (step.isScalar()) {
            found.add(place, entry.line(), "'" + kind + ": " + step.text() + "' is written in short", "write it as a map, such as '" + kind
                    + ": {" + (kind.startsWith("to") ? "uri" : kind.equals("bean") ? "ref" : "…") + ": …}'");
            return Optional.empty();
        }
        if (NAMED.contains(kind) && step.at("id").text().isBlank() && !hasNearly(step, "id")) {
            String target = step.at("uri").text() + step.at("ref").text();
            found.add(place, entry.line(), "the step '" + kind + "'" + (target.isEmpty() ? "" : " (" + target + ")") + " has no id",
                    "give it an id that tests and logs can name");
        }
        if (!variablesOnly) {
            unique(place, step, parameters.isEmpty() ? step.at("id").text() : "");
            endpoints.check(place, step, false, parameters);
            texts(place, step, body, parameters, false);
            references(place, kind, step, parameters);
        }
        Optional<Type> type = expressions.check(place, kind, step, body, parameters);
        return after(route, kind, step, body, type, parameters);
    }

    private void references(Place place, String kind, YamlNode step, Map<String, String> parameters) {
        for (String field : List.of("aggregationStrategy", "executorService", "configuration", "onPrepare", "processorRef")) {
            if (step.at(field).isScalar()) {
                beans.reference(place, step.lineOf(field), field.equals("configuration") ? "circuit breaker configuration" : "bean",
                        placeholders.resolve(step.at(field).text(), parameters));
            }
        }
        classes(place, step);
        if (kind.equals("recipientList") && step.at("expression").has("constant")) {
            for (String uri : step.at("expression").at("constant").at("expression").text().split(",")) {
                endpoints.call(place, step.at("expression").line(), uri.strip());
            }
        }
    }

    /** Classes by their whole names; Camel knows short ones of its own, such as String. */
    private void classes(Place place, YamlNode step) {
        Stream.concat(step.at("exception").items().stream(), Stream.of(step.at("exceptionType"), step.at("type"), step.at("resultType")))
                .filter(name -> WHOLE_CLASS_NAME.matcher(name.text()).matches())
                .forEach(name -> beans.reference(place, name.line(), "class", "#class:" + name.text()));
    }

    private Optional<Type> after(Place route, String kind, YamlNode step, Optional<Type> body, Optional<Type> type, Map<String, String> parameters) {
        Optional<Type> called = kind.equals("bean") ? beans.call(route.step(step.at("id").isScalar() ? step.at("id").text() : kind),
                step, placeholders.resolve(step.at("ref").text(), parameters)) : Optional.empty();
        if (kind.equals("setVariable")) {
            variables.set(placeholders.resolve(step.at("name").text(), parameters), type);
        }
        step.at("variables").items().forEach(one -> variables.set(one.at("name").text(), Optional.empty()));
        if (step.has("variableReceive")) {
            variables.set(step.at("variableReceive").text(), Optional.empty());
        }
        Optional<Type> within = kind.equals("split") ? type.flatMap(Types::element) : kind.equals("loop") ? Optional.empty() : body;
        Optional<Type> inner = steps(route, step, within, parameters);
        boolean same = inner.equals(within);
        for (YamlNode branch : OutsideCalls.branches(step)) {
            Place place = route.step(branch.at("id").isScalar() ? branch.at("id").text() : kind);
            expressions.check(place, step.at("when").items().contains(branch) ? "when" : "otherwise", branch, body, parameters);
            texts(place, branch, body, parameters, false);
            classes(place, branch);
            unique(place, branch, parameters.isEmpty() ? branch.at("id").text() : "");
            same &= steps(route, branch, body, parameters).equals(body);
        }
        return switch (kind) {
            case "setBody" -> type;
            case "bean" -> called.isPresent() && called.get() != void.class ? called : called.isPresent() ? body : Optional.empty();
            case "filter", "choice" -> same ? body : Optional.empty();
            default -> BODY_STAYS.contains(kind) && !step.has("variableReceive") ? body : Optional.empty();
        };
    }

    /** Checks every text of a step, those of the steps below it left out. */
    private void texts(Place place, YamlNode node, Optional<Type> body, Map<String, String> parameters, boolean placeholdersOnly) {
        if (node.isScalar()) {
            placeholders.check(place, node.line(), node.text(), parameters);
            if (!placeholdersOnly) {
                expressions.functions(place, node.line(), node.text(), body, parameters);
            }
            return;
        }
        for (YamlNode.Entry entry : node.entries()) {
            if (!placeholdersOnly && (entry.key().equals("steps") || OutsideCalls.isBranch(entry.key()))) {
                continue;
            }
            texts(place, entry.value(), body, parameters, placeholdersOnly || NO_SIMPLE.contains(entry.key()));
        }
        node.items().forEach(item -> texts(place, item, body, parameters, placeholdersOnly));
    }

    private void unique(Place place, YamlNode node, String id) {
        if (!id.isBlank()) {
            Place before = ids.putIfAbsent(id, place);
            if (before != null) {
                found.add(place, node.lineOf("id"), "the id '" + id + "' is used in " + before.file() + " already", "choose another one");
            }
        }
    }

    /**
     * That each source which the settings name has a route, each look-up route is in the settings or called by another route, and each stage is
     * handed work.
     */
    void journey() {
        endpoints.outputs();
        Set<String> asked = new TreeSet<>();
        for (String kind : KINDS) {
            for (String source : subject.settings().getOrDefault("enrich." + kind, "").split(",")) {
                asked.add(LOOK_UP + source.strip());
            }
        }
        endpoints.starts().forEach((uri, place) -> {
            if (uri.startsWith(LOOK_UP) && !asked.contains(uri) && !endpoints.isCalled(uri) && !endpoints.isDeclared(uri.substring(LOOK_UP.length()))) {
                found.add(place, line(place), "nobody calls " + uri, "add " + uri.substring(LOOK_UP.length())
                        + " to enrich.ip, enrich.hash, enrich.url, enrich.domain or enrich.cve in application.properties");
            }
            if (Endpoints.scheme(uri).equals("task") && !endpoints.isCalled(uri)) {
                found.add(place, line(place), "nobody hands over to " + uri, "add '- to: {id: hand-over-to-" + uri.substring("task:".length()) + ", uri: " + uri
                        + "}' where its work begins, such as behind hand-over-to-publish in 30-enrich");
            }
        });
    }

    private int line(Place place) {
        return files.get(place.file()).items().stream().map(entry -> entry.at("route")).filter(route -> route.at("id").text().equals(place.route()))
                .mapToInt(YamlNode::line).findFirst().orElse(1);
    }
}
