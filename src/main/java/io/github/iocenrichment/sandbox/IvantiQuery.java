package io.github.iocenrichment.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads lists and single objects over OData, with Ivanti's limits and misreadings. */
final class IvantiQuery {
    private static final int LARGEST_TOP = 100;
    private static final int DEFAULT_TOP = 25;
    private static final List<String> EMPTIES = List.of("204", "empty-body", "empty-list", "text");

    private final IvantiWorld world;
    private final Switches switches;
    private final AtomicInteger empties = new AtomicInteger();

    private record Order(String field, boolean descending) {
    }

    IvantiQuery(IvantiWorld world, Switches switches) {
        this.world = world;
        this.switches = switches;
    }

    Reply list(IvantiKind kind, Call call) {
        Set<String> fields = world.fieldNames(kind);
        int top = number(call, "$top", DEFAULT_TOP);
        int skip = number(call, "$skip", 0);
        if (top > LARGEST_TOP) {
            throw IvantiRefusalException.badRequest(
                    "The limit of '100' for Top query has been exceeded. The value from the incoming request is '" + top + "'.");
        }
        var wanted = call.param("$filter").isBlank() ? null : ODataFilter.parse(call.param("$filter"), fields);
        List<IvantiRow> found = new ArrayList<>();
        for (IvantiRow row : seesNothing() ? List.<IvantiRow>of() : world.listed(kind)) {
            if ((wanted == null || wanted.test(row.fields)) && matchesSearch(row.fields, call.param("$search"))) {
                found.add(row);
            }
        }
        if (!call.param("$orderby").isBlank()) {
            List<Order> orders = orders(call.param("$orderby"), fields);
            if (orders.isEmpty()) {
                return Reply.empty(204);
            }
            found = sorted(found, orders);
        }
        List<ObjectNode> page = found.stream().skip(skip).limit(top).map(row -> selected(shown(row), call.param("$select"))).toList();
        return page.isEmpty() ? noRows(kind, switches.text(Switch.IVANTI_NO_ROWS)) : page(kind, page, found.size());
    }

    /** A relationship navigation: no filter, no paging, "No instances found." when there is nothing. */
    Reply related(IvantiKind kind, String parentRecId) {
        List<ObjectNode> rows = world.rows(kind).stream().filter(row -> !seesNothing() && row.visibleAt(world.now()))
                .filter(row -> row.fields.path("ParentLink_RecID").asText().equalsIgnoreCase(parentRecId)).map(this::shown).toList();
        String empty = switches.text(Switch.IVANTI_NO_ROWS);
        return rows.isEmpty() ? noRows(kind, empty.equals("204") ? "text" : empty) : page(kind, rows, rows.size());
    }

    Reply one(IvantiKind kind, String recId, Call call) {
        IvantiRow row = existing(world, kind, recId);
        if (seesNothing()) {
            throw absent(kind, recId);
        }
        ObjectNode body = Json.object().put("@odata.context", context(kind) + "/$entity");
        if (!call.query().containsKey("$select")) {
            body.setAll(shown(row));
        }
        return Reply.json(200, body);
    }

    /** @throws IvantiRefusalException 400, not 404, when it is absent */
    static IvantiRow existing(IvantiWorld world, IvantiKind kind, String recId) {
        if (recId.isBlank()) {
            throw IvantiRefusalException.badRequest("Key value cannot be empty");
        }
        if (!recId.matches("[0-9A-Fa-f]{32}")) {
            throw IvantiRefusalException.badRequest("Invalid key '" + recId + "' for object '" + kind.object() + "'.");
        }
        return world.find(kind, recId).orElseThrow(() -> absent(kind, recId));
    }

    private static IvantiRefusalException absent(IvantiKind kind, String recId) {
        return IvantiRefusalException.badRequest("Record '" + recId + "' cannot be found in '" + kind.object() + "'.");
    }

    static String context(IvantiKind kind) {
        return "https://" + IvantiWorld.TENANT + "/HEAT/api/odata/$metadata#" + kind.path();
    }

    ObjectNode shown(IvantiRow row) {
        ObjectNode copy = row.fields.deepCopy();
        if (row.kind == IvantiKind.ATTACHMENT && row.content != null) {
            if (switches.is(Switch.IVANTI_ATTACHMENT_ROWS, "full")) {
                copy.put("AttachmentSize", row.content.content().get().length);
            } else {
                copy.putNull("AttachmentSize").put("ParentLink_Category", copy.path("ParentLink_Category").asText().replace("#", ""));
            }
        }
        if (switches.is(Switch.IVANTI_NULLS, "absent")) {
            copy.properties().removeIf(field -> field.getValue().isNull());
        }
        return copy;
    }

    /** A role without rights is refused nothing and finds nothing. */
    private boolean seesNothing() {
        return switches.is(Switch.IVANTI_RIGHTS, "none");
    }

    private Reply page(IvantiKind kind, List<ObjectNode> page, int total) {
        ObjectNode body = Json.object().put("@odata.context", context(kind));
        switch (switches.text(Switch.IVANTI_COUNT)) {
            case "normal" -> body.put("@odata.count", total);
            case "small" -> body.put("@odata.count", Math.max(0, page.size() - 1));
            default -> { }
        }
        body.putArray("value").addAll(page);
        return Reply.json(200, body);
    }

    private Reply noRows(IvantiKind kind, String spelling) {
        String chosen = spelling.equals("rotate") ? EMPTIES.get(Math.floorMod(empties.getAndIncrement(), EMPTIES.size())) : spelling;
        ObjectNode body = Json.object().put("@odata.context", context(kind));
        return switch (chosen) {
            case "empty-body" -> Reply.empty(200);
            case "empty-list" -> Reply.json(200, body.set("value", Json.array()));
            case "text" -> Reply.json(200, body.put("value", "No instances found."));
            default -> Reply.empty(204);
        };
    }

    private static int number(Call call, String name, int standard) {
        String text = call.param(name);
        if (text.isBlank()) {
            return standard;
        }
        if (!text.matches("\\d{1,9}")) {
            throw IvantiRefusalException.badRequest("Query option '" + name + "' has the wrong value '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static boolean matchesSearch(ObjectNode row, String search) {
        if (search.isBlank()) {
            return true;
        }
        String text = (row.path("Subject").asText("") + " " + row.path("Symptom").asText("") + " " + row.path("NotesBody").asText("")).toLowerCase(Locale.ROOT);
        for (String either : search.toLowerCase(Locale.ROOT).split("\\s+or\\s+")) {
            boolean all = true;
            for (String word : either.strip().split("\\s+")) {
                all &= text.contains(word);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    /** Empty when a field or direction is unknown. */
    private static List<Order> orders(String orderBy, Set<String> fields) {
        List<Order> orders = new ArrayList<>();
        for (String part : orderBy.split(",")) {
            String[] words = part.strip().split("\\s+");
            String direction = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "asc";
            if (words.length > 2 || !fields.contains(words[0].toLowerCase(Locale.ROOT)) || !Set.of("asc", "desc").contains(direction)) {
                return List.of();
            }
            orders.add(new Order(words[0], direction.equals("desc")));
        }
        return orders;
    }

    /** Keys are made once for each row: parsing dates within comparisons would make long lists slow. */
    private static List<IvantiRow> sorted(List<IvantiRow> rows, List<Order> orders) {
        record Keyed(IvantiRow row, List<Key> keys) {
        }
        Comparator<Keyed> by = (left, right) -> {
            for (int i = 0; i < orders.size(); i++) {
                int order = left.keys().get(i).compareTo(right.keys().get(i));
                if (order != 0) {
                    return orders.get(i).descending() ? -order : order;
                }
            }
            return 0;
        };
        return rows.stream().map(row -> new Keyed(row, orders.stream().map(order -> sortKey(row.fields, order.field())).toList()))
                .sorted(by).map(Keyed::row).toList();
    }

    private static Key sortKey(ObjectNode row, String field) {
        JsonNode value = ODataFilter.value(row, field);
        if (value == null || value.isNull()) {
            return new Key(Long.MIN_VALUE, "");
        }
        if (value.isNumber()) {
            return new Key(value.asLong(), "");
        }
        return ODataFilter.instant(value.asText()).map(date -> new Key(date.toEpochMilli(), ""))
                .orElseGet(() -> new Key(0, value.asText().toLowerCase(Locale.ROOT)));
    }

    /** Numbers and dates by their value, texts without regard to case. */
    private record Key(long number, String text) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return number == other.number ? text.compareTo(other.text) : Long.compare(number, other.number);
        }
    }

    private ObjectNode selected(ObjectNode row, String select) {
        if (select.isBlank()) {
            return row;
        }
        Set<String> wanted = Set.copyOf(List.of(select.toLowerCase(Locale.ROOT).replace(" ", "").split(",")));
        boolean narrow = switches.is(Switch.IVANTI_SELECT, "narrow");
        ObjectNode result = Json.object();
        row.fields().forEachRemaining(field -> {
            if (wanted.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                result.set(field.getKey(), field.getValue());
            } else if (!narrow) {
                result.putNull(field.getKey());
            }
        });
        return result;
    }
}
