package io.github.iocenrichment.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Every request that reached the sandbox, in order of their answers. The oldest leave when {@value #KEPT} are reached; counts go on. */
final class RequestJournal {
    private static final int KEPT = 200_000;

    private final Deque<RequestRecord> records = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();

    synchronized void add(RequestRecord entry) {
        records.addLast(entry);
        if (records.size() > KEPT) {
            records.removeFirst();
        }
        counts.merge(entry.system().label() + " " + entry.method(), 1L, Long::sum);
    }

    synchronized void violation(Instant when, SandboxSystem system, String what) {
        violations.add(new Violation(when, system, what));
    }

    synchronized List<RequestRecord> records(Predicate<RequestRecord> wanted) {
        return records.stream().filter(wanted).toList();
    }

    /** Requests so far by system and method, such as {@code ivanti POST}. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    synchronized void clear() {
        records.clear();
        counts.clear();
        violations.clear();
    }
}
