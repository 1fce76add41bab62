package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who refers to whom among the objects of one publication. References to what every message carries anyway (markings, identities,
 * extension definition) do not count.
 */
public final class ReferenceGraph {
    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final Map<String, Set<String>> references = new HashMap<>();

    /** @param objects in reference order */
    public ReferenceGraph(List<ObjectNode> objects) {
        objects.forEach(object -> this.objects.put(object.path("id").asText(), object));
        this.objects.forEach((id, object) -> {
            Set<String> found = new LinkedHashSet<>();
            object.properties().forEach(property -> collect(property.getKey(), property.getValue(), found));
            found.retainAll(this.objects.keySet());
            references.put(id, found);
        });
    }

    private static void collect(String name, JsonNode value, Set<String> found) {
        if (name.endsWith("_ref")) {
            found.add(value.asText());
        } else if (name.endsWith("_refs")) {
            value.forEach(reference -> found.add(reference.asText()));
        }
    }

    /** Ids of everything, in reference order. */
    public List<String> ids() {
        return List.copyOf(objects.keySet());
    }

    public @Nullable ObjectNode object(@Nullable String id) {
        return objects.get(id);
    }

    /** These and all that they refer to, directly or not, in reference order: what has to travel so that nothing dangles. */
    public List<String> closure(Collection<String> ids) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(ids);
        while (!next.isEmpty()) {
            String id = next.pop();
            if (objects.containsKey(id) && reached.add(id)) {
                next.addAll(references.get(id));
            }
        }
        return inOrder(reached);
    }

    /** All that refers to this one, directly or not, and so cannot be sent without it. */
    public List<String> dependents(String id) {
        Set<String> reached = new LinkedHashSet<>();
        for (String candidate : objects.keySet()) {
            if (!candidate.equals(id) && closure(List.of(candidate)).contains(id)) {
                reached.add(candidate);
            }
        }
        return List.copyOf(reached);
    }

    /**
     * What belongs together: an observable with its sighting, indicator, notes, analyses and relationships. Malware families are shared by
     * many and tie nothing together; each stands in the first cluster that refers to it.
     */
    public List<List<String>> clusters() {
        Map<String, String> leaders = new HashMap<>();
        objects.keySet().forEach(id -> leaders.put(id, id));
        references.forEach((id, targets) -> targets.stream().filter(target -> !isShared(target))
                .forEach(target -> leaders.put(leader(leaders, id), leader(leaders, target))));
        Map<String, List<String>> clusters = new LinkedHashMap<>();
        objects.keySet().stream().filter(id -> !isShared(id))
                .forEach(id -> clusters.computeIfAbsent(leader(leaders, id), leader -> new ArrayList<>()).add(id));
        Set<String> reached = new HashSet<>(closure(clusters.values().stream().flatMap(List::stream).toList()));
        objects.keySet().stream().filter(id -> !reached.contains(id)).forEach(id -> clusters.put(id, List.of(id)));
        return List.copyOf(clusters.values());
    }

    /** The objects with these ids, in reference order. */
    public List<ObjectNode> objects(Collection<String> ids) {
        return inOrder(Set.copyOf(ids)).stream().map(objects::get).toList();
    }

    private List<String> inOrder(Set<String> ids) {
        return objects.keySet().stream().filter(ids::contains).toList();
    }

    private boolean isShared(String id) {
        return id.startsWith("malware--");
    }

    private static String leader(Map<String, String> leaders, String id) {
        String leader = id;
        while (!leaders.get(leader).equals(leader)) {
            leader = leaders.get(leader);
        }
        leaders.put(id, leader);
        return leader;
    }
}
