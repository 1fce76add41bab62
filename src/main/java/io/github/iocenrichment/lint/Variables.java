package io.github.iocenrichment.lint;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The variables that routes set, with what they hold as far as that is known. They belong to the message, so one route reads what another has set. */
final class Variables {
    private final Map<String, Set<Type>> types = new TreeMap<>();
    private final Set<String> open = new HashSet<>();

    void set(String name, Optional<Type> type) {
        types.computeIfAbsent(name, absent -> new LinkedHashSet<>());
        type.ifPresentOrElse(types.get(name)::add, () -> open.add(name));
    }

    /** Begins anew, now that more is known of what variables hold; the names stay. */
    void forgetOpen() {
        open.clear();
    }

    /** All that is known now, to be compared with what is known later. */
    Object known() {
        Map<String, Set<Type>> copy = new TreeMap<>();
        types.forEach((name, held) -> copy.put(name, Set.copyOf(held)));
        return List.of(copy, Set.copyOf(open));
    }

    boolean isSet(String name) {
        return types.containsKey(name);
    }

    Set<String> names() {
        return types.keySet();
    }

    /** What the variable may hold; empty when that is not known. */
    List<Type> typesOf(String name) {
        return open.contains(name) ? List.of() : new ArrayList<>(types.getOrDefault(name, Set.of()));
    }
}
