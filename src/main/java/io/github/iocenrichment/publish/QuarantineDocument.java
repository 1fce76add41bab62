package io.github.iocenrichment.publish;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.iocenrichment.intelx.Bisection;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a platform refused of a publication, and the search for it; kept in the store as the document {@code quarantine}, so that a search goes on
 * where a crash ended it.
 *
 * @param searches by the key of the message that was refused
 * @param shown    whether operators have it before them
 * @param shownAt  since when: work that comes again without having been released after that comes again by a crash; null before, and in documents
 *                 of an earlier version
 * @param releases how often operators had it before them: each release has numbers of its own, and its repetition after a crash the same ones
 */
public record QuarantineDocument(Map<String, Bisection> searches, boolean shown, @Nullable Instant shownAt, int releases) {
    static final String DOCUMENT = "quarantine";
    private static final int NAMED = 3;

    public QuarantineDocument {
        searches = Collections.unmodifiableMap(new LinkedHashMap<>(searches));
    }

    static QuarantineDocument empty() {
        return new QuarantineDocument(Map.of(), false, null, 0);
    }

    QuarantineDocument with(String key, Bisection search) {
        Map<String, Bisection> next = new LinkedHashMap<>(searches);
        next.put(key, search);
        return new QuarantineDocument(next, false, null, releases);
    }

    /** Only the searches in these messages; others belong to an earlier version of the publication. */
    QuarantineDocument of(Collection<String> keys) {
        Map<String, Bisection> kept = new LinkedHashMap<>(searches);
        return kept.keySet().retainAll(keys) ? new QuarantineDocument(kept, shown, shownAt, releases) : this;
    }

    QuarantineDocument beforeOperators(Instant now) {
        return new QuarantineDocument(searches, true, now, releases + 1);
    }

    /** @param releasedAt when an operator last released the work; null when none did */
    boolean isReleased(@Nullable Instant releasedAt) {
        return shown && releasedAt != null && (shownAt == null || releasedAt.isAfter(shownAt));
    }

    /** All of it was taken. */
    QuarantineDocument emptied() {
        return new QuarantineDocument(Map.of(), false, null, releases);
    }

    @JsonIgnore
    boolean isEmpty() {
        return searches.isEmpty();
    }

    /** Ids of what went out in pieces. */
    Set<String> taken() {
        Set<String> ids = new HashSet<>();
        searches.values().forEach(search -> ids.addAll(search.taken()));
        return ids;
    }

    /** Ids of what was refused, or held back because it refers to that. */
    Set<String> keptBack() {
        Set<String> ids = new HashSet<>();
        searches.values().forEach(search -> {
            search.refused().forEach(object -> ids.add(object.id()));
            ids.addAll(search.heldBack().keySet());
        });
        return ids;
    }

    /** What was refused and why, in the platform's words; what else waits for it. */
    String words() {
        List<Bisection.Refused> refused = searches.values().stream().flatMap(search -> search.refused().stream()).toList();
        StringBuilder words = new StringBuilder("refused: ");
        for (int i = 0; i < Math.min(NAMED, refused.size()); i++) {
            words.append(i == 0 ? "" : "; ").append(refused.get(i).label()).append(" (").append(refused.get(i).words()).append(')');
        }
        if (refused.size() > NAMED) {
            words.append(" and ").append(refused.size() - NAMED).append(" more");
        }
        int held = searches.values().stream().mapToInt(search -> search.heldBack().size()).sum();
        return held == 0 ? words.toString() : words.append("; ").append(held)
                .append(held == 1 ? " object that refers to it was" : " objects that refer to it were")
                .append(" held back").toString();
    }
}
