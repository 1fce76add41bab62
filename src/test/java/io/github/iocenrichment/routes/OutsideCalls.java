package io.github.iocenrichment.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.routes.RouteLint.Fault;
import io.github.iocenrichment.routes.RouteSteps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether only what is meant for a system travels to it: before each call to the outside all headers are removed, and after that none is set that
 * belongs to another system or to our own work.
 */
final class OutsideCalls {
    /** Headers that carry a key, and who may get them. */
    private static final Map<String, Set<String>> KEYS = Map.of("key", Set.of("abuseipdb"), "x-apikey", Set.of("virustotal"),
            "api-key", Set.of("hybrid-analysis"), "apikey", Set.of("nvd"), "authorization", Set.of("ivanti", "intelx"));
    private static final Pattern SECRET = Pattern.compile(".*\\.(api-key|password|secret-key|token|username)");

    private final Set<String> schemes;

    /** @param schemes schemes of endpoints that leave the organisation */
    OutsideCalls(Set<String> schemes) {
        this.schemes = schemes;
    }

    /** @param from the route from its {@code from} on */
    List<Fault> check(JsonNode from) {
        List<Fault> faults = new ArrayList<>();
        follow(from, new Luggage(false, List.of()), faults);
        return faults;
    }

    /** What a message carries at some step: whether it was cleared of all headers since it came from elsewhere, and those set since. */
    private record Luggage(boolean cleared, List<Step> headers) {
        Luggage with(Step header) {
            return new Luggage(cleared, Stream.concat(headers.stream(), Stream.of(header)).toList());
        }

        Luggage or(Luggage other) {
            return new Luggage(cleared && other.cleared, Stream.concat(headers.stream(), other.headers.stream()).distinct().toList());
        }
    }

    private Luggage follow(JsonNode holder, Luggage luggage, List<Fault> faults) {
        for (JsonNode entry : holder.path("steps")) {
            for (Map.Entry<String, JsonNode> field : entry.properties()) {
                luggage = step(new Step(field.getKey(), field.getValue()), luggage, faults);
            }
        }
        return luggage;
    }

    private Luggage step(Step step, Luggage before, List<Fault> faults) {
        if (step.kind().equals("removeHeaders") && step.body().path("pattern").asText().equals("*")
                && step.body().path("excludePattern").asText("CamelRedelivery*").equals("CamelRedelivery*")) {
            return new Luggage(true, List.of());
        }
        if (step.kind().equals("setHeader")) {
            return before.with(step);
        }
        if (isOutside(step)) {
            call(step, before.cleared(), before.headers(), faults);
            // what the answer brought must not travel on to another system
            return new Luggage(false, List.of());
        }
        Luggage after = follow(step.body(), before, faults);
        for (JsonNode branch : RouteSteps.branches(step.body())) {
            after = after.or(follow(branch, before, faults));
        }
        return after;
    }

    private boolean isOutside(Step step) {
        String uri = step.body().path("uri").asText("");
        return step.body().isObject() && uri.indexOf(':') > 0 && schemes.contains(uri.substring(0, uri.indexOf(':')));
    }

    private static void call(Step call, boolean removed, List<Step> headers, List<Fault> faults) {
        String uri = call.body().path("uri").asText();
        String system = uri.substring(0, uri.indexOf(':')).replace("-write", "");
        if (!removed) {
            faults.add(new Fault("calls " + uri + " with whatever headers the message has", "put 'removeHeaders: {pattern: \"*\"}' before it"));
        }
        for (Step header : headers) {
            String name = header.body().path("name").asText("");
            Set<String> allowed = KEYS.get(name.toLowerCase(Locale.ROOT));
            // a source that was added by a route may name its key's header as it likes
            boolean ours = KEYS.values().stream().anyMatch(systems -> systems.contains(system));
            if (allowed != null && !allowed.contains(system) && (ours || !PlaceholderUse.names(header.body().toString()).contains(system + ".api-key"))) {
                faults.add(new Fault("sends the header '" + name + "' to " + system + ", but it is for " + allowed, "remove it"));
            }
            for (String placeholder : PlaceholderUse.names(header.body().toString())) {
                if (SECRET.matcher(placeholder).matches() && !placeholder.startsWith(system + ".")) {
                    faults.add(new Fault("sends {{" + placeholder + "}} to " + system, "send only the key of " + system + " there"));
                }
            }
            if (name.startsWith("Task")) {
                faults.add(new Fault("sends the header '" + name + "' to " + system, "set it after the call"));
            }
        }
    }
}
