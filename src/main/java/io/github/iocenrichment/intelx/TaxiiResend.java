package io.github.iocenrichment.intelx;

import io.github.iocenrichment.stix.ContainerObjects;
import io.github.iocenrichment.stix.ReferenceGraph;
import io.github.iocenrichment.stix.StixPackage;
import java.util.List;
import java.util.Optional;

/** What is sent once more after a TAXII server took some objects of an envelope and failed others. */
public final class TaxiiResend {
    private TaxiiResend() {
    }

    /**
     * The failed objects with all that they refer to. Where the server failed a shared object or the grouping, or names none of ours, that
     * is the whole message.
     *
     * @param part number for the grouping of the new message
     * @return empty when nothing failed
     */
    public static Optional<StixPackage> of(StixPackage message, TaxiiStatus status, int part, ContainerObjects containers) {
        if (status.failures().isEmpty()) {
            return Optional.empty();
        }
        ReferenceGraph graph = new ReferenceGraph(message.objects());
        List<String> failed = status.failures().stream().map(TaxiiStatus.Failure::id).toList();
        if (!graph.ids().containsAll(failed)) {
            return Optional.of(message);
        }
        var objects = graph.objects(graph.closure(failed));
        return Optional.of(message.part(part, objects, containers.container(message.about(), part, objects)));
    }
}
