package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the sandbox's VirusTotal knows: reports by type and id, full engine tables made from their short statistics. */
final class VirusTotalReports {
    private static final List<String> HASHES = List.of("sha256", "sha1", "md5");

    private final Map<String, ObjectNode> reports = new ConcurrentHashMap<>();

    VirusTotalReports(RelativeDates dates) {
        dates.resolve(Json.resource("virustotal.json")).forEach(entry ->
                know(entry.path("type").asText(), entry.path("value").asText(), (ObjectNode) entry.path("attributes")));
    }

    /**
     * Adds a report.
     *
     * @param type  {@code file}, {@code url}, {@code ip_address} or {@code domain}
     * @param value hash, URL, address or domain
     */
    void know(String type, String value, ObjectNode attributes) {
        String id = switch (type) {
            case "url" -> sha256(canonicalUrl(value));
            case "file" -> attributes.path("sha256").asText(value);
            default -> value.toLowerCase(Locale.ROOT);
        };
        if (type.equals("url") && !attributes.has("url")) {
            attributes.put("url", canonicalUrl(value));
        }
        JsonNode copies = attributes.remove("names_to_make");
        for (int i = 0; copies != null && i < copies.asInt(); i++) {
            attributes.withArray("names").add("sample_as_it_was_submitted_" + i + ".exe");
        }
        if (attributes.has("last_analysis_stats") && !attributes.has("last_analysis_results")) {
            attributes.set("last_analysis_results", engines(type, attributes.path("last_analysis_stats"), attributes));
        }
        ObjectNode report = Json.object().put("id", id).put("type", type);
        report.putObject("links").put("self", "https://www.virustotal.com/api/v3/" + collection(type) + "/" + id);
        report.set("attributes", attributes);
        reports.put(type + " " + id, report);
        if (type.equals("file")) {
            HASHES.stream().map(name -> attributes.path(name).asText("")).filter(hash -> !hash.isEmpty())
                    .forEach(hash -> reports.put("file " + hash, report));
        }
    }

    private static String collection(String type) {
        return type.equals("ip_address") ? "ip_addresses" : type + "s";
    }

    Optional<ObjectNode> report(String type, String id) {
        return Optional.ofNullable(reports.get(type + " " + id.toLowerCase(Locale.ROOT)));
    }

    /** The server's own form of a URL: scheme and host in lower case, an empty path is a slash, no fragment. */
    static String canonicalUrl(String url) {
        String text = url.contains("://") ? url : "http://" + url;
        int fragment = text.indexOf('#');
        text = fragment < 0 ? text : text.substring(0, fragment);
        int host = text.indexOf("://") + 3;
        int path = text.indexOf('/', host);
        int query = text.indexOf('?', host);
        int end = path >= 0 ? path : query >= 0 ? query : text.length();
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        return head + (path >= 0 ? "" : "/") + text.substring(end);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ObjectNode engines(String type, JsonNode stats, ObjectNode attributes) {
        ObjectNode engines = Json.object();
        String label = attributes.path("popular_threat_classification").path("suggested_threat_label").asText("malware site");
        int number = 1;
        for (Map.Entry<String, JsonNode> count : stats.properties()) {
            for (int i = 0; i < count.getValue().asInt(); i++) {
                String name = (number < 10 ? "Engine 0" : "Engine ") + number++;
                String result = switch (count.getKey()) {
                    case "malicious" -> type.equals("file") ? label : "malicious";
                    case "suspicious" -> "suspicious";
                    case "harmless" -> "clean";
                    default -> null;
                };
                ObjectNode engine = engines.putObject(name).put("category", count.getKey()).put("engine_name", name).put("method", "blacklist")
                        .put("result", result);
                if (type.equals("file")) {
                    engine.put("engine_version", "4.1").put("engine_update", "20261119");
                }
            }
        }
        return engines;
    }
}
