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

/**
 * Reads a CVE's record at CVE.org, which stands in where the NVD has no score. What the record says about exploitation does not count as KEV.
 *
 * <p>Facts: {@code published}, {@code lastModified} (ISO), {@code rejected}, {@code description}, {@code cvssVersion}, {@code cvssScore},
 * {@code cvssVector}, {@code cvssSeverity}, {@code cvssSource} (short name of whoever gave it), {@code cvssAll}, {@code recordAt} ({@code CVE.org}),
 * {@code notAnalysed} (true: it is asked only where the NVD says nothing), {@code ssvc}, {@code cwes}.
 */
public final class CveOrgReader {
    public static final String SOURCE = "cve-org";
    /** In the order of preference. */
    private static final List<Map.Entry<String, String>> CVSS = List.of(Map.entry("cvssV4_0", "4.0"), Map.entry("cvssV3_1", "3.1"),
            Map.entry("cvssV3_0", "3.0"), Map.entry("cvssV2_0", "2.0"));
    private static final Set<String> NAMES = Set.of("cveMetadata", "cveId", "state", "datePublished", "dateUpdated", "containers", "cna", "adp",
            "providerMetadata", "shortName", "descriptions", "lang", "value", "metrics", "cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0", "version", "baseScore",
            "baseSeverity", "vectorString", "other", "type", "content", "options", "problemTypes", "cweId", "message", "error");
    private static final VendorJson.Keep KEEP = new VendorJson.Keep(NAMES, Set.of("options"), Map.of());

    public static String link(String cve) {
        return "https://www.cve.org/CVERecord?id=" + cve;
    }

    /** The same beside an NVD that could not be asked, of which nobody knows whether it has analysed the record. */
    public static Answer withoutNvd(Answer answer) {
        Map<String, Object> facts = new LinkedHashMap<>(answer.facts());
        return facts.remove("notAnalysed") == null ? answer : new Answer(answer.source(), answer.type(), answer.value(), answer.state(), answer.reason(),
                answer.askAgainAt(), answer.answeredAt(), answer.observedAt(), answer.link(), summary(new Facts(facts)), facts);
    }

    public Reading read(String cve, HttpReply reply, Instant now) {
        Question question = new Question(SOURCE, "CVE.org", IndicatorType.CVE, cve, now);
        if (reply.status() == 429) {
            Instant until = RetryTime.later(RetryTime.retryAfter(reply, now).orElse(now.plusSeconds(60)), now.plusSeconds(6));
            return question.later(AnswerState.QUOTA, "CVE.org: too many requests", until, List.of(new QuotaNotice(null, null, 0L, until)));
        }
        if (reply.status() == 401 || reply.status() == 403) {
            // there is no key that could be refused: this is the edge
            return question.outage("CVE.org refused the call (" + reply.status() + ")", List.of());
        }
        if (reply.status() != 200 && reply.status() != 404) {
            return question.byStatus(reply, List.of());
        }
        try {
            JsonNode body = VendorJson.read(reply, KEEP);
            if (reply.status() == 404) {
                return body.has("message") || body.has("error") ? question.without(AnswerState.NOT_FOUND, "no record at CVE.org", List.of())
                        : question.byStatus(reply, List.of());
            }
            String id = VendorJson.line(body.path("cveMetadata").get("cveId"), 40);
            if (id == null) {
                return question.otherForm(List.of());
            }
            return cve.equalsIgnoreCase(id) ? record(question, body) : question.without(AnswerState.FAILED, "CVE.org answered about another CVE", List.of());
        } catch (UnreadableReplyException unreadable) {
            return reply.status() == 404 ? question.byStatus(reply, List.of()) : question.unreadable(unreadable, List.of());
        }
    }

    private static Reading record(Question question, JsonNode body) {
        JsonNode head = body.get("cveMetadata");
        JsonNode cna = body.path("containers").path("cna");
        boolean rejected = "REJECTED".equalsIgnoreCase(VendorJson.line(head.get("state"), 20));
        Facts.Builder facts = new Facts.Builder().put("recordAt", "CVE.org").put("notAnalysed", true).put("rejected", rejected ? true : null);
        facts.time("published", head.get("datePublished")).time("lastModified", head.get("dateUpdated"));
        facts.put("description", NvdReader.english(cna.path("descriptions")));
        List<Map<String, Object>> scores = new ArrayList<>();
        List<JsonNode> containers = new ArrayList<>(List.of(cna));
        body.path("containers").path("adp").forEach(containers::add);
        // of one version the CNA's comes before an ADP's
        for (Map.Entry<String, String> version : CVSS) {
            containers.forEach(container -> scores(container, version, scores));
        }
        if (!scores.isEmpty()) {
            Map<String, Object> chosen = scores.get(0);
            facts.put("cvssVersion", chosen.get("version")).put("cvssScore", chosen.get("score")).put("cvssVector", chosen.get("vector"));
            facts.put("cvssSeverity", chosen.get("severity")).put("cvssSource", chosen.get("source"))
                    .put("cvssAll", scores.subList(0, Math.min(8, scores.size())));
        }
        facts.put("ssvc", ssvc(containers)).put("cwes", cwes(cna));
        Map<String, Object> map = facts.build();
        Facts read = new Facts(map);
        return question.found(map, summary(read), read.time("lastModified").orElse(null), link(question.value()), List.of());
    }

    private static void scores(JsonNode container, Map.Entry<String, String> version, List<Map<String, Object>> scores) {
        String source = VendorJson.line(container.path("providerMetadata").get("shortName"), 80);
        for (JsonNode metric : container.path("metrics")) {
            JsonNode data = metric.path(version.getKey());
            Double score = VendorJson.decimal(data.get("baseScore"));
            if (score != null && score >= 0 && score <= 10) {
                String severity = VendorJson.line(data.get("baseSeverity"), 20);
                scores.add(new Facts.Builder().put("version", version.getValue()).put("score", score)
                        .put("severity", severity == null ? null : severity.toUpperCase(Locale.ROOT)).text("vector", data.get("vectorString"), 250)
                        .put("source", source).build());
            }
        }
    }

    /** The first that can be read. */
    private static Map<String, Object> ssvc(List<JsonNode> containers) {
        for (JsonNode container : containers) {
            for (JsonNode metric : container.path("metrics")) {
                JsonNode other = metric.path("other");
                Map<String, Object> read = "ssvc".equalsIgnoreCase(VendorJson.line(other.get("type"), 20))
                        ? Ssvc.read(other.path("content").path("options")) : Map.of();
                if (!read.isEmpty()) {
                    return read;
                }
            }
        }
        return Map.of();
    }

    private static List<String> cwes(JsonNode cna) {
        List<String> cwes = new ArrayList<>();
        for (JsonNode problem : cna.path("problemTypes")) {
            for (JsonNode text : problem.path("descriptions")) {
                String cwe = VendorJson.line(text.get("cweId"), 30);
                if (cwe != null && cwes.size() < 10 && !cwes.contains(cwe)) {
                    cwes.add(cwe);
                }
            }
        }
        return cwes;
    }

    private static String summary(Facts facts) {
        if (facts.is("rejected")) {
            return "rejected: withdrawn by whoever assigned it";
        }
        return CvssWords.of(CveRecordFacts.of(facts)).map(words -> words + facts.text("cvssSeverity").map(severity -> ", " + severity.toLowerCase(Locale.ROOT))
                .orElse(""))
                .orElse("no CVSS score by anyone") + Ssvc.words(facts).map(words -> "; SSVC: " + words).orElse("");
    }
}
