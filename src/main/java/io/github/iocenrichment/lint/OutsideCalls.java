package io.github.iocenrichment.lint;

import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether only what is meant for a system travels to it: before each call to the outside all headers are removed, and after that none is set that
 * belongs to another system or to our own work.
 */
final class OutsideCalls {
    /** Headers that carry a key, and who may get them. A source that was added may name the header of its key as it likes. */
    private static final Map<String, Set<String>> KEYS = keys();
    private static final Set<String> BRANCHES = Set.of("when", "otherwise", "onFallback", "doCatch", "doFinally");
    private static final Pattern SECRET = Pattern.compile(".*\\.(api-key|password|secret-key|token|username)");

    private final Set<String> schemes;
    private final Complaints complaints;

    /** @param schemes schemes of endpoints that leave the organisation */
    OutsideCalls(Set<String> schemes, Complaints complaints) {
        this.schemes = schemes;
        this.complaints = complaints;
    }

    private static Map<String, Set<String>> keys() {
        Map<String, Set<String>> keys = new HashMap<>();
        keys.put("authorization", new TreeSet<>(Set.of("ivanti", "intelx")));
        SourceCatalog.builtIn().stream().filter(source -> source.keyHeader() != null)
                .forEach(source -> keys.computeIfAbsent(source.keyHeader().toLowerCase(Locale.ROOT), header -> new TreeSet<>()).add(source.name()));
        return keys;
    }

    /** @param from the route from its {@code from} on */
    void check(Place place, YamlNode from) {
        follow(place, from, new Carried(false, List.of()));
    }

    /** What a message carries at some step: whether it was cleared of all headers since it came from elsewhere, and those set since. */
    private record Carried(boolean cleared, List<YamlNode> headers) {
        Carried with(YamlNode header) {
            return new Carried(cleared, Stream.concat(headers.stream(), Stream.of(header)).toList());
        }

        Carried or(Carried other) {
            return new Carried(cleared && other.cleared, Stream.concat(headers.stream(), other.headers.stream()).distinct().toList());
        }
    }

    private Carried follow(Place place, YamlNode holder, Carried carried) {
        Carried now = carried;
        for (YamlNode item : holder.at("steps").items()) {
            for (YamlNode.Entry entry : item.entries()) {
                now = step(place, entry, now);
            }
        }
        return now;
    }

    private Carried step(Place route, YamlNode.Entry entry, Carried before) {
        YamlNode body = entry.value();
        if (entry.key().equals("removeHeaders") && body.at("pattern").text().equals("*")
                && (!body.has("excludePattern") || body.at("excludePattern").text().equals("CamelRedelivery*"))) {
            return new Carried(true, List.of());
        }
        if (entry.key().equals("setHeader")) {
            return before.with(body);
        }
        if (isOutside(body)) {
            call(route.step(body.at("id").isScalar() ? body.at("id").text() : entry.key()), body, before);
            // what the answer brought must not travel on to another system
            return new Carried(false, List.of());
        }
        Carried after = follow(route, body, before);
        for (YamlNode branch : branches(body)) {
            after = after.or(follow(route, branch, before));
        }
        return after;
    }

    /** The branches right below a step: those of a choice, a breaker's fallback and so on. */
    static List<YamlNode> branches(YamlNode step) {
        List<YamlNode> branches = new ArrayList<>();
        step.entries().stream().filter(field -> BRANCHES.contains(field.key())).forEach(field -> {
            if (field.value().isList()) {
                branches.addAll(field.value().items());
            } else {
                branches.add(field.value());
            }
        });
        return branches;
    }

    static boolean isBranch(String key) {
        return BRANCHES.contains(key);
    }

    private boolean isOutside(YamlNode body) {
        String uri = body.at("uri").text();
        return uri.indexOf(':') > 0 && schemes.contains(uri.substring(0, uri.indexOf(':')));
    }

    private void call(Place place, YamlNode call, Carried carried) {
        String uri = call.at("uri").text();
        String system = uri.substring(0, uri.indexOf(':')).replaceAll("-(write|download)$", "");
        if (!carried.cleared()) {
            complaints.add(place, call.lineOf("uri"), "calls " + uri + " with whatever headers the message has",
                    "put '- removeHeaders: {pattern: \"*\"}' before it");
        }
        for (YamlNode header : carried.headers()) {
            String name = header.at("name").text();
            Set<String> allowed = KEYS.get(name.toLowerCase(Locale.ROOT));
            boolean shipped = KEYS.values().stream().anyMatch(systems -> systems.contains(system));
            if (allowed != null && shipped && !allowed.contains(system)) {
                complaints.add(place, header.line(), "sends the header '" + name + "' to " + system + ", but it is for " + String.join(" and ", allowed),
                        "remove it");
            }
            for (String placeholder : texts(header).flatMap(text -> Placeholders.names(text).stream()).toList()) {
                if (SECRET.matcher(placeholder).matches() && !placeholder.startsWith(system + ".") && !placeholder.startsWith(system.replace('-', '.') + ".")) {
                    complaints.add(place, header.line(), "sends {{" + placeholder + "}} to " + system, "send only the key of " + system + " there");
                }
            }
            if (name.startsWith("Task")) {
                complaints.add(place, header.line(), "sends the header '" + name + "' to " + system, "set it after the call");
            }
        }
    }

    private static Stream<String> texts(YamlNode node) {
        return node.isScalar() ? Stream.of(node.text()) : Stream.concat(node.items().stream(), node.entries().stream().map(YamlNode.Entry::value))
                .flatMap(OutsideCalls::texts);
    }
}
