package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.stix.Partition;
import io.github.iocenrichment.stix.ReferenceGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts a publication into messages that a platform takes. Each stands alone: it repeats markings, identities and extension definition, holds
 * whatever its objects refer to, and has a grouping of its own. What belongs to one value stays together as long as it fits.
 */
public final class BundleSplitter implements Partition {
    public static final int DEFAULT_MAX_BYTES = 1024 * 1024;
    /** The address around a bundle in its request; generously. */
    private static final int WRAPPING = 2048;
    /** An id in a grouping's list: quotes, comma, the longest type, a UUID. */
    private static final int REFERENCE = 80;
    /** Everything of a grouping but its list; generously. */
    private static final int CONTAINER = 2048;

    private final int maxObjects;
    private final int maxBytes;

    /**
     * @param maxObjects most objects in one message, shared ones and grouping counted
     * @param maxBytes   most bytes of one request
     */
    public BundleSplitter(int maxObjects, int maxBytes) {
        if (maxObjects < 1 || maxBytes < 1) {
            throw new IllegalArgumentException("a message must be allowed at least one object and one byte");
        }
        this.maxObjects = maxObjects;
        this.maxBytes = maxBytes;
    }

    /**
     * The parts, in the order in which to send them. An object that does not fit even alone with what it refers to gets a part of its own
     * that is too large: the platform decides about it.
     */
    @Override
    public List<List<ObjectNode>> parts(List<ObjectNode> shared, List<ObjectNode> objects) {
        ReferenceGraph graph = new ReferenceGraph(objects);
        Filling filling = new Filling(graph, maxObjects - shared.size() - 1, maxBytes - WRAPPING - CONTAINER - bytes(shared));
        if (filling.fitsAnEmptyMessage(graph.ids())) {
            return List.of(objects);
        }
        for (List<String> cluster : graph.clusters()) {
            List<String> complete = graph.closure(cluster);
            if (filling.fitsAnEmptyMessage(complete)) {
                filling.add(complete);
            } else {
                complete.forEach(id -> filling.add(graph.closure(List.of(id))));
            }
        }
        return filling.parts().stream().map(graph::objects).toList();
    }

    private static int bytes(Collection<ObjectNode> objects) {
        return objects.stream().mapToInt(BundleSplitter::bytes).sum();
    }

    private static int bytes(ObjectNode object) {
        return object.toString().getBytes(StandardCharsets.UTF_8).length + REFERENCE;
    }

    /** Fills one message after the other. */
    private static final class Filling {
        private final ReferenceGraph graph;
        private final int roomForObjects;
        private final int roomForBytes;
        private final List<List<String>> full = new ArrayList<>();
        private final Set<String> sent = new LinkedHashSet<>();
        private Set<String> current = new LinkedHashSet<>();
        private int currentBytes;

        Filling(ReferenceGraph graph, int roomForObjects, int roomForBytes) {
            this.graph = graph;
            this.roomForObjects = roomForObjects;
            this.roomForBytes = roomForBytes;
        }

        boolean fitsAnEmptyMessage(List<String> ids) {
            return ids.size() <= roomForObjects && bytes(graph.objects(ids)) <= roomForBytes;
        }

        /** @param ids complete: with all that they refer to */
        void add(List<String> ids) {
            List<String> missing = ids.stream().filter(id -> !current.contains(id)).toList();
            int more = bytes(graph.objects(missing));
            if (!current.isEmpty() && (current.size() + missing.size() > roomForObjects || currentBytes + more > roomForBytes)) {
                close();
                if (sent.containsAll(ids)) {
                    return;
                }
                missing = ids;
                more = bytes(graph.objects(ids));
            }
            current.addAll(missing);
            sent.addAll(missing);
            currentBytes += more;
        }

        private void close() {
            full.add(List.copyOf(current));
            current = new LinkedHashSet<>();
            currentBytes = 0;
        }

        List<List<String>> parts() {
            if (!current.isEmpty()) {
                close();
            }
            return full;
        }
    }
}
