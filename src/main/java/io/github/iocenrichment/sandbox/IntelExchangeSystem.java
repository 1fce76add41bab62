package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sandbox's Intel Exchange, Open API under {@code /ctixapi}; TAXII requests go on to {@link TaxiiSystem}. */
final class IntelExchangeSystem {
    static final String SOURCE = "IOC Enrichment";
    static final String COLLECTION = "Ivanti Incidents";
    private static final String BASE = "/ctixapi";
    /** Any type of object may be asked for. */
    private static final String LOOK_UP = "/ingestion/openapi/bulk-lookup/([a-z-]+)/";
    private static final int MOST_VALUES = 1_000;
    private static final int LARGEST_PAGE = 100;
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final List<String> REPORT_STATES = List.of("PENDING", "PROCESSING");

    private final IntelStore store;
    private final TaxiiSystem taxii;
    private final OpenApiSignature signature;
    private final Switches switches;
    private final Clock clock;
    private final Quota minute;
    private final Map<String, List<String>> collections = new ConcurrentHashMap<>(Map.of(SOURCE, List.of(COLLECTION), "Import", List.of("STIX2")));
    private final Map<String, AtomicInteger> tasks = new ConcurrentHashMap<>();

    IntelExchangeSystem(SandboxKeys keys, Switches switches, Clock clock, IntelStore store) {
        this.switches = switches;
        this.clock = clock;
        this.store = store;
        taxii = new TaxiiSystem(keys, switches, clock, store);
        signature = new OpenApiSignature(keys, clock);
        minute = Quota.fixed(clock, Duration.ofMinutes(1));
    }

    Reply answer(Call call) {
        String path = call.path();
        if (!path.startsWith(BASE + "/") || !path.endsWith("/")) {
            return Reply.html(404, "<!doctype html><html><head><title>Not Found</title></head><body><h1>Not Found</h1></body></html>");
        }
        String route = path.substring(BASE.length());
        if (route.startsWith("/ctix21/")) {
            return taxii.answer(call, route.substring("/ctix21".length()));
        }
        Optional<Reply> refusal = signature.refusal(call);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        int limit = switches.number(Switch.INTELX_QUOTA_PER_MINUTE);
        if (!minute.take(limit)) {
            Reply reply = Reply.json(429, Json.object().put("detail", "Request was throttled."));
            long wait = Duration.between(clock.instant(), minute.reset()).toSeconds() + 1;
            return switches.on(Switch.INTELX_RETRY_AFTER) ? reply.with("Retry-After", wait) : reply;
        }
        return switch (call.method() + " " + route) {
            case "GET /ping/" -> Reply.json(200, Json.object().put("result", "pong"));
            case "GET /rest-auth/rate-limit/openapi/" -> role().equals("nothing") ? forbidden() : limits(limit);
            case "GET /publishing/subscriber/inboxing-report/" -> role().endsWith("inbox") ? inboxes(call) : forbidden();
            case "GET /publishing/heartbeat/" -> Reply.json(200, Json.object().put("status", "success"));
            case "POST /ingestion/ingestion-api/ingest_bundle/" -> ingest(call);
            case "POST /conversion/allowed_indicators/verify/" -> verify(call);
            case "POST /ingestion/threat-data/list/" -> query(call);
            case "GET /conversion/feed-sources/custom_stix_sources/" -> sources(call);
            case "GET /conversion/feed-sources/collection/" -> collections(call);
            case "POST /conversion/quick-intel/open-api/" -> createIntel(call);
            case "GET /conversion/quick-intel/receive-report/" -> report(call);
            default -> route.matches(LOOK_UP) && call.is("POST") ? lookUp(call, route.replaceFirst(LOOK_UP, "$1"))
                    : Reply.json(404, Json.object().put("detail", "Not found."));
        };
    }

    private String role() {
        return switches.text(Switch.INTELX_ROLE);
    }

    private static Reply forbidden() {
        return Reply.json(403, Json.object().put("detail", "You do not have permission to perform this action."));
    }

    /** {@code status} is required. Of our inbox the report says when it took something last and how much it has taken, of no single object. */
    private Reply inboxes(Call call) {
        if (!List.of("active", "inactive").contains(call.param("status"))) {
            return Reply.json(400, Json.object().set("status", Json.array().add("This field is required.")));
        }
        List<IngestPost> taken = store.posts().stream().filter(post -> post.route().equals("taxii")).toList();
        ObjectNode row = Json.object().put("name", "Subscriber1").put("stix_version", "2.x").put("hide_aggregate_col\t", false)
                .put("object_count", taken.stream().mapToInt(post -> post.body().path("objects").size()).sum());
        if (!taken.isEmpty()) {
            row.put("last_inbox", taken.get(taken.size() - 1).when().toEpochMilli() / 1000.0);
        }
        row.putObject("collection").put("id", role().equals("inbox") ? TaxiiSystem.COLLECTION_ID : "9e8eef6e-a510-4c72-ab81-1d4d0d02d344");
        return page(call, List.of(row));
    }

    /** Numbers as texts, 0 for no limit. */
    private static Reply limits(int perMinute) {
        boolean limited = perMinute > 0;
        return Reply.json(200, Json.object().put("openapi_cred_api_limit_per_minute", String.valueOf(perMinute))
                .put("openapi_cred_api_limit_per_hour", limited ? "5000" : "0").put("openapi_cred_api_limit_per_day", limited ? "30000" : "0")
                .put("cumulative_openapi_cred_limit_per_day", limited ? "100000" : "0")
                .put("cumulative_openapi_cred_limit_per_month", limited ? "3000000" : "0"));
    }

    /** 200 for any well-formed body; an unknown address lands in Import / STIX2 without a word. */
    private Reply ingest(Call call) {
        JsonNode body = call.json().orElse(null);
        if (body == null || !body.isObject() || !body.path("bundle").path("objects").isArray()
                || !body.path("bundle").path("type").asText().equals("bundle")) {
            return Reply.json(400, Json.object().set("bundle", Json.array().add("This field is required.")));
        }
        String source = body.path("source_name").asText();
        String collection = body.path("collection_name").asText();
        if (body.has("source_id")) {
            source = body.path("source_type").asText().equals(IntelStore.SOURCE_TYPE) ? nameOf(collections.keySet(), body.path("source_id").asText()) : "";
            collection = nameOf(collections.getOrDefault(source, List.of()), body.path("collection_id").asText());
        }
        boolean known = collections.getOrDefault(source, List.of()).contains(collection);
        if (!switches.on(Switch.INTELX_ACCEPT)) {
            return Reply.json(200, Json.object().put("success", false).put("message", "Bundle could not be sent to ingestion."));
        }
        store.post("ingest-bundle", known ? source : "Import", known ? collection : "STIX2", body.path("bundle"), body.path("bundle").path("objects"));
        return Reply.json(200, Json.object().put("success", true).put("message", "Successfully sent bundle to ingestion."));
    }

    private static String nameOf(Collection<String> names, String id) {
        return names.stream().filter(name -> IntelStore.sourceId(name).equals(id)).findFirst().orElse("");
    }

    /** The answer is a text, also for values that are no object yet. */
    private Reply verify(Call call) {
        String value = call.json().orElse(Json.object()).path("value").asText();
        return value.isEmpty() ? Reply.json(400, Json.object().set("value", Json.array().add("This field is required.")))
                : Reply.json(200, Json.object().put("is_whitelisted", String.valueOf(store.isAllowed(value))));
    }

    private Reply lookUp(Call call, String type) {
        JsonNode values = call.json().orElse(Json.object()).path("value");
        if (!values.isArray() || values.size() > MOST_VALUES) {
            return Reply.json(400, Json.object().set("value", Json.array().add("A list of at most " + MOST_VALUES + " values is required.")));
        }
        List<ObjectNode> rows = new ArrayList<>();
        values.forEach(value -> store.row(value.asText()).filter(row -> row.path("object_type").asText().equals(type)).ifPresent(rows::add));
        return page(call, rows);
    }

    private Reply query(Call call) {
        String query = call.json().orElse(Json.object()).path("query").asText();
        if (query.isBlank()) {
            return Reply.json(400, Json.object().put("message", "query is required"));
        }
        List<ObjectNode> rows = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(query);
        while (quoted.find()) {
            store.row(quoted.group(1)).ifPresent(rows::add);
        }
        return page(call, rows);
    }

    private Reply sources(Call call) {
        String wanted = call.param("q").toLowerCase(Locale.ROOT);
        return page(call, collections.keySet().stream().sorted().filter(name -> name.toLowerCase(Locale.ROOT).contains(wanted))
                .map(name -> Json.object().put("id", IntelStore.sourceId(name)).put("name", name).put("source_type", IntelStore.SOURCE_TYPE)
                        .put("is_active", true)).toList());
    }

    private Reply collections(Call call) {
        String source = nameOf(collections.keySet(), call.param("source"));
        return page(call, collections.getOrDefault(source, List.of()).stream()
                .map(name -> Json.object().put("id", IntelStore.sourceId(name)).put("name", name).put("source", call.param("source"))).toList());
    }

    private Reply page(Call call, List<ObjectNode> rows) {
        int page = number(call.param("page"), 1);
        int size = Math.min(LARGEST_PAGE, number(call.param("page_size"), 10));
        int from = (page - 1) * size;
        ObjectNode body = Json.object();
        String other = call.path() + "?page_size=" + size + "&page=";
        body.put("next", from + size < rows.size() ? other + (page + 1) : null).put("previous", page > 1 ? other + (page - 1) : null);
        if (switches.on(Switch.INTELX_LOOSE_TYPES)) {
            body.put("page_size", String.valueOf(size)).put("total", String.valueOf(rows.size()));
        } else {
            body.put("page_size", size).put("total", rows.size());
        }
        ArrayNode results = body.putArray("results");
        rows.stream().skip(from).limit(size).forEach(results::add);
        return Reply.json(200, body);
    }

    private static int number(String text, int standard) {
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : standard;
    }

    /** Route C: an unknown source or collection is created. */
    private Reply createIntel(Call call) {
        JsonNode body = call.json().orElse(Json.object());
        String title = body.path("title").asText();
        if (title.isBlank() || title.length() > 100) {
            return Reply.json(400, Json.object().set("title", Json.array().add("Ensure this field has 1 to 100 characters.")));
        }
        String source = body.path("source").asText("Import");
        String collection = body.path("collection").asText("STIX2");
        collections.merge(source, List.of(collection), (old, more) -> old.containsAll(more) ? old
                : Stream.concat(old.stream(), more.stream()).toList());
        store.post("create-intel", source, collection, body, List.of());
        body.path("all_sdos").path("all_iocs").fields().forEachRemaining(type ->
                type.getValue().forEach(ioc -> store.value(ioc.path("value").asText(), type.getKey(), source)));
        String task = UUID.nameUUIDFromBytes(("task " + tasks.size()).getBytes(StandardCharsets.UTF_8)).toString();
        tasks.put(task, new AtomicInteger());
        return Reply.json(201, Json.object().put("details", "Intel creation is in progress.").put("task_id", task));
    }

    private Reply report(Call call) {
        AtomicInteger polls = tasks.get(call.param("task_id"));
        if (polls == null) {
            return Reply.json(404, Json.object().put("detail", "Not found."));
        }
        int poll = polls.getAndIncrement();
        String state = poll < REPORT_STATES.size() ? REPORT_STATES.get(poll) : switches.text(Switch.INTELX_REPORT);
        return Reply.json(200, Json.object().put("report_id", state.equals("CREATED") ? call.param("task_id") : "").put("report_status", state));
    }
}
