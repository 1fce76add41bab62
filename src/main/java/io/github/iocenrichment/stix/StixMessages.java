package io.github.iocenrichment.stix;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole publication in the messages that carry it.
 *
 * @param parts the messages, in the order in which to send them; empty when there is nothing to send
 * @param about what it is about
 * @param leftOut what was deliberately not published and why, in words for an analyst
 */
public record StixMessages(List<StixPackage> parts, StixPackage.About about, List<String> leftOut) {

    public StixMessages {
        parts = List.copyOf(parts);
        leftOut = List.copyOf(leftOut);
    }

    /** True when there is nothing to send. */
    @JsonIgnore
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Id of the first message's grouping or report, which names the whole; null when there is nothing to send. */
    public @Nullable String containerId() {
        return isEmpty() ? null : parts.get(0).containerId();
    }

    /** The values that go out as live {@code indicator} objects, each once. */
    public List<Published> indicators() {
        return lookedUp().stream().filter(one -> one.type() != IndicatorType.CVE).toList();
    }

    /** What a look-up can confirm: these values, and the CVEs. */
    public List<Published> lookedUp() {
        return parts.stream().flatMap(part -> part.indicators().stream()).distinct().toList();
    }

    /** How many different objects go out, all kinds counted. */
    public int objectCount() {
        return (int) parts.stream().flatMap(part -> part.all().stream()).map(object -> object.path("id").asText()).distinct().count();
    }
}
