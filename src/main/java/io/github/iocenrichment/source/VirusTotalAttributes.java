package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.privacy.UrlPrivacy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one VirusTotal report.
 *
 * <p>All kinds: {@code malicious}, {@code suspicious}, {@code harmless}, {@code undetected} and their sum {@code votes};
 * {@code withoutVote} (time-outs, unsupported, failures); {@code maliciousEngines}, {@code suspiciousEngines} (names); {@code results}
 * (what engines call it, up to 10); {@code analysedAt} (ISO, missing when never analysed and sometimes otherwise); {@code changedAt} (ISO, when anything
 * of the object last changed: no analysis is younger); {@code reputation}; {@code communityMalicious},
 * {@code communityHarmless}; {@code terms} (tags and categories as labels); {@code benign} (benign evidence in words);
 * {@code gtiVerdict} ({@code malicious} ... {@code unknown}), {@code gtiSeverity}, {@code gtiScore}; {@code firstSubmitted},
 * {@code lastSubmitted} (ISO), {@code timesSubmitted}.
 *
 * <p>Files: {@code sha256}, {@code sha1}, {@code md5}, {@code size} (bytes), {@code fileType}, {@code fileName}, {@code names} (up to 5),
 * {@code label}, {@code family}, {@code threatCategories}, {@code sandboxMalicious}, {@code sandboxes} (names), {@code sandboxFamilies},
 * {@code sigmaCritical|High|Medium|Low}, {@code idsCritical|High|Medium|Low}, {@code yara} (number of rules), {@code yaraRules} (names),
 * {@code signer}.
 *
 * <p>URLs: {@code finalUrl} (secrets masked), {@code title}, {@code threatNames}, {@code httpStatus}, {@code contentSha256}.
 * Domains and addresses: {@code registrar}, {@code createdAt}, {@code popularityRank} (best), {@code asn}, {@code asOwner}, {@code country},
 * {@code network}.
 */
final class VirusTotalAttributes {
    private static final Set<String> NAMES = Set.of("data", "id", "type", "attributes", "last_analysis_stats", "last_analysis_results",
            "last_analysis_date", "reputation", "total_votes", "tags", "gti_assessment", "verdict", "severity", "threat_score", "value", "count",
            "harmless", "malicious", "suspicious", "undetected", "timeout", "type-unsupported", "confirmed-timeout", "failure", "category",
            "engine_name", "result", "sha256", "sha1", "md5", "size", "type_description", "meaningful_name", "names", "first_submission_date",
            "last_submission_date", "times_submitted", "popular_threat_classification", "suggested_threat_label", "popular_threat_category",
            "popular_threat_name", "sandbox_verdicts", "sandbox_name", "malware_classification", "malware_names", "sigma_analysis_stats",
            "critical", "high", "medium", "low", "info", "crowdsourced_yara_results", "rule_name", "crowdsourced_ids_stats", "trusted_verdict",
            "known_distributors", "distributors", "nsrl_info", "signature_info", "signers", "verified", "last_final_url", "title", "categories",
            "threat_names", "last_http_response_code", "last_http_response_content_sha256", "registrar", "creation_date", "popularity_ranks",
            "rank", "url", "last_modification_date", "asn", "as_owner", "country", "network", "organization", "filename");
    private static final Set<String> OPEN = Set.of("sandbox_verdicts", "categories", "popularity_ranks", "known_distributors", "nsrl_info");
    /** Words of {@code trusted_verdict} that call a file harmless; an unfamiliar word is no statement. */
    private static final Set<String> TRUSTED = Set.of("goodware", "trusted", "harmless", "benign", "clean", "safe");
    private static final int MAX_ENGINES = 300;

    private final IndicatorType type;
    private final Map<String, Long> votesByEngine = new LinkedHashMap<>();
    private final List<String> malicious = new ArrayList<>();
    private final List<String> suspicious = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    VirusTotalAttributes(IndicatorType type) {
        this.type = type;
    }

    VendorJson.Keep keep() {
        return new VendorJson.Keep(NAMES, OPEN, Map.of("/data/attributes/last_analysis_results", this::engine));
    }

    private int engines;

    private void engine(String key, JsonNode verdict) {
        if (++engines > MAX_ENGINES || !verdict.isObject()) {
            return;
        }
        String stated = VendorJson.line(verdict.get("category"), 40);
        String name = VendorJson.line(verdict.get("engine_name"), 60);
        String engine = name != null ? name : VendorText.line(key, 60);
        if (stated == null || engine == null) {
            return;
        }
        String category = stated.toLowerCase(Locale.ROOT);
        votesByEngine.merge(category, 1L, Long::sum);
        if (category.equals("malicious") || category.equals("suspicious")) {
            (category.equals("malicious") ? malicious : suspicious).add(engine);
            String result = VendorJson.line(verdict.get("result"), 80);
            if (result != null && results.size() < 10 && !results.contains(result)) {
                results.add(result);
            }
        }
    }

    Map<String, Object> read(JsonNode a) {
        Facts.Builder facts = new Facts.Builder();
        counts(facts, a.path("last_analysis_stats"));
        facts.put("maliciousEngines", List.copyOf(malicious)).put("suspiciousEngines", List.copyOf(suspicious)).put("results", List.copyOf(results));
        facts.time("analysedAt", a.get("last_analysis_date")).time("changedAt", a.get("last_modification_date")).number("reputation", a.get("reputation"));
        facts.count("communityMalicious", a.path("total_votes").get("malicious")).count("communityHarmless", a.path("total_votes").get("harmless"));
        gti(facts, a.path("gti_assessment"));
        facts.time("firstSubmitted", a.get("first_submission_date")).time("lastSubmitted", a.get("last_submission_date"));
        facts.count("timesSubmitted", a.get("times_submitted"));
        List<String> words = new ArrayList<>(Facts.lines(a.get("tags"), 40, 60));
        if (type.isHash()) {
            file(facts, a);
        } else {
            words.addAll(0, network(facts, a));
        }
        return facts.put("terms", Words.terms(words, 40)).put("benign", benign(a)).build();
    }

    /** The vendor's sums; counted by hand from the engines when it sends none that can be read: nobody is clean for want of a figure. */
    private void counts(Facts.Builder facts, JsonNode stats) {
        Long malicious = VendorJson.number(stats.path("malicious"));
        boolean unreadable = stats.has("malicious") && (malicious == null || malicious < 0);
        boolean stated = stats.isObject() && !stats.isEmpty() && !unreadable;
        long votes = 0;
        for (String vote : List.of("malicious", "suspicious", "harmless", "undetected")) {
            long count = count(stated, stats, vote);
            votes += count;
            facts.put(vote, count);
        }
        long without = 0;
        for (String other : List.of("timeout", "confirmed-timeout", "failure", "type-unsupported")) {
            without += count(stated, stats, other);
        }
        facts.put("votes", votes).put("withoutVote", without);
    }

    private long count(boolean stated, JsonNode stats, String category) {
        Long count = stated ? VendorJson.number(stats.get(category)) : votesByEngine.get(category);
        return count == null ? 0 : Math.max(0, Math.min(100_000, count));
    }

    private static void gti(Facts.Builder facts, JsonNode gti) {
        facts.put("gtiVerdict", gtiWord(gti.path("verdict"), "VERDICT_")).put("gtiSeverity", gtiWord(gti.path("severity"), "SEVERITY_"));
        facts.count("gtiScore", gti.path("threat_score").get("value"));
    }

    private static @Nullable String gtiWord(JsonNode holder, String prefix) {
        String word = VendorJson.line(holder.get("value"), 60);
        return word == null ? null : (word.startsWith(prefix) ? word.substring(prefix.length()) : word).toLowerCase(Locale.ROOT);
    }

    private static void file(Facts.Builder facts, JsonNode a) {
        for (String hash : List.of("sha256", "sha1", "md5")) {
            String digest = VendorJson.line(a.get(hash), 200);
            facts.put(hash, digest != null && digest.matches("[0-9a-fA-F]{32,64}") ? digest.toLowerCase(Locale.ROOT) : null);
        }
        facts.count("size", a.get("size")).text("fileType", a.get("type_description"), 80).text("fileName", a.get("meaningful_name"), 120);
        facts.texts("names", a.get("names"), 5, 120);
        JsonNode threat = a.path("popular_threat_classification");
        List<String> families = mostNamed(threat.get("popular_threat_name"), 5);
        facts.text("label", threat.get("suggested_threat_label"), 120).put("family", families.isEmpty() ? null : families.get(0));
        facts.put("threatCategories", mostNamed(threat.get("popular_threat_category"), 5));
        sandboxes(facts, a.path("sandbox_verdicts"));
        for (String level : List.of("Critical", "High", "Medium", "Low")) {
            facts.count("sigma" + level, a.path("sigma_analysis_stats").get(level.toLowerCase(Locale.ROOT)));
            facts.count("ids" + level, a.path("crowdsourced_ids_stats").get(level.toLowerCase(Locale.ROOT)));
        }
        List<String> rules = new ArrayList<>();
        int matches = 0;
        for (JsonNode match : a.path("crowdsourced_yara_results")) {
            matches++;
            String rule = VendorJson.line(match.get("rule_name"), 80);
            if (rule != null && rules.size() < 5 && !rules.contains(rule)) {
                rules.add(rule);
            }
        }
        facts.put("yara", matches == 0 ? null : (Object) (long) matches).put("yaraRules", rules);
        facts.text("signer", a.path("signature_info").get("signers"), 120);
    }

    private static void sandboxes(Facts.Builder facts, JsonNode verdicts) {
        List<String> names = new ArrayList<>();
        List<String> families = new ArrayList<>();
        long malicious = 0;
        for (JsonNode sandbox : verdicts) {
            if ("malicious".equalsIgnoreCase(VendorJson.line(sandbox.get("category"), 40))) {
                malicious++;
                String name = VendorJson.line(sandbox.get("sandbox_name"), 60);
                if (name != null && names.size() < 10) {
                    names.add(name);
                }
                Facts.lines(sandbox.get("malware_names"), 3, 60).stream().filter(f -> !families.contains(f) && families.size() < 10)
                        .forEach(families::add);
            }
        }
        facts.put("sandboxMalicious", malicious == 0 ? null : (Object) malicious).put("sandboxes", names).put("sandboxFamilies", families);
    }

    /** @return the vendors' categories, most specific labels of a URL or domain */
    private static List<String> network(Facts.Builder facts, JsonNode a) {
        String url = VendorJson.line(a.get("last_final_url"), 2_000);
        facts.put("finalUrl", url == null ? null : VendorText.line(UrlPrivacy.builtIn().mask(url).url(), 500)).text("title", a.get("title"), 120);
        facts.texts("threatNames", a.get("threat_names"), 5, 80).count("httpStatus", a.get("last_http_response_code"));
        facts.text("contentSha256", a.get("last_http_response_content_sha256"), 64);
        facts.text("registrar", a.get("registrar"), 120).time("createdAt", a.get("creation_date"));
        facts.count("asn", a.get("asn")).text("asOwner", a.get("as_owner"), 120).text("country", a.get("country"), 8).text("network", a.get("network"), 64);
        Long best = null;
        for (JsonNode list : a.path("popularity_ranks")) {
            Long rank = VendorJson.number(list.get("rank"));
            best = rank == null || rank < 1 || best != null && best <= rank ? best : rank;
        }
        facts.put("popularityRank", best);
        List<String> categories = new ArrayList<>();
        for (JsonNode category : a.path("categories")) {
            String word = VendorJson.line(category, 60);
            if (word != null && categories.size() < 20) {
                categories.add(word);
            }
        }
        return categories;
    }

    /** Statements of harmlessness, each in words; tags repeat what fields say, so each kind counts once. */
    private static List<String> benign(JsonNode a) {
        List<String> words = new ArrayList<>();
        Set<String> tags = Set.copyOf(Words.terms(Facts.lines(a.get("tags"), 500, 60), 500));
        JsonNode trusted = a.path("trusted_verdict");
        String verdict = VendorJson.line(trusted.get("verdict"), 40);
        if (verdict == null ? tags.contains("trusted") : TRUSTED.contains(verdict.toLowerCase(Locale.ROOT))) {
            words.add("trusted publisher");
        }
        if (saysSomething(a.path("known_distributors")) || tags.contains("known-distributor")) {
            words.add("known distributor");
        }
        if (saysSomething(a.path("nsrl_info")) || tags.contains("nsrl")) {
            words.add("in the NSRL list of known software");
        }
        return words;
    }

    /** An object or list that is there and empty, or holds nothing but empty ones, states nothing. */
    private static boolean saysSomething(JsonNode node) {
        if (!node.isContainerNode()) {
            return node.isValueNode() && !node.isNull() && !node.asText().isBlank();
        }
        for (JsonNode child : node) {
            if (saysSomething(child)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> mostNamed(@Nullable JsonNode rows, int most) {
        List<Map.Entry<String, Long>> named = new ArrayList<>();
        if (rows != null && rows.isArray()) {
            for (JsonNode row : rows) {
                String word = VendorJson.line(row.get("value"), 60);
                Long count = VendorJson.number(row.get("count"));
                if (word != null) {
                    named.add(Map.entry(word, count == null ? 0 : count));
                }
            }
        }
        named.sort(Map.Entry.<String, Long>comparingByValue().reversed());
        return named.stream().map(Map.Entry::getKey).distinct().limit(most).toList();
    }

    /** The date of the evidence: of the analysis, else of the last change when there are votes; null when it has none. */
    static @Nullable Instant observedAt(Facts facts) {
        return facts.time("analysedAt").or(() -> facts.count("votes") > 0 ? facts.time("changedAt") : Optional.empty()).orElse(null);
    }

    private static String undated(Facts facts) {
        Instant changed = observedAt(facts);
        return "; no date of analysis" + (changed == null ? "" : "; object last changed " + changed.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    /** {@code 41 of 66 engines, trojan.loader/example}. */
    static String summary(Facts facts) {
        StringBuilder words = new StringBuilder().append(facts.count("malicious")).append(" of ").append(Words.count(facts.count("votes"), "engine"))
                .append(" malicious");
        if (facts.count("suspicious") > 0) {
            words.append(", ").append(facts.count("suspicious")).append(" suspicious");
        }
        String what = facts.text("label").orElseGet(() -> String.join(", ", facts.texts("terms").stream().limit(3).toList()));
        if (!what.isEmpty()) {
            words.append("; ").append(what);
        }
        facts.texts("benign").stream().findFirst().ifPresent(b -> words.append("; ").append(b));
        return words.append(facts.time("analysedAt").isPresent() ? "" : undated(facts)).toString();
    }
}
