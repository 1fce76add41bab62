package io.github.iocenrichment.stix;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How a publication that is too large for one message is cut. */
public interface Partition {
    /** Everything in one message. */
    Partition NONE = (shared, objects) -> List.of(objects);

    /**
     * The objects of each message. Every part must hold all that its objects refer to; an object may stand in several.
     *
     * @param shared  what every message repeats; not to be listed in the parts
     * @param objects everything else but the grouping, in reference order; not empty
     */
    List<List<ObjectNode>> parts(List<ObjectNode> shared, List<ObjectNode> objects);
}
