package io.github.iocenrichment.routes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The steps of a route as written, in reading order, whatever they are nested in. */
final class RouteSteps {
    private static final Set<String> BRANCHES = Set.of("when", "otherwise", "onFallback", "doCatch", "doFinally");

    private RouteSteps() {
    }

    /**
     * One step or branch.
     *
     * @param kind {@code to}, {@code setHeader}, {@code when} and so on
     * @param body what is written below it
     */
    record Step(String kind, JsonNode body) {
        String id() {
            return body.path("id").asText("");
        }
    }

    /** The steps of a route, of its {@code from}, or of an {@code onException}. */
    static List<Step> of(JsonNode holder) {
        List<Step> steps = new ArrayList<>();
        collect(holder, steps);
        return steps;
    }

    /** The branches right below a step: those of a choice, a breaker's fallback and so on. */
    static List<JsonNode> branches(JsonNode step) {
        List<JsonNode> branches = new ArrayList<>();
        step.properties().forEach(field -> {
            if (BRANCHES.contains(field.getKey()) && field.getValue().isArray()) {
                field.getValue().forEach(branches::add);
            } else if (BRANCHES.contains(field.getKey())) {
                branches.add(field.getValue());
            }
        });
        return branches;
    }

    private static void collect(JsonNode holder, List<Step> steps) {
        holder.path("steps").forEach(entry -> entry.properties().forEach(step -> add(step.getKey(), step.getValue(), steps)));
        holder.properties().forEach(field -> {
            if (BRANCHES.contains(field.getKey())) {
                (field.getValue().isArray() ? field.getValue() : List.of(field.getValue())).forEach(branch -> add(field.getKey(), branch, steps));
            }
        });
    }

    private static void add(String kind, JsonNode body, List<Step> steps) {
        steps.add(new Step(kind, body));
        collect(body, steps);
    }
}
