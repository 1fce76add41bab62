package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.stix.ContainerObjects;
import io.github.iocenrichment.stix.ReferenceGraph;
import io.github.iocenrichment.stix.StixPackage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the object for which a message was refused: sends halves that stand alone, down to that object, which is put aside and named; all
 * else goes out. Every step is a value of its own, plain data that can be kept as JSON, so the search goes on where a crash ended it.
 *
 * <p>Pieces are tried in reference order, so whatever a piece refers to has been decided before: it was taken, or it was put aside and
 * then everything that refers to it is held back too.
 *
 * @param message   the message that was refused
 * @param pieces    what is still in question; the first is the next to be sent
 * @param taken     ids of the objects that went out
 * @param refused   the quarantined objects
 * @param heldBack  ids of objects that refer to one of those, with that one's id
 * @param nextPart  number for the grouping of the next new piece
 */
public record Bisection(StixPackage message, List<Piece> pieces, List<String> taken, List<Refused> refused, Map<String, String> heldBack, int nextPart) {
    /** So many objects refused alone, and none taken: the fault lies in what all messages share, or in the address. */
    private static final int HOPELESS = 3;

    /**
     * Objects in question.
     *
     * @param part number of its grouping
     * @param ids  the objects, without what they refer to, in reference order
     */
    public record Piece(int part, List<String> ids) {
        public Piece {
            ids = List.copyOf(ids);
        }
    }

    /**
     * A quarantined object.
     *
     * @param id    its id
     * @param label what it is, for an operator: type and name, or value
     * @param words what the platform said when it refused it
     */
    public record Refused(@Nullable String id, @Nullable String label, @Nullable String words) {
    }

    public Bisection {
        pieces = List.copyOf(pieces);
        taken = List.copyOf(taken);
        refused = List.copyOf(refused);
        heldBack = Collections.unmodifiableMap(new LinkedHashMap<>(heldBack));
    }

    /**
     * Begins with a message that has just been refused.
     *
     * @param nextPart a number above that of every part of the publication
     * @param words    what the platform said
     */
    public static Bisection of(StixPackage message, int nextPart, @Nullable String words) {
        ReferenceGraph graph = new ReferenceGraph(message.objects());
        // By value, not by kind: a half then holds some values completely instead of all of them in part.
        List<String> order = new ArrayList<>();
        graph.clusters().forEach(cluster -> graph.closure(cluster).stream().filter(id -> !order.contains(id)).forEach(order::add));
        return new Bisection(message, List.of(new Piece(message.part(), order)), List.of(), List.of(), Map.of(), nextPart).refused(words);
    }

    /**
     * A message of which a TAXII server said by itself which objects it did not take: there is nothing left to search for.
     *
     * @param failures what it said; where it names none of our objects, all of them are released together
     */
    public static Bisection byFailures(StixPackage message, List<TaxiiStatus.Failure> failures) {
        ReferenceGraph graph = new ReferenceGraph(message.objects());
        List<String> failed = failures.stream().map(TaxiiStatus.Failure::id).toList();
        return new Bisection(message, List.of(), graph.ids().stream().filter(id -> !failed.contains(id)).toList(),
                failures.stream().map(failure -> new Refused(failure.id(), graph.ids().contains(failure.id()) ? label(graph.object(failure.id()))
                : failure.id(),
                        failure.words())).toList(), Map.of(), message.part() + 1);
    }

    /** Nothing is in question any more. */
    @JsonIgnore
    public boolean isDone() {
        return pieces.isEmpty();
    }

    /** The message to send now; empty when all is decided. The same until its outcome is known. */
    public Optional<StixPackage> next(ContainerObjects containers) {
        return isDone() ? Optional.empty() : Optional.of(complete(pieces.get(0).part(), pieces.get(0).ids(), containers));
    }

    /** The message of {@link #next} was taken. */
    public Bisection accepted() {
        List<String> went = new ArrayList<>(taken);
        went.addAll(pieces.get(0).ids());
        return new Bisection(message, pieces.subList(1, pieces.size()), went, refused, heldBack, nextPart);
    }

    /** The message of {@link #next} was refused. */
    public Bisection refused(@Nullable String words) {
        Piece piece = pieces.get(0);
        List<Piece> rest = pieces.subList(1, pieces.size());
        if (piece.ids().size() == 1) {
            return without(piece.ids().get(0), words, rest);
        }
        int middle = (piece.ids().size() + 1) / 2;
        List<Piece> halves = new ArrayList<>();
        halves.add(new Piece(piece.part(), piece.ids().subList(0, middle)));
        halves.add(new Piece(nextPart, piece.ids().subList(middle, piece.ids().size())));
        halves.addAll(rest);
        return new Bisection(message, halves, taken, refused, heldBack, nextPart + 1);
    }

    /**
     * What was quarantined and held back, as one message: for an operator who releases it.
     *
     * @param part number of its grouping
     */
    public Optional<StixPackage> released(int part, ContainerObjects containers) {
        Set<String> ids = new HashSet<>(heldBack.keySet());
        refused.forEach(object -> ids.add(object.id()));
        List<String> own = new ReferenceGraph(message.objects()).ids();
        if (!own.containsAll(ids)) {
            // the grouping, or what all messages share: nothing of this one arrived in order
            ids.addAll(own);
        }
        return ids.isEmpty() ? Optional.empty() : Optional.of(complete(part, ids, containers));
    }

    private Bisection without(String id, @Nullable String words, List<Piece> rest) {
        ReferenceGraph graph = new ReferenceGraph(message.objects());
        Map<String, String> held = new LinkedHashMap<>(heldBack);
        graph.dependents(id).stream().filter(dependent -> !taken.contains(dependent)).forEach(dependent -> held.putIfAbsent(dependent, id));
        List<Refused> aside = new ArrayList<>(refused);
        aside.add(new Refused(id, label(graph.object(id)), words));
        List<Piece> left = new ArrayList<>();
        rest.forEach(piece -> {
            List<String> ids = piece.ids().stream().filter(other -> !held.containsKey(other)).toList();
            if (!ids.isEmpty()) {
                left.add(new Piece(piece.part(), ids));
            }
        });
        if (taken.isEmpty() && aside.size() >= HOPELESS) {
            left.forEach(piece -> piece.ids().forEach(other -> held.put(other, id)));
            left.clear();
        }
        return new Bisection(message, left, taken, aside, held, nextPart);
    }

    private StixPackage complete(int part, Collection<String> ids, ContainerObjects containers) {
        ReferenceGraph graph = new ReferenceGraph(message.objects());
        List<ObjectNode> objects = graph.objects(graph.closure(ids));
        return message.part(part, objects, containers.container(message.about(), part, objects));
    }

    private static String label(ObjectNode object) {
        String name = object.path("name").asText(object.path("value").asText(object.path("abstract").asText(object.path("relationship_type").asText(""))));
        return (object.path("type").asText() + " " + name).strip();
    }
}
