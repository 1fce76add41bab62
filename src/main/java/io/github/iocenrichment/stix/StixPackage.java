package io.github.iocenrichment.stix;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One publication, or one part of it, that stands alone.
 *
 * @param about      what it is about
 * @param part       1 for the first or only part
 * @param shared     marking, identities, extension definition: what every message repeats
 * @param objects    everything else but the container, in reference order: nothing refers to a later one
 * @param container  the grouping or report that lists {@code objects}; null when there is nothing to publish
 * @param indicators the values among them that are live {@code indicator} objects
 * @param leftOut    what was deliberately not published and why, in words for an analyst
 *
 * <p>Plain data: kept as JSON until it has been sent, so that every try sends the same bytes.
 */
public record StixPackage(About about, int part, List<ObjectNode> shared, List<ObjectNode> objects, @Nullable ObjectNode container,
                          List<Published> indicators, List<String> leftOut) {

    /**
     * The incident behind a publication.
     *
     * @param recordId       its record id
     * @param incidentNumber its number
     * @param tlp            the marking of everything in it
     */
    public record About(String recordId, String incidentNumber, Tlp tlp) {
    }

    public StixPackage {
        shared = List.copyOf(shared);
        objects = List.copyOf(objects);
        indicators = List.copyOf(indicators);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * A part of this package as a message of its own.
     *
     * @param number    which part; 1 keeps the id of the whole publication's container
     * @param partial   what this part holds of {@link #objects()}, complete with all that it refers to, in reference order
     * @param container the part's own grouping or report
     */
    public StixPackage part(int number, List<ObjectNode> partial, ObjectNode container) {
        Set<String> ids = partial.stream().map(object -> object.path("id").asText()).collect(Collectors.toSet());
        return new StixPackage(about, number, shared, partial, container,
                indicators.stream().filter(indicator -> ids.contains(indicator.id())).toList(), leftOut);
    }

    /** True when there is nothing to send. */
    @JsonIgnore
    public boolean isEmpty() {
        return container == null;
    }

    /** Id of the grouping or report; null when there is nothing to send. */
    public @Nullable String containerId() {
        return isEmpty() ? null : container.path("id").asText();
    }

    /** Everything, in reference order. */
    public List<ObjectNode> all() {
        return isEmpty() ? List.of() : Stream.of(shared, objects, List.of(container)).flatMap(List::stream).toList();
    }

    /**
     * The bundle as STIX 2.1 has it: type, id, objects and nothing else.
     *
     * @param id made anew at random for each bundle; a bundle has no meaning of its own
     */
    public ObjectNode bundle(UUID id) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode().put("type", "bundle").put("id", "bundle--" + id);
        bundle.set("objects", array());
        return bundle;
    }

    /** The envelope as TAXII 2.1 has it: objects and nothing else. */
    public ObjectNode envelope() {
        return JsonNodeFactory.instance.objectNode().set("objects", array());
    }

    private ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode().addAll(all());
    }
}
