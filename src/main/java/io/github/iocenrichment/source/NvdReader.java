package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the NVD's answers (CVE API 2.0, nvd.nist.gov/developers) to {@code ?cveId=}. Here 404 never means an unknown CVE, and 403 means
 * too many requests; the reasons stand in the header {@code message}, the bodies are empty.
 *
 * <p>Facts: {@code status} (the NVD's word), {@code rejected}, {@code deferred}, {@code notAnalysed} (true, or missing), {@code published}, {@code
 * lastModified}
 * (ISO), {@code description} (English, bounded), {@code cvssVersion}, {@code cvssScore} (0.0 is a real score), {@code cvssVector},
 * {@code cvssSeverity}, {@code cvssSource}, {@code cvssType} of the score chosen (4.0, 3.1, 3.0, 2.0; Primary before Secondary),
 * {@code cvssAll} (list of all scores: {@code version}, {@code score}, {@code severity}, {@code vector}, {@code source}, {@code type}),
 * {@code ssvc} ({@code exploitation}, {@code automatable}, {@code technicalImpact}; no CVSS), {@code cwes}, {@code kevDateAdded} (mirror of
 * the KEV catalog, which wins), {@code references} (up to 5 addresses).
 */
public final class NvdReader {
    public static final String SOURCE = "nvd";
    /** How the NVD calls itself as the source of a score. */
    public static final String OWN = "nvd@nist.gov";
    private static final long SHORTEST_WAIT = 6;
    private static final long USUAL_WAIT = 30;
    /** In the order of preference; other keys, such as ssvcV203, are no CVSS. */
    private static final Map<String, String> CVSS = cvssKeys();
    private static final Set<String> NAMES = Set.of("vulnerabilities", "totalResults", "cve", "id", "published", "lastModified", "vulnStatus",
            "descriptions", "lang", "value", "metrics", "cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2", "ssvcV203", "source",
            "type", "cvssData", "version", "vectorString", "baseScore", "baseSeverity", "ssvcData", "options", "exploitation", "automatable",
            "weaknesses", "description", "cisaExploitAdd", "references", "url");

    /** So long as one of these words stands there, the NVD has not analysed the record, and mostly never will. */
    private static final Set<String> NOT_ANALYSED = Set.of("deferred", "received", "awaiting analysis", "undergoing analysis");
    private static final VendorJson.Keep KEEP = new VendorJson.Keep(NAMES, Set.of("options"), Map.of());

    public static String link(String cve) {
        return "https://nvd.nist.gov/vuln/detail/" + cve;
    }

    public Reading read(String cve, HttpReply reply, Instant now) {
        Question question = new Question(SOURCE, "NVD", IndicatorType.CVE, cve, now);
        if (reply.status() != 200) {
            return error(question, reply);
        }
        try {
            JsonNode body = VendorJson.read(reply, KEEP);
            if (!body.path("vulnerabilities").isArray()) {
                return question.otherForm(List.of());
            }
            for (JsonNode row : body.get("vulnerabilities")) {
                if (cve.equalsIgnoreCase(VendorJson.line(row.path("cve").get("id"), 40))) {
                    return record(question, row.get("cve"));
                }
            }
            return body.get("vulnerabilities").isEmpty() ? question.without(AnswerState.NOT_FOUND, "not in the NVD", List.of())
                    : question.without(AnswerState.FAILED, "NVD answered about another CVE", List.of());
        } catch (UnreadableReplyException unreadable) {
            return question.unreadable(unreadable, List.of());
        }
    }

    private static Reading error(Question question, HttpReply reply) {
        String message = reply.header("message").map(VendorText::reason).orElse("");
        String lower = message.toLowerCase(Locale.ROOT);
        return switch (reply.status()) {
            case 404 -> {
                if (lower.contains("apikey")) {
                    yield question.without(AnswerState.UNAUTHORISED, "NVD refused the key", List.of());
                }
                yield lower.isEmpty() ? question.byStatus(reply, List.of())
                        : question.without(AnswerState.REJECTED, "NVD refused the question: " + message, List.of());
            }
            case 403, 429 -> {
                Instant now = question.now();
                Instant until = RetryTime.retryAfter(reply, now).orElse(now.plusSeconds(USUAL_WAIT));
                Instant safe = RetryTime.later(until, now.plusSeconds(SHORTEST_WAIT));
                yield question.later(AnswerState.QUOTA, "NVD: too many requests", safe, List.of(new QuotaNotice(null, null, 0L, safe)));
            }
            default -> question.byStatus(reply, List.of());
        };
    }

    private static Reading record(Question question, JsonNode cve) {
        Facts.Builder facts = new Facts.Builder();
        String status = VendorJson.line(cve.get("vulnStatus"), 40);
        facts.put("status", status).put("rejected", "Rejected".equalsIgnoreCase(status) ? true : null);
        facts.put("deferred", "Deferred".equalsIgnoreCase(status) ? true : null);
        facts.time("published", cve.get("published")).time("lastModified", cve.get("lastModified"));
        facts.put("description", english(cve.path("descriptions")));
        List<Map<String, Object>> scores = scores(cve.path("metrics"));
        if (!scores.isEmpty()) {
            Map<String, Object> chosen = scores.get(0);
            facts.put("cvssVersion", chosen.get("version")).put("cvssScore", chosen.get("score")).put("cvssVector", chosen.get("vector"));
            facts.put("cvssSeverity", chosen.get("severity")).put("cvssSource", chosen.get("source")).put("cvssType", chosen.get("type"));
            facts.put("cvssAll", scores.subList(0, Math.min(8, scores.size())));
        }
        boolean own = scores.stream().anyMatch(score -> OWN.equalsIgnoreCase(String.valueOf(score.get("source"))));
        facts.put("notAnalysed", status != null && NOT_ANALYSED.contains(status.toLowerCase(Locale.ROOT)) && !own ? true : null);
        facts.put("ssvc", ssvc(cve.path("metrics").path("ssvcV203")));
        List<String> cwes = new ArrayList<>();
        for (JsonNode weakness : cve.path("weaknesses")) {
            for (JsonNode text : weakness.path("description")) {
                String cwe = VendorJson.line(text.get("value"), 30);
                if (cwe != null && cwes.size() < 10 && !cwes.contains(cwe)) {
                    cwes.add(cwe);
                }
            }
        }
        facts.put("cwes", cwes).text("kevDateAdded", cve.get("cisaExploitAdd"), 10);
        List<String> references = new ArrayList<>();
        for (JsonNode reference : cve.path("references")) {
            String url = VendorJson.line(reference.get("url"), 300);
            if (url != null && url.matches("https?://\\S+") && references.size() < 5 && !references.contains(url)) {
                references.add(url);
            }
        }
        Map<String, Object> map = facts.put("references", references).build();
        Facts read = new Facts(map);
        return question.found(map, summary(read), read.time("lastModified").orElse(null), link(question.value()), List.of());
    }

    /** Every CVSS score, the one to show first. */
    private static List<Map<String, Object>> scores(JsonNode metrics) {
        List<Map<String, Object>> scores = new ArrayList<>();
        CVSS.forEach((key, version) -> {
            List<Map<String, Object>> secondary = new ArrayList<>();
            for (JsonNode metric : metrics.path(key)) {
                JsonNode data = metric.path("cvssData");
                Double score = VendorJson.decimal(data.get("baseScore"));
                if (score == null || score < 0 || score > 10) {
                    continue;
                }
                String severity = VendorJson.line(data.hasNonNull("baseSeverity") ? data.get("baseSeverity") : metric.get("baseSeverity"), 20);
                Map<String, Object> row = new Facts.Builder().put("version", version).put("score", score)
                        .put("severity", severity == null ? null : severity.toUpperCase(Locale.ROOT)).text("vector", data.get("vectorString"), 250)
                        .put("source", CvssWords.source(VendorJson.line(metric.get("source"), 80))).text("type", metric.get("type"), 20).build();
                if ("Primary".equalsIgnoreCase((String) row.get("type"))) {
                    scores.add(row);
                } else {
                    secondary.add(row);
                }
            }
            scores.addAll(secondary);
        });
        return scores;
    }

    /** With and without {@code ssvcData} around the options. An entry that cannot be read costs SSVC only. */
    private static Map<String, Object> ssvc(JsonNode entries) {
        for (JsonNode entry : entries) {
            Map<String, Object> read = Ssvc.read(entry.path("ssvcData").has("options") ? entry.path("ssvcData").path("options") : entry.path("options"));
            if (!read.isEmpty()) {
                return read;
            }
        }
        return Map.of();
    }

    static @Nullable String english(JsonNode descriptions) {
        for (JsonNode text : descriptions) {
            String lang = VendorJson.line(text.get("lang"), 10);
            if (lang != null && lang.toLowerCase(Locale.ROOT).startsWith("en")) {
                return VendorJson.line(text.get("value"), 500);
            }
        }
        return null;
    }

    private static String summary(Facts facts) {
        if (facts.is("rejected")) {
            return "rejected: withdrawn by whoever assigned it";
        }
        String ssvc = Ssvc.words(facts).map(s -> "; SSVC: " + s).orElse("");
        if (facts.is("notAnalysed")) {
            return CvssWords.of(CveRecordFacts.of(facts)).map(words -> words + facts.text("cvssSeverity").map(s -> ", " + s.toLowerCase(Locale.ROOT))
                    .orElse(""))
                    .orElse(CvssWords.NOT_ANALYSED) + ssvc;
        }
        String status = facts.text("status").map(s -> ", " + s.toLowerCase(Locale.ROOT)).orElse("") + ssvc;
        return facts.decimal("cvssScore").isEmpty() ? "no CVSS score at NVD" + status
                : "CVSS " + facts.text("cvssVersion").orElse("") + " " + facts.decimal("cvssScore").getAsDouble()
                        + facts.text("cvssSeverity").map(s -> " " + s).orElse("") + facts.text("cvssSource").map(s -> " by " + s).orElse("") + status;
    }

    private static Map<String, String> cvssKeys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("cvssMetricV40", "4.0");
        keys.put("cvssMetricV31", "3.1");
        keys.put("cvssMetricV30", "3.0");
        keys.put("cvssMetricV2", "2.0");
        return keys;
    }
}
