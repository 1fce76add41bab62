package io.github.iocenrichment.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import org.jspecify.annotations.Nullable;

/** The sandbox's AbuseIPDB, under {@code /api/v2}: look-ups only; any write call is a violation. */
final class AbuseIpDbSystem {
    private static final int FREE_PREFIX = 24;

    private final Map<String, ObjectNode> known = new ConcurrentHashMap<>();
    private final Map<String, Quota> quotas = new ConcurrentHashMap<>();
    private final SandboxKeys keys;
    private final Switches switches;
    private final Clock clock;
    private final RequestJournal journal;

    AbuseIpDbSystem(SandboxKeys keys, Switches switches, Clock clock, RequestJournal journal, RelativeDates dates) {
        this.keys = keys;
        this.switches = switches;
        this.clock = clock;
        this.journal = journal;
        dates.resolve(Json.resource("abuseipdb.json")).forEach(entry -> know((ObjectNode) entry));
    }

    /** @param data the {@code data} object of a verbose answer; {@code ipAddress} says for which address */
    void know(ObjectNode data) {
        known.put(canonical(new IPAddressString(data.path("ipAddress").asText()).getAddress()), data);
    }

    private static String canonical(IPAddress address) {
        return address.toCanonicalString();
    }

    Reply answer(Call call) {
        Reply reply = route(call);
        if (reply.status() >= 400 && !call.header("Accept").orElse("").contains("application/json")) {
            return Reply.html(reply.status(), "<!DOCTYPE html><html><head><title>AbuseIPDB</title></head><body>Error " + reply.status() + "</body></html>");
        }
        return reply;
    }

    private Reply route(Call call) {
        String endpoint = call.path().startsWith("/api/v2/") ? call.path().substring("/api/v2/".length()) : "";
        if (!call.is("GET")) {
            journal.violation(clock.instant(), SandboxSystem.ABUSEIPDB, "write call " + call.method() + " " + call.path());
            return error(405, "The " + call.method() + " method is not supported for this route.", null);
        }
        if (!endpoint.equals("check") && !endpoint.equals("check-block")) {
            return error(404, "The requested resource was not found.", null);
        }
        String key = call.header("Key").orElse(call.param("key"));
        if (!key.equals(keys.abuseIpDb())) {
            return error(401, "Authentication failed. Your API key is either missing, incorrect, or revoked. "
                    + "Note: The APIv2 key differs from the APIv1 key.", null);
        }
        int limit = switches.number(Switch.ABUSEIPDB_QUOTA_PER_DAY);
        Quota quota = quotas.computeIfAbsent(endpoint, name -> Quota.fixed(clock, Duration.ofDays(1)));
        if (!quota.take(limit)) {
            long wait = Duration.between(clock.instant(), quota.reset()).toSeconds();
            Reply refused = error(429, "Daily rate limit of " + limit + " requests exceeded for this endpoint. See headers for additional details.", null);
            return limits(refused.with("Retry-After", wait), limit, 0).with("X-RateLimit-Reset", quota.reset().getEpochSecond());
        }
        Reply reply = endpoint.equals("check") ? check(call) : block(call);
        return limits(reply, limit, limit - quota.used());
    }

    private Reply limits(Reply reply, int limit, int remaining) {
        return switch (switches.text(Switch.ABUSEIPDB_LIMIT_HEADERS)) {
            case "none" -> reply;
            case "text" -> reply.with("X-RateLimit-Limit", "many").with("X-RateLimit-Remaining", "some");
            default -> reply.with("X-RateLimit-Limit", limit).with("X-RateLimit-Remaining", remaining);
        };
    }

    private Reply check(Call call) {
        IPAddress address = call.param("ipAddress").matches("[0-9A-Fa-f:.]+") ? new IPAddressString(call.param("ipAddress")).getAddress() : null;
        if (address == null || address.isMultiple()) {
            return error(422, "The ip address must be a valid IPv4 or IPv6 address (e.g. 8.8.8.8 or 2001:4860:4860::8888).", "ipAddress");
        }
        if (!windowIsRight(call)) {
            return error(422, "The max age in days must be between 1 and 365.", "maxAgeInDays");
        }
        ObjectNode data = known.getOrDefault(canonical(address), unseen(address)).deepCopy();
        data.put("ipAddress", address.isIPv6() ? address.toFullString() : canonical(address));
        if (!call.query().containsKey("verbose")) {
            data.remove("reports");
            data.remove("countryName");
        }
        return Reply.json(200, Json.object().set("data", data));
    }

    private static boolean windowIsRight(Call call) {
        String days = call.query().getOrDefault("maxAgeInDays", "30");
        return days.matches("\\d{1,3}") && Integer.parseInt(days) >= 1 && Integer.parseInt(days) <= 365;
    }

    private static ObjectNode unseen(IPAddress address) {
        boolean open = !address.isLocal() && !address.isLoopback() && !address.isUnspecified() && !address.isMulticast();
        ObjectNode data = Json.object().put("ipAddress", canonical(address)).put("isPublic", open).put("ipVersion", address.isIPv6() ? 6 : 4)
                .putNull("isWhitelisted").put("abuseConfidenceScore", 0).putNull("countryCode").putNull("countryName").putNull("usageType")
                .putNull("isp").putNull("domain");
        data.putArray("hostnames");
        data.put("isTor", false).put("totalReports", 0).put("numDistinctUsers", 0).putNull("lastReportedAt").putArray("reports");
        return open ? data : data.put("usageType", "Reserved");
    }

    private Reply block(Call call) {
        IPAddress network = new IPAddressString(call.param("network")).getAddress();
        if (network == null || !call.param("network").contains("/")) {
            return error(422, "The network must be a valid CIDR.", "network");
        }
        if (!windowIsRight(call)) {
            return error(422, "The max age in days must be between 1 and 365.", "maxAgeInDays");
        }
        if (network.isIPv4() && network.getNetworkPrefixLength() < FREE_PREFIX) {
            return error(402, "You may only check blocks with a prefix of /" + FREE_PREFIX + " or longer.", null);
        }
        IPAddress lower = network.toPrefixBlock().getLower().withoutPrefixLength();
        IPAddress upper = network.toPrefixBlock().getUpper().withoutPrefixLength();
        ObjectNode data = Json.object().put("networkAddress", canonical(lower))
                .put("netmask", network.getNetwork().getNetworkMask(network.getNetworkPrefixLength(), false).toCanonicalString())
                .put("minAddress", canonical(lower.increment(1))).put("maxAddress", canonical(upper.increment(-1)))
                .put("numPossibleHosts", network.toPrefixBlock().getCount().longValue() - 2).put("addressSpaceDesc", "Internet");
        ArrayNode reported = data.putArray("reportedAddress");
        for (ObjectNode entry : known.values()) {
            if (network.toPrefixBlock().contains(new IPAddressString(entry.path("ipAddress").asText()).getAddress())) {
                reported.addObject().put("ipAddress", entry.path("ipAddress").asText()).put("numReports", entry.path("totalReports").asInt())
                        .put("abuseConfidenceScore", entry.path("abuseConfidenceScore").asInt())
                        .setAll(Map.<String, JsonNode>of("mostRecentReport", entry.path("lastReportedAt"), "countryCode", entry.path("countryCode")));
            }
        }
        return Reply.json(200, Json.object().set("data", data));
    }

    private static Reply error(int status, String detail, @Nullable String parameter) {
        ObjectNode error = Json.object().put("detail", detail).put("status", status);
        if (parameter != null) {
            error.putObject("source").put("parameter", parameter);
        }
        return Reply.json(status, Json.object().set("errors", Json.array().add(error)));
    }
}
