package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one file at Hybrid Analysis, from its overview or from a report summary.
 *
 * <p>{@code verdict} (the vendor's words, lower case; missing when it has none), {@code threatScore} 0-100, {@code threatLevel} 0-3
 * (2 malicious), {@code multiscan} (percent of engines detecting), {@code family}, {@code terms} (tags as labels), {@code whitelisted},
 * {@code scannersMalicious|Suspicious|Clean} (counts), {@code sha256}, {@code sha1}, {@code md5} (as far as given), {@code fileName},
 * {@code names} (up to 5), {@code size} (bytes), {@code fileType}, {@code architecture}, {@code environment}, {@code analysedAt} and
 * {@code multiscanAt} (ISO), {@code attackTechniques} (ids, up to 20), {@code reportCount}, {@code reportVerdicts} (verdict to number of
 * finished reports, when the rows were seen) and {@code disagreeing} (how many of those differ from the verdict taken).
 *
 * <p>A hash that several files share has {@code ambiguous} true, {@code filesNotAsked} (how many more there are), no hashes of its own, the other facts of the
 * worst file, and
 * {@code files}: for each file {@code sha256}, {@code state} and, when found, {@code verdict}, {@code threatScore}, {@code family}, {@code link}.
 */
final class HybridAnalysisFile {
    static final Set<String> NAMES = Set.of("sha256s", "reports", "id", "job_id", "state", "error_type", "verdict", "threat_score", "threat_level",
            "av_detect", "multiscan_result", "vx_family", "tags", "classification_tags", "type", "type_short", "submit_name", "last_file_name",
            "other_file_name", "size", "md5", "sha1", "sha256", "analysis_start_time", "last_multi_scan", "architecture", "environment_description",
            "scanners", "scanners_v2", "name", "status", "whitelisted", "children_in_queue", "children_in_progress", "mitre_attcks", "attck_id", "message",
            "validation_errors", "field", "errors");

    private HybridAnalysisFile() {
    }

    static Facts.Builder of(JsonNode node) {
        Facts.Builder facts = new Facts.Builder();
        facts.put("verdict", HybridAnalysisReport.verdict(node.get("verdict"))).put("threatScore", HybridAnalysisReport.score(node.get("threat_score")));
        facts.count("threatLevel", node.get("threat_level"));
        facts.put("multiscan", HybridAnalysisReport.score(node.hasNonNull("multiscan_result") ? node.get("multiscan_result") : node.get("av_detect")));
        facts.text("family", node.get("vx_family"), 80).flag("whitelisted", node.get("whitelisted"));
        List<String> tags = new ArrayList<>(Facts.lines(node.get("tags"), 30, 60));
        tags.addAll(Facts.lines(node.get("classification_tags"), 30, 60));
        facts.put("terms", Words.terms(tags, 30));
        for (String status : List.of("Malicious", "Suspicious", "Clean")) {
            facts.put("scanners" + status, scanners(node, status.toLowerCase(Locale.ROOT)));
        }
        for (String hash : List.of("sha256", "sha1", "md5")) {
            String digest = VendorJson.line(node.get(hash), 64);
            facts.put(hash, digest != null && digest.matches("[0-9a-fA-F]{32,64}") ? digest.toLowerCase(Locale.ROOT) : null);
        }
        facts.text("fileName", node.hasNonNull("last_file_name") ? node.get("last_file_name") : node.get("submit_name"), 120);
        facts.texts("names", node.get("other_file_name"), 5, 120).count("size", node.get("size")).text("fileType", node.get("type"), 120);
        facts.text("architecture", node.get("architecture"), 40).text("environment", node.get("environment_description"), 60);
        facts.time("analysedAt", node.get("analysis_start_time")).time("multiscanAt", node.get("last_multi_scan"));
        List<String> techniques = new ArrayList<>();
        for (JsonNode technique : node.path("mitre_attcks")) {
            String id = VendorJson.line(technique.get("attck_id"), 20);
            if (id != null && techniques.size() < 20 && !techniques.contains(id)) {
                techniques.add(id);
            }
        }
        return facts.put("attackTechniques", techniques);
    }

    /** Both lists hold the same results, so that one of them counts; VirusTotal's among them are its own count once more. */
    private static @Nullable Long scanners(JsonNode overview, String status) {
        JsonNode list = overview.path("scanners");
        long count = 0;
        if (list.isArray() && !list.isEmpty()) {
            for (JsonNode scanner : list) {
                count += isCounted(VendorJson.line(scanner.get("name"), 80)) && says(scanner, status) ? 1 : 0;
            }
        } else {
            for (Map.Entry<String, JsonNode> scanner : overview.path("scanners_v2").properties()) {
                count += isCounted(scanner.getKey()) && says(scanner.getValue(), status) ? 1 : 0;
            }
        }
        return count == 0 ? null : (Long) count;
    }

    private static boolean isCounted(@Nullable String scanner) {
        return scanner == null || !scanner.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").equals("virustotal");
    }

    private static boolean says(JsonNode scanner, String status) {
        return status.equalsIgnoreCase(VendorJson.line(scanner.get("status"), 40));
    }

    /** True when it says nothing yet and something is still at work on it. */
    static boolean isInWork(JsonNode overview, Facts facts) {
        if (facts.text("verdict").isPresent() || facts.number("threatScore").isPresent() || facts.number("multiscan").isPresent()) {
            return false;
        }
        Long queued = VendorJson.number(overview.get("children_in_queue"));
        Long inProgress = VendorJson.number(overview.get("children_in_progress"));
        Long waiting = scanners(overview, "in-queue");
        return queued != null && queued > 0 || inProgress != null && inProgress > 0 || waiting != null;
    }

    /** The later of sandbox run and multiscan: the age of what the verdict rests on. */
    static @Nullable Instant observedAt(Facts facts) {
        Instant analysed = facts.time("analysedAt").orElse(null);
        Instant scanned = facts.time("multiscanAt").orElse(null);
        return analysed == null || scanned != null && scanned.isAfter(analysed) ? scanned : analysed;
    }

    /** {@code malicious, threat score 85, 63 % of engines, Trojan.Example}. */
    static String summary(Facts facts) {
        StringBuilder words = new StringBuilder(facts.text("verdict").orElse("no verdict"));
        facts.number("threatScore").ifPresent(n -> words.append(", threat score ").append(n));
        facts.number("multiscan").ifPresent(n -> words.append(", ").append(n).append(" % of engines"));
        facts.text("family").ifPresent(f -> words.append(", ").append(f));
        if (facts.is("whitelisted")) {
            words.append(", on the vendor's white list");
        }
        return words.toString();
    }

    static void addReports(Facts.Builder facts, Map<String, Object> verdicts, @Nullable String taken) {
        long all = verdicts.values().stream().mapToLong(n -> ((Number) n).longValue()).sum();
        long same = taken != null && verdicts.get(taken) instanceof Number n ? n.longValue() : 0;
        facts.put("reportVerdicts", verdicts).put("disagreeing", all > same ? (Object) (all - same) : null);
    }
}
