package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for our source and our collection in the platform's own lists, because it files packages with an unknown address silently under
 * {@code Import} instead of refusing them.
 */
public final class AddressCheck {
    /** The lists name things under one of these. */
    private static final List<String> NAMES = List.of("name", "source_name", "collection_name", "title", "display_name");
    private static final List<String> IDS = List.of("id", "source_id", "collection_id", "uuid");

    private AddressCheck() {
    }

    /** What the list says. */
    public enum Presence { PRESENT, ABSENT, UNKNOWN }

    /**
     * The finding of one page.
     *
     * @param presence {@link Presence#UNKNOWN} when the list could not be read, or when more pages follow
     * @param id       the platform's id of what was found, for the next question; else null
     * @param nextPage number of the page to read on with; 0 when there is none
     * @param words    what is wrong and how to fix it; null when found
     */
    public record Finding(Presence presence, @Nullable String id, int nextPage, @Nullable String words) {
    }

    /** Path of the list of sources; to be followed by {@code q}, {@code page}, {@code page_size} and the signature. */
    public static final String SOURCES_PATH = "/conversion/feed-sources/custom_stix_sources/";
    /** Path of the list of a source's collections; to be followed by {@code source}, {@code page}, {@code page_size} and the signature. */
    public static final String COLLECTIONS_PATH = "/conversion/feed-sources/collection/";

    public static Finding source(HttpReply reply, FeedAddress address, int page) {
        return find(reply, address.source(), address.byId(), page, "feed source", address.byId() ? "intelx.source-id" : "intelx.source-name");
    }

    public static Finding collection(HttpReply reply, FeedAddress address, int page) {
        return find(reply, address.collection(), address.byId(), page, "collection of '" + address.source() + "'",
                address.byId() ? "intelx.collection-id" : "intelx.collection-name");
    }

    private static Finding find(HttpReply reply, String wanted, boolean byId, int page, String what, String property) {
        JsonNode answer = PlatformJson.read(reply.body());
        if (reply.status() != 200 || answer.isMissingNode()) {
            return new Finding(Presence.UNKNOWN, null, 0, "the list of Intel Exchange's feed sources could not be read (" + reply.status() + "): "
                    + PlatformJson.words(reply.body()));
        }
        List<JsonNode> rows = PlatformJson.rows(answer);
        for (JsonNode row : rows) {
            if (values(row, byId ? IDS : NAMES).anyMatch(wanted::equals)) {
                return new Finding(Presence.PRESENT, values(row, IDS).findFirst().orElse(null), 0, null);
            }
        }
        int next = PageLink.next(answer, page);
        if (next > 0) {
            return new Finding(Presence.UNKNOWN, null, next, null);
        }
        String alike = rows.stream().flatMap(row -> values(row, NAMES)).filter(wanted::equalsIgnoreCase).findFirst()
                .map(name -> "; there is '" + name + "', spelt differently").orElse("");
        return new Finding(Presence.ABSENT, null, 0, "Intel Exchange has no " + what + " called '" + wanted + "'" + alike
                + ": it would file everything under 'Import'. Create it there, or set " + property);
    }

    private static Stream<String> values(JsonNode row, List<String> keys) {
        return keys.stream().map(key -> PlatformJson.text(row.path(key))).filter(Objects::nonNull);
    }
}
