package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What the sandbox's Intel Exchange holds: every post as it came, and values merged over their sources, shown after a delay. */
final class IntelStore {
    static final String SOURCE_TYPE = "CUSTOM_STIX_SOURCES";
    private static final Pattern COMPARISON = Pattern.compile("([a-z0-9-]+):([A-Za-z0-9_.'-]+)\\s*=\\s*'((?:[^'\\\\]++|\\\\.)*+)'");
    private static final Pattern REFERENCE = Pattern.compile("[a-z0-9-]+--[0-9a-f-]{36}");

    private final Clock clock;
    private final Switches switches;
    private final List<IngestPost> posts = new ArrayList<>();
    private final VersionCheck versions;
    private final Map<String, Known> values = new LinkedHashMap<>();

    /** One value with everything that was said about it. */
    private static final class Known {
        private @Nullable String iocType;
        private @Nullable ObjectNode object;
        private final Map<String, Instant> sources = new LinkedHashMap<>();
        private boolean allowed;
        private ObjectNode judged = Json.object();
    }

    IntelStore(Clock clock, Switches switches, RequestJournal journal) {
        versions = new VersionCheck(what -> journal.violation(clock.instant(), SandboxSystem.INTEL_EXCHANGE, what));
        this.clock = clock;
        this.switches = switches;
    }

    synchronized void post(String route, String source, String collection, JsonNode body, Iterable<JsonNode> objects) {
        posts.add(new IngestPost(clock.instant(), route, source, collection, body));
        Instant stored = clock.instant().plus(switches.duration(Switch.INTELX_STORE_DELAY));
        objects.forEach(versions::see);
        List<JsonNode> kept = kept(objects);
        for (JsonNode object : kept) {
            if (object.path("type").asText().equals("indicator")) {
                Matcher comparison = COMPARISON.matcher(object.path("pattern").asText());
                while (comparison.find()) {
                    remember(comparison.group(3).replaceAll("\\\\(.)", "$1"), iocType(comparison), object, source, stored);
                }
            } else if (object.path("type").asText().equals("vulnerability")) {
                remember(object.path("name").asText(), "vulnerability", object, source, stored);
            }
        }
    }

    /** Route C carries values, not objects. */
    synchronized void value(String value, String iocType, String source) {
        remember(value, iocType, Json.object().put("type", "indicator").put("name", value), source,
                clock.instant().plus(switches.duration(Switch.INTELX_STORE_DELAY)));
    }

    /** Puts a value on the platform's allowed list: it is kept but shown as such. */
    synchronized void allow(String value) {
        values.computeIfAbsent(key(value), none -> new Known()).allowed = true;
    }

    /** What people there made of a value: fields of its row, such as {@code is_false_positive}, {@code analyst_score} or {@code tags}. */
    synchronized void judge(String value, ObjectNode fields) {
        Known known = values.computeIfAbsent(key(value), none -> new Known());
        known.judged = fields;
        if (known.object == null) {
            known.iocType = "unknown";
            known.object = Json.object().put("type", fields.path("object_type").asText("indicator")).put("name", value);
            known.sources.putIfAbsent("PublicFeed", Instant.EPOCH);
        }
    }

    /** Whether a value is on the list of allowed ones, known or not. */
    synchronized boolean isAllowed(String value) {
        return values.containsKey(key(value)) && values.get(key(value)).allowed;
    }

    private void remember(String value, String iocType, JsonNode object, String source, Instant stored) {
        Known known = values.computeIfAbsent(key(value), none -> new Known());
        known.iocType = iocType;
        known.object = (ObjectNode) object;
        known.sources.putIfAbsent(source, stored);
    }

    private static String key(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private static String iocType(Matcher comparison) {
        return comparison.group(1).equals("file") ? comparison.group(2).replace("hashes.", "").replace("'", "") : comparison.group(1);
    }

    private List<JsonNode> kept(Iterable<JsonNode> objects) {
        List<String> dropped = switches.list(Switch.INTELX_DROP);
        List<JsonNode> kept = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        objects.forEach(object -> ids.add(object.path("id").asText()));
        for (JsonNode object : objects) {
            boolean broken = dropped.contains("broken-references") && !object.path("type").asText().equals("bundle")
                    && REFERENCE.matcher(object.toString()).results().anyMatch(ref -> !ids.contains(ref.group()));
            if (dropped.contains(object.path("type").asText()) || broken) {
                continue;
            }
            ObjectNode copy = object.deepCopy();
            if (dropped.contains("x-properties")) {
                List<String> names = new ArrayList<>();
                copy.fieldNames().forEachRemaining(names::add);
                names.stream().filter(name -> name.startsWith("x_")).forEach(copy::remove);
            }
            kept.add(copy);
        }
        return kept;
    }

    synchronized List<IngestPost> posts() {
        return List.copyOf(posts);
    }

    synchronized int objectCount() {
        return posts.stream().mapToInt(post -> post.body().path("objects").size()).sum();
    }

    /** Every object of every post, in order of arrival. */
    synchronized ArrayNode objects() {
        ArrayNode all = Json.array();
        posts.forEach(post -> post.body().path("objects").forEach(all::add));
        return all;
    }

    /** The look-up row of a value; empty while it is not stored. */
    synchronized Optional<ObjectNode> row(String value) {
        Known known = values.get(key(value));
        Instant now = clock.instant();
        if (known == null || known.object == null || known.sources.values().stream().allMatch(stored -> stored.isAfter(now))) {
            return Optional.empty();
        }
        boolean loose = switches.on(Switch.INTELX_LOOSE_TYPES) && value.length() % 2 == 0;
        int score = Math.min(100, known.object.path("confidence").asInt(50) * 9 / 10);
        ObjectNode row = Json.object().put("id", UUID.nameUUIDFromBytes(key(value).getBytes(StandardCharsets.UTF_8)).toString())
                .put("object_type", known.object.path("type").asText()).put("name", value).put("ioc_type", known.iocType).put("tlp", tlp(known.object));
        if (loose) {
            row.put("confidence_score", String.valueOf(score)).put("is_whitelisted", String.valueOf(known.allowed)).put("is_deprecated", "false");
            row.putObject("relations");
        } else {
            row.put("confidence_score", score).put("is_whitelisted", known.allowed).put("is_deprecated", false).putArray("relations");
        }
        ArrayNode sources = row.putArray("sources");
        known.sources.forEach((name, stored) -> {
            if (!stored.isAfter(now)) {
                sources.addObject().put("id", sourceId(name)).put("name", name).put("type", SOURCE_TYPE);
            }
        });
        row.put("created", known.sources.values().iterator().next().toString());
        row.set("tags", known.object.has("labels") ? known.object.path("labels").deepCopy() : loose ? Json.object() : Json.array());
        row.put("is_false_positive", false).put("is_reviewed", false).put("manual_review", false);
        row.set("analyst_score", loose ? Json.object() : null);
        row.setAll(known.judged);
        return Optional.of(row);
    }

    static String sourceId(String name) {
        return UUID.nameUUIDFromBytes(("source " + name).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String tlp(JsonNode object) {
        return switch (object.path("object_marking_refs").path(0).asText().replace("marking-definition--", "")) {
            case "613f2e26-407d-48c7-9eca-b8e91df99dc9", "94868c89-83c2-464b-929b-a1a8aa3c8487" -> "WHITE";
            case "34098fce-860f-48ae-8e50-ebd3cc5e41da", "bab4a63c-aed9-4cf5-a766-dfca5abac2bb" -> "GREEN";
            case "939a9414-2ddd-4d32-a0cd-375ea402b003" -> "AMBER_STRICT";
            case "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", "e828b379-4e03-4974-9ac4-e53a884c97c1" -> "RED";
            default -> "AMBER";
        };
    }
}
