package io.github.iocenrichment.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The sandbox's Hybrid Analysis, under {@code /api/v2}. */
final class HybridAnalysisSystem {
    private static final Pattern GENERIC_AGENT = Pattern.compile("(?i)^$|java[-/ ].*|apache-httpclient.*|camel.*|curl.*|python.*|okhttp.*|go-http.*|wget.*");
    private static final String EDGE_PAGE = "<!DOCTYPE html><html><head><title>Access denied</title></head><body>%d</body></html>";

    private final Map<String, ObjectNode> overviews = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> searches = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> reports = new ConcurrentHashMap<>();
    private final SandboxKeys keys;
    private final Switches switches;
    private final Clock clock;
    private final RequestJournal journal;
    private final Quota minute;
    private final Quota hour;

    HybridAnalysisSystem(SandboxKeys keys, Switches switches, Clock clock, RequestJournal journal, RelativeDates dates) {
        this.clock = clock;
        this.journal = journal;
        this.keys = keys;
        this.switches = switches;
        minute = Quota.fixed(clock, Duration.ofMinutes(1));
        hour = Quota.fixed(clock, Duration.ofHours(1));
        dates.resolve(Json.resource("hybrid-analysis.json")).forEach(entry -> know((ObjectNode) entry));
    }

    /**
     * Adds a file.
     *
     * @param file {@code overview}, optional {@code hashes} (further ones that match it), {@code error_rows} (failed analyses before the good
     *             ones) and {@code reports} (rows of the search, with optional {@code summary})
     */
    void know(ObjectNode file) {
        ObjectNode overview = (ObjectNode) file.path("overview");
        String sha256 = overview.path("sha256").asText();
        overviews.put(sha256, overview);
        ArrayNode rows = Json.array();
        for (int i = 0; i < file.path("error_rows").asInt(); i++) {
            rows.addObject().put("id", String.format("%s%016x", sha256.substring(0, 8), i)).put("environment_id", 160)
                    .put("environment_description", "Windows 10 64 bit").put("state", "ERROR")
                    .put("error_type", i % 2 == 0 ? "FILE_TYPE_BAD_ERROR" : "UNKNOWN_ERROR").put("error_origin", i % 2 == 0 ? "CLIENT" : "SERVER")
                    .putNull("verdict");
        }
        for (JsonNode report : file.path("reports")) {
            ObjectNode row = report.deepCopy();
            row.remove("summary");
            rows.add(row);
            ObjectNode summary = row.deepCopy().put("sha256", sha256).put("threat_score", overview.path("threat_score").asInt());
            if (report.path("summary").isObject()) {
                summary.setAll((ObjectNode) report.path("summary"));
            }
            reports.put(report.path("id").asText(), summary);
            reports.put(sha256 + ":" + report.path("environment_id").asText(), summary);
        }
        file.path("hashes").forEach(hash -> addSearch(hash.asText(), sha256, rows));
        addSearch(sha256, sha256, rows);
    }

    private void addSearch(String hash, String sha256, ArrayNode rows) {
        ObjectNode search = searches.computeIfAbsent(hash.toLowerCase(Locale.ROOT), none -> {
            ObjectNode fresh = Json.object();
            fresh.putArray("sha256s");
            fresh.putArray("reports");
            return fresh;
        });
        ((ArrayNode) search.path("sha256s")).add(sha256);
        ((ArrayNode) search.path("reports")).addAll(rows);
    }

    Reply answer(Call call) {
        if (switches.is(Switch.HYBRID_HOST, "other")) {
            return Reply.html(301, "<html><title>301 Moved Permanently</title></html>")
                    .with("Location", "https://hybrid-analysis.example" + call.rawPath());
        }
        if (GENERIC_AGENT.matcher(call.header("User-Agent").orElse("")).matches()) {
            return Reply.html(403, EDGE_PAGE.formatted(403));
        }
        if (!call.path().startsWith("/api/v2/")) {
            return Reply.html(404, EDGE_PAGE.formatted(404));
        }
        if (!call.header("api-key").orElse("").equals(keys.hybridAnalysis())) {
            return error(403, "The API key is not valid.");
        }
        int perMinute = switches.number(Switch.HYBRID_QUOTA_PER_MINUTE);
        int perHour = switches.number(Switch.HYBRID_QUOTA_PER_HOUR);
        String reached = perMinute > 0 && minute.used() >= perMinute ? "minute" : perHour > 0 && hour.used() >= perHour ? "hour" : null;
        if (reached == null) {
            minute.take(perMinute);
            hour.take(perHour);
        }
        Reply reply = reached == null ? route(call) : limited(reached);
        if (reply.headers().getOrDefault("Content-Type", "").contains("html")) {
            return reply;
        }
        return typed(reply).with("Api-Limits", limits(perMinute, perHour, reached)).with("Api-Version", "2.35.0")
                .with("Webservice-Version", "9.6.1").with("Quick-Scan-Limits", "[]");
    }

    private Reply typed(Reply reply) {
        return reply.with("Content-Type", switches.text(Switch.HYBRID_CONTENT_TYPE));
    }

    private Reply limited(String reached) {
        Reply reply = error(429, "Exceeded maximum API requests per " + reached + ". Please try again later.");
        int wait = switches.number(Switch.HYBRID_RETRY_AFTER);
        return wait > 0 ? reply.with("Retry-After", wait) : reply;
    }

    private String limits(int perMinute, int perHour, @Nullable String reached) {
        ObjectNode limits = Json.object();
        limits.putObject("limits").put("minute", perMinute).put("hour", perHour);
        limits.putObject("used").put("minute", minute.used()).put("hour", hour.used());
        limits.put("limit_reached", reached != null);
        return (reached == null ? limits : limits.put("name_of_reached_limit", reached)).toString();
    }

    private Reply route(Call call) {
        List<String> parts = call.segments().subList(2, call.segments().size());
        String address = call.method() + " " + String.join("/", parts.subList(0, Math.min(2, parts.size())));
        if (parts.contains("refresh") || parts.contains("quick-scan") || parts.contains("submit")) {
            journal.violation(clock.instant(), SandboxSystem.HYBRID_ANALYSIS, "starts an analysis: " + call.method() + " " + call.path());
        }
        boolean legacy = switches.on(Switch.HYBRID_LEGACY);
        if (parts.isEmpty()) {
            return Reply.html(404, EDGE_PAGE.formatted(404));
        }
        if (address.equals("GET key/current")) {
            return Reply.json(200, Json.object().put("api_key", keys.hybridAnalysis()).put("auth_level", 100).put("auth_level_name", "default"));
        }
        if (address.equals("GET search/hash") && !legacy) {
            return search(call.param("hash"));
        }
        if (address.equals("POST search/hash") && legacy) {
            return legacySearch(call.form().getOrDefault("hash", ""));
        }
        if (address.equals("POST search/terms")) {
            return Reply.json(200, terms(call));
        }
        if (parts.get(0).equals("overview") && call.is("GET") && parts.size() >= 2) {
            return overview(parts.get(1), parts.size() > 2 && parts.get(2).equals("summary"));
        }
        if (parts.get(0).equals("report") && call.is("GET") && parts.size() == 3 && parts.get(2).equals("summary")) {
            ObjectNode report = reports.get(parts.get(1));
            return report == null ? error(404, "Requested report not found") : Reply.json(200, report);
        }
        return Reply.html(404, EDGE_PAGE.formatted(404));
    }

    private Reply search(String hash) {
        if (!hash.matches("(?i)[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")) {
            return invalid("hash", "Hash has an invalid format");
        }
        ObjectNode found = searches.get(hash.toLowerCase(Locale.ROOT));
        return found == null ? error(404, "Requested hash not found") : Reply.json(200, found);
    }

    private Reply legacySearch(String hash) {
        ObjectNode found = searches.get(hash.toLowerCase(Locale.ROOT));
        ArrayNode rows = Json.array();
        if (found != null) {
            found.path("reports").forEach(row -> rows.add(reports.getOrDefault(row.path("id").asText(), (ObjectNode) row)));
        }
        return Reply.json(200, rows);
    }

    private Reply overview(String sha256, boolean small) {
        if (!sha256.matches("(?i)[0-9a-f]{64}")) {
            return invalid("sha256", "Hash has an invalid format");
        }
        ObjectNode overview = overviews.get(sha256.toLowerCase(Locale.ROOT));
        if (overview == null) {
            return error(404, "Requested sample was not found");
        }
        ObjectNode body = overview.deepCopy();
        return Reply.json(200, small ? body.retain("sha256", "threat_score", "verdict", "analysis_start_time", "last_multi_scan", "multiscan_result")
                : body);
    }

    private static ObjectNode terms(Call call) {
        ObjectNode body = Json.object();
        ArrayNode terms = body.putArray("search_terms");
        call.form().forEach((name, value) -> terms.addObject().put("id", name).put("value", value));
        body.put("count", 0).putArray("result");
        return body;
    }

    private static Reply invalid(String field, String text) {
        ObjectNode body = Json.object().put("message", "Failed to process request due to validation errors");
        body.putArray("validation_errors").addObject().put("field", field).putArray("errors").add(text);
        return Reply.json(400, body);
    }

    private static Reply error(int status, String message) {
        return Reply.json(status, Json.object().put("message", message));
    }
}
