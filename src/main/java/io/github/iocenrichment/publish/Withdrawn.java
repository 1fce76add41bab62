package io.github.iocenrichment.publish;

import java.util.Set;
import java.util.TreeSet;

/** Keys of the indicators that were published for an incident and taken back since; kept in the store as the document {@code withdrawn}. */
public record Withdrawn(Set<String> keys) {
    static final String DOCUMENT = "withdrawn";

    public Withdrawn {
        keys = Set.copyOf(keys);
    }

    static Withdrawn nothing() {
        return new Withdrawn(Set.of());
    }

    Withdrawn and(Set<String> more) {
        Set<String> all = new TreeSet<>(keys);
        all.addAll(more);
        return new Withdrawn(all);
    }
}
