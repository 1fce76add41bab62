package io.github.iocenrichment.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The TAXII 2.1 inbox of the sandbox's Intel Exchange, under {@code /ctixapi/ctix21/}. */
final class TaxiiSystem {
    static final String COLLECTION_ID = "5a4e4442-0000-4e00-8000-434f4c4c4543";
    private static final String MEDIA_TYPE = "application/taxii+json;version=2.1";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String credentials;
    private final Switches switches;
    private final Clock clock;
    private final IntelStore store;
    private final Map<String, ObjectNode> statuses = new ConcurrentHashMap<>();
    private final Map<String, Instant> complete = new ConcurrentHashMap<>();
    private final Map<String, Integer> failed = new HashMap<>();

    TaxiiSystem(SandboxKeys keys, Switches switches, Clock clock, IntelStore store) {
        credentials = "Basic " + Base64.getEncoder().encodeToString((keys.taxiiUser() + ":" + keys.taxiiPassword()).getBytes(StandardCharsets.UTF_8));
        this.switches = switches;
        this.clock = clock;
        this.store = store;
    }

    /** @param path below {@code /ctix21}, with leading and closing slash */
    Reply answer(Call call, String path) {
        if (!call.header("Authorization").orElse("").equals(credentials)) {
            return error(401, "Unauthorized", "The credentials are missing or wrong.").with("WWW-Authenticate", "Basic realm=\"taxii\"");
        }
        String accept = call.header("Accept").orElse("").replace(" ", "");
        if (!accept.contains(MEDIA_TYPE) && !accept.contains("application/taxii+json") && !accept.contains("*/*")) {
            return error(406, "Not Acceptable", "Ask for " + MEDIA_TYPE + ".");
        }
        String objects = "/collections/" + COLLECTION_ID + "/objects/";
        if (path.equals(objects)) {
            return call.is("POST") ? add(call) : taxii(200, envelope());
        }
        if (path.startsWith("/collections/") && path.endsWith("/objects/")) {
            return error(404, "Not Found", "No such collection.");
        }
        if (path.startsWith("/status/")) {
            return status(path.substring("/status/".length(), path.length() - 1));
        }
        return switch (path) {
            case "/taxii2/", "/taxii/" -> discovery(call);
            case "/" -> taxii(200, root());
            case "/collections/" -> taxii(200, Json.object().set("collections", Json.array().add(collection())));
            case "/collections/" + COLLECTION_ID + "/" -> taxii(200, collection());
            default -> error(404, "Not Found", "No resource at this address.");
        };
    }

    private static Reply discovery(Call call) {
        String root = "http://" + call.header("Host").orElse("localhost") + "/ctixapi/ctix21/";
        ObjectNode body = Json.object().put("title", "Intel Exchange").put("default", root);
        body.putArray("api_roots").add(root);
        return taxii(200, body);
    }

    private ObjectNode root() {
        ObjectNode body = Json.object().put("title", "Intel Exchange API root");
        body.putArray("versions").add(MEDIA_TYPE);
        return body.put("max_content_length", switches.number(Switch.TAXII_MAX_CONTENT));
    }

    private ObjectNode collection() {
        ObjectNode body = Json.object().put("id", COLLECTION_ID).put("title", IntelExchangeSystem.COLLECTION).put("can_read", true)
                .put("can_write", switches.on(Switch.TAXII_WRITE));
        body.putArray("media_types").add("application/stix+json;version=2.1");
        return body;
    }

    private ObjectNode envelope() {
        return Json.object().put("more", false).set("objects", store.objects());
    }

    private Reply add(Call call) {
        if (call.header("Content-Length").isEmpty()) {
            return error(400, "Bad Request", "A Content-Length is needed.");
        }
        if (!call.header("Content-Type").orElse("").replace(" ", "").equalsIgnoreCase(MEDIA_TYPE)) {
            return error(415, "Unsupported Media Type", "Send " + MEDIA_TYPE + ".");
        }
        if (call.body().length > switches.number(Switch.TAXII_MAX_CONTENT)) {
            return error(413, "Request Entity Too Large", "More than max_content_length bytes.");
        }
        if (!switches.on(Switch.TAXII_WRITE)) {
            return error(403, "Forbidden", "The collection is not writable.");
        }
        JsonNode body = call.json().orElse(Json.object());
        if (!body.path("objects").isArray() || body.path("objects").isEmpty() || body.has("type") || body.has("id")) {
            return error(422, "Unprocessable Entity", "The body is not an envelope.");
        }
        ObjectNode result = work(body);
        if (switches.is(Switch.TAXII_STATUS, "empty")) {
            return Reply.empty(202);
        }
        return taxii(202, pending(result));
    }

    private synchronized ObjectNode work(JsonNode body) {
        ArrayNode successes = Json.array();
        ArrayNode failures = Json.array();
        List<JsonNode> stored = new ArrayList<>();
        for (JsonNode object : body.path("objects")) {
            ObjectNode entry = Json.object().put("id", object.path("id").asText());
            entry.put("version", object.path("modified").asText(STAMP.format(clock.instant())));
            boolean fails = switches.list(Switch.TAXII_FAIL_TYPES).contains(object.path("type").asText())
                    && failed.merge(entry.path("id").asText(), 1, Integer::sum) <= switches.number(Switch.TAXII_FAIL_TIMES);
            if (fails) {
                failures.add(entry.put("message", "object_refs target not found"));
            } else {
                successes.add(entry);
                stored.add(object);
            }
        }
        store.post("taxii", IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION, body, stored);
        String id = UUID.nameUUIDFromBytes(("status " + statuses.size()).getBytes(StandardCharsets.UTF_8)).toString();
        ObjectNode status = Json.object().put("id", id).put("status", "complete").put("request_timestamp", STAMP.format(clock.instant()))
                .put("total_count", body.path("objects").size()).put("success_count", successes.size()).put("failure_count", failures.size())
                .put("pending_count", 0);
        status.set("successes", successes);
        status.set("failures", failures);
        status.putArray("pendings");
        statuses.put(id, status);
        complete.put(id, clock.instant().plus(switches.duration(Switch.INTELX_STORE_DELAY)));
        return status;
    }

    private static ObjectNode pending(ObjectNode result) {
        ObjectNode body = result.deepCopy().put("status", "pending").put("success_count", 0).put("failure_count", 0)
                .put("pending_count", result.path("total_count").asInt());
        ArrayNode pendings = body.putArray("pendings");
        for (String list : List.of("successes", "failures")) {
            result.path(list).forEach(entry -> pendings.addObject().put("id", entry.path("id").asText()));
            body.putArray(list);
        }
        return body;
    }

    private Reply status(String id) {
        ObjectNode status = statuses.get(id);
        if (status == null || switches.is(Switch.TAXII_STATUS, "absent")) {
            return error(404, "Not Found", "No such status.");
        }
        return taxii(200, clock.instant().isBefore(complete.get(id)) ? pending(status) : status);
    }


    private static Reply taxii(int status, JsonNode body) {
        return Reply.json(status, body).with("Content-Type", MEDIA_TYPE);
    }

    private static Reply error(int status, String title, String description) {
        return taxii(status, Json.object().put("title", title).put("description", description).put("http_status", String.valueOf(status)));
    }
}
