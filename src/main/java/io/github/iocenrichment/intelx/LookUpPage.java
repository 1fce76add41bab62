package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a bulk look-up: which of the values asked for the platform knows, and under which sources.
 *
 * @param rows     what it knows
 * @param nextPage number of the page to read on with; 0 when this is the last
 * @param problem  why nothing could be read; null when it could. Not being able to look does not mean that nothing arrived
 */
public record LookUpPage(List<Row> rows, int nextPage, @Nullable String problem) {

    /** Path of the look-up of indicators; page and signature follow in the query. */
    public static final String PATH = "/ingestion/openapi/bulk-lookup/indicator/";
    /** The same for CVEs. */
    public static final String VULNERABILITIES = "/ingestion/openapi/bulk-lookup/vulnerability/";
    /** Values asked about in one call, and rows on a page: bulk look-ups are known to run into time-outs. */
    public static final int PAGE_SIZE = 100;

    /**
     * One indicator of the platform.
     *
     * @param name        its value, or the name it was sent under
     * @param sources     names and ids of the sources that reported it
     * @param namesById what those sources are called that have an id
     * @param knowledge what people there made of it
     * @param stored    the vendors' answers that it keeps, when they were asked for
     */
    public record Row(String name, List<String> sources, Map<String, String> namesById, Knowledge knowledge, List<StoredAnswer> stored) {
        public Row {
            sources = List.copyOf(sources);
            namesById = Map.copyOf(namesById);
            stored = List.copyOf(stored);
        }

        /** Without ids of sources and vendors' answers. */
        public Row(String name, List<String> sources, Knowledge knowledge) {
            this(name, sources, Map.of(), knowledge, List.of());
        }

        /** Whether the platform has it on its list of allowed indicators. */
        public boolean allowListed() {
            return knowledge.allowed();
        }
    }

    public LookUpPage {
        rows = List.copyOf(rows);
    }

    /** @param page number of the page that was asked for, from 1 */
    public static LookUpPage read(HttpReply reply, int page) {
        JsonNode answer = PlatformJson.read(reply.body());
        if (reply.status() != 200 || answer.isMissingNode()) {
            return new LookUpPage(List.of(), 0, "look-up answered " + reply.status() + ": " + PlatformJson.words(reply.body()));
        }
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : PlatformJson.rows(answer)) {
            // A name is compared, not shown: it must not be shortened as words are.
            String name = row.path("name").isTextual() ? row.path("name").asText() : row.path("value").asText("");
            if (!name.isEmpty()) {
                List<JsonNode> sources = items(row.path("sources"));
                rows.add(new Row(name, sources(sources), namesById(sources), Knowledge.of(row), StoredAnswer.of(row)));
            }
        }
        return new LookUpPage(rows, PageLink.next(answer, page), null);
    }

    /** What a refused signature may come from, behind the problem of a page; empty when the clocks agree. */
    public static String clocks(HttpReply reply, Instant now) {
        return reply.status() != 401 && reply.status() != 403 ? ""
                : ServerClock.difference(reply, now).map(difference -> "; " + difference + ": set the clock right").orElse("");
    }

    /** When to ask again after an answer that is no page: what the platform says, and after a spent quota at the earliest in the next minute. */
    public static Optional<Instant> askAgainAt(HttpReply reply, Instant now) {
        return switch (reply.status()) {
            case 429 -> Optional.of(ServerClock.retryAfter(reply, now).orElse(ServerClock.nextMinute(now)));
            case 503 -> ServerClock.retryAfter(reply, now);
            default -> Optional.empty();
        };
    }

    /** One source may stand without a list around it. */
    private static List<JsonNode> items(JsonNode sources) {
        return sources.isObject() && !sources.isEmpty() ? List.of(sources) : PlatformJson.items(sources);
    }

    private static List<String> sources(List<JsonNode> list) {
        return list.stream().flatMap(source -> source.isObject() ? Stream.of(source.path("name"), source.path("id")) : Stream.of(source))
                .map(PlatformJson::text).filter(Objects::nonNull).toList();
    }

    private static Map<String, String> namesById(List<JsonNode> list) {
        Map<String, String> names = new HashMap<>();
        for (JsonNode source : list) {
            String id = PlatformJson.text(source.path("id"));
            String name = PlatformJson.text(source.path("name"));
            if (id != null && name != null) {
                names.put(id, name);
            }
        }
        return names;
    }
}
