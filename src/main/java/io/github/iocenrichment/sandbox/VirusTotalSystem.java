package io.github.iocenrichment.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inet.ipaddr.IPAddressString;

/** The sandbox's VirusTotal, under {@code /api/v3}. */
final class VirusTotalSystem {
    private static final String DOMAIN = "(?i)(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]*[a-z0-9]";

    private final VirusTotalReports reports;
    private final SandboxKeys keys;
    private final Switches switches;
    private final Clock clock;
    private final Quota minute;
    private final Quota day;
    private final Quota month;
    private final Map<String, Analysis> analyses = new ConcurrentHashMap<>();

    private record Analysis(String url, long date, AtomicInteger polls) {
    }

    VirusTotalSystem(SandboxKeys keys, Switches switches, Clock clock, RelativeDates dates) {
        this.keys = keys;
        this.switches = switches;
        this.clock = clock;
        reports = new VirusTotalReports(dates);
        minute = Quota.rolling(clock, Duration.ofMinutes(1));
        day = Quota.fixed(clock, Duration.ofDays(1));
        month = Quota.monthly(clock);
    }

    VirusTotalReports reports() {
        return reports;
    }

    Reply answer(Call call) {
        return compressed(call, route(call));
    }

    private Reply route(Call call) {
        if (!call.path().startsWith("/api/v3/")) {
            return Reply.html(404, "<html><title>404 Not Found</title></html>");
        }
        String key = call.header("x-apikey").orElse("");
        if (key.isEmpty()) {
            return error(401, "AuthenticationRequiredError", "X-Apikey header is missing");
        }
        if (!key.equals(keys.virusTotal())) {
            return error(401, "WrongCredentialsError", "Wrong API key");
        }
        boolean open = minute.take(switches.number(Switch.VIRUSTOTAL_QUOTA_PER_MINUTE)) && day.take(switches.number(Switch.VIRUSTOTAL_QUOTA_PER_DAY))
                && month.take(switches.number(Switch.VIRUSTOTAL_QUOTA_PER_MONTH));
        if (!open) {
            Reply refused = error(429, "QuotaExceededError", "Quota exceeded");
            int wait = switches.number(Switch.VIRUSTOTAL_RETRY_AFTER);
            return wait > 0 ? refused.with("Retry-After", wait) : refused;
        }
        List<String> parts = call.segments();
        String collection = parts.size() > 2 ? parts.get(2) : "";
        String id = parts.size() > 3 ? parts.get(3) : "";
        if (call.is("POST")) {
            return submit(call, collection, parts, id);
        }
        return switch (collection) {
            case "files" -> id.matches("(?i)[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}") ? report("file", id, "File \"" + id + "\" not found")
                    : error(400, "InvalidArgumentError", "Invalid file hash");
            case "urls" -> url(id);
            case "domains" -> id.matches(DOMAIN) ? report("domain", id, "Domain \"" + id + "\" not found")
                    : error(400, "InvalidArgumentError", "Domain pattern is not valid");
            case "ip_addresses" -> address(id);
            case "analyses" -> analysis(id);
            case "users" -> quotas();
            default -> error(404, "NotFoundError", "Resource not found.");
        };
    }

    private Reply report(String type, String id, String absent) {
        return reports.report(type, id).map(this::shown).orElseGet(() -> error(404, "NotFoundError", absent));
    }

    private Reply shown(ObjectNode report) {
        ObjectNode copy = report.deepCopy();
        ObjectNode attributes = (ObjectNode) copy.path("attributes");
        if (!switches.is(Switch.VIRUSTOTAL_TIER, "gti")) {
            attributes.remove("gti_assessment");
        }
        return Reply.json(200, Json.object().set("data", copy));
    }

    /** Reports are compressed for a client that accepts it and says gzip in its name; errors never are, whatever was asked for. */
    private static Reply compressed(Call call, Reply reply) {
        if (reply.status() != 200 || !call.header("Accept-Encoding").orElse("").contains("gzip")
                || !call.header("User-Agent").orElse("").contains("gzip")) {
            return reply;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reply(200, reply.headers(), bytes.toByteArray()).with("Content-Encoding", "gzip");
    }

    /** Unpadded base64url of the URL, or the SHA-256 of its canonical form. */
    private Reply url(String id) {
        if (id.matches("(?i)[0-9a-f]{64}")) {
            return report("url", id, "URL \"" + id + "\" not found");
        }
        if (id.contains("=") || !id.matches("[A-Za-z0-9_-]+")) {
            return error(400, "InvalidArgumentError", "Unable to canonicalize url");
        }
        String url = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.UTF_8);
        if (url.isBlank()) {
            return error(400, "InvalidArgumentError", "Unable to canonicalize url");
        }
        return report("url", VirusTotalReports.sha256(VirusTotalReports.canonicalUrl(url)), "URL \"" + id + "\" not found");
    }

    /** An address nobody knows is a report without an analysis, not a 404. */
    private Reply address(String id) {
        if (!id.matches("[0-9A-Fa-f:.]+") || new IPAddressString(id).getAddress() == null) {
            return error(400, "InvalidArgumentError", "Invalid IP address");
        }
        String canonical = new IPAddressString(id).getAddress().toCanonicalString();
        if (reports.report("ip_address", canonical).isPresent()) {
            return report("ip_address", canonical, "");
        }
        ObjectNode data = Json.object().put("id", canonical).put("type", "ip_address");
        ObjectNode attributes = data.putObject("attributes").put("reputation", 0);
        attributes.set("last_analysis_stats", zero());
        attributes.putObject("last_analysis_results");
        return Reply.json(200, Json.object().set("data", data));
    }

    private Reply submit(Call call, String collection, List<String> parts, String id) {
        boolean rescan = parts.size() == 5 && parts.get(4).equals("analyse");
        if (!collection.equals("urls") || !(parts.size() == 3 || rescan)) {
            return error(404, "NotFoundError", "Resource not found.");
        }
        String url = rescan ? reports.report("url", id).map(report -> report.path("attributes").path("url").asText()).orElse("")
                : call.form().getOrDefault("url", "");
        if (url.isBlank()) {
            return error(400, "InvalidArgumentError", "Unable to canonicalize url");
        }
        long date = clock.instant().getEpochSecond();
        String analysis = "u-" + VirusTotalReports.sha256(VirusTotalReports.canonicalUrl(url)) + "-" + date;
        analyses.put(analysis, new Analysis(VirusTotalReports.canonicalUrl(url), date, new AtomicInteger()));
        ObjectNode data = Json.object().put("type", "analysis").put("id", analysis);
        data.putObject("links").put("self", "https://www.virustotal.com/api/v3/analyses/" + analysis);
        return Reply.json(200, Json.object().set("data", data));
    }

    /** Queued, in progress, then completed; completing makes the URL known. */
    private Reply analysis(String id) {
        Analysis analysis = analyses.get(id);
        if (analysis == null) {
            return error(404, "NotFoundError", "Analysis \"" + id + "\" not found");
        }
        int poll = analysis.polls().getAndIncrement();
        boolean done = poll >= switches.number(Switch.VIRUSTOTAL_POLLS);
        String urlId = VirusTotalReports.sha256(analysis.url());
        ObjectNode stats = zero();
        if (done) {
            stats.put("harmless", 60).put("undetected", 30);
            if (reports.report("url", urlId).isEmpty()) {
                ObjectNode attributes = Json.object().put("url", analysis.url()).put("last_analysis_date", analysis.date()).put("reputation", 0);
                attributes.set("last_analysis_stats", stats.deepCopy());
                reports.know("url", analysis.url(), attributes);
            }
        }
        ObjectNode body = Json.object();
        ObjectNode data = body.putObject("data").put("type", "analysis").put("id", id);
        ObjectNode attributes = data.putObject("attributes").put("date", analysis.date())
                .put("status", done ? "completed" : poll == 0 ? "queued" : "in-progress");
        attributes.set("stats", stats);
        attributes.putObject("results");
        body.putObject("meta").putObject("url_info").put("id", urlId).put("url", analysis.url());
        return Reply.json(200, body);
    }

    private static ObjectNode zero() {
        return Json.object().put("malicious", 0).put("suspicious", 0).put("undetected", 0).put("harmless", 0).put("timeout", 0);
    }

    private Reply quotas() {
        ObjectNode data = Json.object();
        data.putObject("api_requests_hourly").putObject("user").put("allowed", 1_000_000_000).put("used", minute.used());
        data.putObject("api_requests_daily").putObject("user").put("allowed", switches.number(Switch.VIRUSTOTAL_QUOTA_PER_DAY)).put("used", day.used());
        data.putObject("api_requests_monthly").putObject("user").put("allowed", switches.number(Switch.VIRUSTOTAL_QUOTA_PER_MONTH))
                .put("used", month.used());
        return Reply.json(200, Json.object().set("data", data));
    }

    private static Reply error(int status, String code, String message) {
        return Reply.json(status, Json.object().set("error", Json.object().put("code", code).put("message", message)));
    }
}
