package io.github.iocenrichment.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.iocenrichment.Wired;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/routes-diagrams.md}: pictures of the route files in Mermaid, of the stages together and of each file alone. */
final class RouteDiagrams {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path FOLDER = Path.of("routes");
    private static final String ENDING = ".camel.yaml";
    private static final Set<String> STEPS_WITH_WORDS = Set.of("when", "filter", "split", "loop", "otherwise", "onFallback", "doCatch");
    private static final String SOURCE_QUESTION = "kamelet:look-up-source/";

    private final Map<String, List<Route>> files = new TreeMap<>();
    private final Map<String, Route> byStart = new LinkedHashMap<>();

    /**
     * A route.
     *
     * @param from  endpoint without options
     * @param calls endpoints that it sends to, each with the words of the branch in which that happens, in their order
     */
    private record Route(String id, String from, Map<String, Set<String>> calls) {
        boolean begins() {
            return !from.startsWith("direct:");
        }
    }

    static String text() {
        RouteDiagrams diagrams = new RouteDiagrams();
        diagrams.read();
        return diagrams.page();
    }

    private void read() {
        try (Stream<Path> found = Files.list(FOLDER)) {
            for (Path file : found.filter(path -> path.toString().endsWith(ENDING)).filter(Wired::isShipped).sorted().toList()) {
                List<Route> routes = new ArrayList<>();
                for (JsonNode each : YAML.readTree(file.toFile())) {
                    if (each.has("route")) {
                        JsonNode from = each.path("route").path("from");
                        Route route = new Route(each.path("route").path("id").asText(), bare(from.path("uri").asText()), new LinkedHashMap<>());
                        collect(from.path("steps"), "", route);
                        routes.add(route);
                        byStart.put(route.from(), route);
                    }
                }
                if (!routes.isEmpty()) {
                    files.put(file.getFileName().toString().replace(ENDING, ""), routes);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the routes cannot be read", e);
        }
    }

    private static String bare(String uri) {
        return uri.replaceFirst("\\?.*", "");
    }

    /** @param branch id of the innermost step around that decides whether, or how often, what is in it happens */
    private static void collect(JsonNode node, String branch, Route route) {
        if (node.isArray()) {
            node.forEach(each -> collect(each, branch, route));
        }
        node.fields().forEachRemaining(field -> {
            JsonNode value = field.getValue();
            String uri = value.path("uri").asText(value.isTextual() && field.getKey().startsWith("to") ? value.asText() : "");
            if ((field.getKey().equals("to") || field.getKey().equals("toD")) && !uri.isEmpty()) {
                call(route, bare(uri), branch);
                String source = value.path("parameters").path("source").asText();
                if (uri.startsWith(SOURCE_QUESTION)) {
                    // what the Kamelet calls
                    call(route, "direct:ask-" + source, "unless known or over quota");
                    call(route, value.path("parameters").path("parts").asText(), "has parts");
                }
            } else if (STEPS_WITH_WORDS.contains(field.getKey()) && !value.isArray()) {
                collect(value, value.path("id").asText(field.getKey().equals("otherwise") ? "otherwise" : field.getKey()), route);
            } else if (field.getKey().equals("when") || field.getKey().equals("doCatch")) {
                value.forEach(each -> collect(each, each.path("id").asText(field.getKey().equals("doCatch") ? "on error" : "when"), route));
            } else {
                collect(value, branch, route);
            }
        });
    }

    private static void call(Route route, String uri, String branch) {
        if (!uri.isEmpty()) {
            route.calls().computeIfAbsent(uri, first -> new LinkedHashSet<>()).add(branch);
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder("""
                # Diagrams of the routes

                Generated from `routes/*.camel.yaml` by `make docs`; a test fails when they are out of date. What the files are for: [routes.md](routes.md).

                ## Stages

                Each box is a route that begins by itself or as a durable task; a thick arrow is a durable hand-over, which survives the end of the process.

                """);
        Map<String, Set<String>> handOvers = new LinkedHashMap<>();
        files.values().stream().flatMap(List::stream).filter(Route::begins).forEach(route -> {
            Set<String> tasks = tasks(route, new LinkedHashSet<>());
            if (!tasks.isEmpty() || route.from().startsWith("task:")) {
                handOvers.put(route.from(), tasks);
            }
        });
        page.append("```mermaid\nflowchart LR\n");
        handOvers.keySet().forEach(from -> page.append("    ").append(node(from)).append('\n'));
        handOvers.forEach((from, tasks) -> tasks.forEach(task -> page.append("    ").append(name(from)).append(" ==> ").append(name(task)).append('\n')));
        page.append("```\n");
        files.forEach((file, routes) -> file(page, file, routes));
        return page.toString();
    }

    private Set<String> tasks(Route route, Set<Route> seen) {
        Set<String> tasks = new LinkedHashSet<>();
        if (seen.add(route)) {
            route.calls().keySet().forEach(uri -> {
                if (uri.startsWith("task:")) {
                    tasks.add(uri);
                } else if (byStart.containsKey(uri) && uri.startsWith("direct:")) {
                    tasks.addAll(tasks(byStart.get(uri), seen));
                }
            });
        }
        return tasks;
    }

    private void file(StringBuilder page, String file, List<Route> routes) {
        page.append("\n## ").append(file).append("\n\n```mermaid\nflowchart TD\n");
        Set<String> nodes = new LinkedHashSet<>();
        routes.forEach(route -> nodes.add(route.from()));
        routes.forEach(route -> nodes.addAll(route.calls().keySet()));
        nodes.forEach(uri -> page.append("    ").append(node(uri)).append('\n'));
        for (Route route : routes) {
            route.calls().forEach((uri, branches) -> {
                String words = branches.stream().filter(branch -> !branch.isEmpty()).map(RouteDiagrams::words).collect(Collectors.joining(", "));
                page.append("    ").append(name(route.from())).append(uri.startsWith("task:") ? " ==>" : " -->")
                        .append(words.isEmpty() || branches.contains("") ? " " : "|" + words + "| ").append(name(uri)).append('\n');
            });
        }
        page.append("```\n");
    }

    /** A route by its id; an endpoint outside the routes by its scheme. */
    private String node(String uri) {
        Route route = byStart.get(uri);
        if (route == null) {
            return name(uri) + (uri.startsWith("kamelet:") ? "[[\"" + words(uri.replaceFirst("/.*", "")) + "\"]]" : "([\"" + words(uri) + "\"])");
        }
        return name(uri) + (route.begins() ? "[\"" + words(uri) + "<br>" + route.id() + "\"]" : "(\"" + route.id() + "\")");
    }

    /** What Mermaid takes as the name of a node. */
    private static String name(String uri) {
        return uri.startsWith("kamelet:") ? name(uri.replaceFirst("/.*", "").replace("kamelet:", "kamelet_")) : uri.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "") + "_";
    }

    /** A text without what Mermaid takes for its own. */
    private static String words(String text) {
        return text.replaceAll("\\{\\{([^}]*)}}", "$1").replaceAll("\\$\\{[^}]*}", "…").replaceAll("[\"|{}\\[\\]<>]", "");
    }
}
