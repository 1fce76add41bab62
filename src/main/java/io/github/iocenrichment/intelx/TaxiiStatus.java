package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A TAXII 2.1 status resource: what became of each object of an envelope.
 *
 * @param id       names it; null when the server gave none, so that nothing can be asked
 * @param complete whether the server is done
 * @param total    objects in the envelope
 * @param failures objects that it refused
 */
public record TaxiiStatus(@Nullable String id, boolean complete, int total, List<Failure> failures) {

    /**
     * An object that a server refused.
     *
     * @param id    the object
     * @param words why, as far as the server said
     */
    public record Failure(@Nullable String id, @Nullable String words) {
    }

    public TaxiiStatus {
        failures = List.copyOf(failures);
    }

    /** Everything arrived. */
    public boolean succeeded() {
        return complete && failures.isEmpty();
    }

    /** Null when this is no status resource. */
    static @Nullable TaxiiStatus of(JsonNode json) {
        String state = PlatformJson.text(json.path("status"));
        if (!"pending".equalsIgnoreCase(state) && !"complete".equalsIgnoreCase(state)) {
            return null;
        }
        List<Failure> failures = PlatformJson.items(json.path("failures")).stream()
                .map(failure -> new Failure(PlatformJson.text(failure.isObject() ? failure.path("id") : failure), words(failure)))
                .filter(failure -> failure.id() != null).toList();
        if (failures.isEmpty() && PlatformJson.number(json.path("failure_count")) > 0) {
            failures = List.of(new Failure("unnamed", PlatformJson.number(json.path("failure_count")) + " objects failed; the server does not name them"));
        }
        return new TaxiiStatus(PlatformJson.text(json.path("id")), "complete".equalsIgnoreCase(state),
                PlatformJson.number(json.path("total_count")), failures);
    }

    private static String words(JsonNode failure) {
        String words = PlatformJson.text(failure.path("message"));
        return words == null ? "no reason given" : words;
    }
}
