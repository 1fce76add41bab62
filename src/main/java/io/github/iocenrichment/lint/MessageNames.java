package io.github.iocenrichment.lint;

import io.github.iocenrichment.settings.NearestName;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of headers, properties and variables that nobody refuses: Camel ignores a header that it does not know, and a variable that nobody reads is no error.
 * Complained about is what differs by little from a name that means something.
 */
final class MessageNames {
    private static final Set<String> HTTP = Set.of("Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Disposition", "Accept",
            "Accept-Language", "Accept-Encoding", "Accept-Charset", "Authorization", "Proxy-Authorization", "User-Agent", "If-Match", "If-None-Match",
            "If-Modified-Since", "If-Unmodified-Since", "Last-Modified", "Cache-Control", "Retry-After", "Set-Cookie", "Referer", "Transfer-Encoding");
    /** What {@code answers.found} and {@code addedLists.answer} read out of all variables. */
    private static final Set<String> ANSWER = Set.of("verdict", "score", "text", "link", "observedAt", "families", "tags");
    private static final Set<String> NO_CODE = Set.of("description", "note", "title", "constant");
    private static final Pattern HEADER = Pattern.compile("\\$\\{headers?[.:]([A-Za-z][A-Za-z0-9-]*)");
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{exchangeProperty\\.([A-Za-z][A-Za-z0-9-]*)");
    private static final Pattern VARIABLE = Pattern.compile("variables?[.\\[]'?([A-Za-z][A-Za-z0-9_-]*)");
    /** Names that are shorter differ by little from too many. */
    private static final int SHORTEST = 3;
    private static final int SHORTEST_HEADER = 6;

    private final Complaints complaints;
    private final Set<String> headers = new TreeSet<>(HTTP);
    private final Set<String> properties;
    private final Set<String> read = new TreeSet<>(ANSWER);
    private final Map<String, Named> set = new TreeMap<>();

    /** Where a variable is set first. */
    private record Named(Place place, int line) {
    }

    MessageNames(LintSubject subject, Complaints complaints) {
        this.complaints = complaints;
        headers.addAll(subject.names());
        properties = new TreeSet<>(subject.names());
        read.addAll(subject.variables());
    }

    /** Checks all files. */
    void check(Map<String, YamlNode> files) {
        files.forEach((file, root) -> walk(Place.of(file), "", root, this::learn));
        files.forEach((file, root) -> walk(RouteFiles.isKamelet(file) ? Place.of(file).route(RouteFiles.kameletName(file)) : Place.of(file), "", root,
                this::look));
        set.forEach((name, where) -> {
            if (!read.contains(name) && name.length() >= SHORTEST) {
                NearestName.close(name, read).ifPresent(near -> complaints.add(where.place(), where.line(), "nobody reads the variable '" + name + "'",
                        "did you mean " + near + "? If not, take it out"));
            }
        });
    }

    /** One mapping of a file. */
    private record Mapping(Place place, String key, YamlNode node) {
    }

    private void walk(Place outer, String key, YamlNode node, Consumer<Mapping> each) {
        Place place = outer.within(key, node);
        if (node.isMap()) {
            each.accept(new Mapping(place, key, node));
        }
        for (YamlNode.Entry entry : node.entries()) {
            walk(key.equals("steps") ? place.step(entry.key()) : place, entry.key(), entry.value(), each);
        }
        node.items().forEach(item -> walk(place, key, item, each));
    }

    /** What components know, what is set as a property, and what is read as a variable. */
    private void learn(Mapping mapping) {
        YamlNode node = mapping.node();
        String scheme = Endpoints.scheme(node.at("uri").text());
        Component.of(scheme).ifPresent(component -> headers.addAll(component.headers()));
        if (mapping.key().equals("setProperty")) {
            properties.add(node.at("name").text());
        }
        node.entries().stream().filter(entry -> entry.value().isScalar() && !NO_CODE.contains(entry.key())).forEach(entry -> {
            VARIABLE.matcher(entry.value().text()).results().forEach(found -> read.add(found.group(1)));
            if (entry.key().equals("variableSend")) {
                read.add(entry.value().text());
            }
        });
        if (mapping.key().equals("variable")) {
            read.add(node.at("expression").text());
        }
    }

    private void look(Mapping mapping) {
        YamlNode node = mapping.node();
        String key = mapping.key();
        for (YamlNode.Entry entry : node.entries()) {
            if (entry.value().isScalar() && !NO_CODE.contains(entry.key())) {
                names(HEADER, entry.value().text()).forEach(name -> near(mapping.place(), entry.line(), "header", name, headers));
                names(PROPERTY, entry.value().text()).forEach(name -> near(mapping.place(), entry.line(), "property", name, properties));
            }
        }
        String name = node.at("name").text();
        if (Set.of("setHeader", "setHeaders", "headers", "removeHeader").contains(key) && node.has("name")) {
            near(mapping.place(), node.lineOf("name"), "header", name, headers);
        } else if (Set.of("setVariable", "variables").contains(key) && node.has("name") && !name.contains("{{") && !name.contains("${")) {
            set.putIfAbsent(name, new Named(mapping.place(), node.lineOf("name")));
        } else if (key.equals("header")) {
            near(mapping.place(), node.lineOf("expression"), "header", node.at("expression").text(), headers);
        } else if (key.equals("exchangeProperty")) {
            near(mapping.place(), node.lineOf("expression"), "property", node.at("expression").text(), properties);
        }
    }

    private static List<String> names(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    private void near(Place place, int line, String kind, String name, Collection<String> known) {
        if (known.stream().noneMatch(name::equalsIgnoreCase)) {
            // names of HTTP headers are any: only those that are nearly one of the usual ones
            Set<String> alike = known.stream().filter(one -> HTTP.contains(one) || Stream.of("Camel", "Task").anyMatch(name::startsWith)
                    || kind.equals("property")).collect(Collectors.toSet());
            NearestName.close(name, alike).filter(near -> name.length() >= SHORTEST_HEADER).ifPresent(near -> complaints.add(place, line, "no " + kind + " '" + name
                    + "'", "did you mean " + near + "?"));
        }
    }
}
