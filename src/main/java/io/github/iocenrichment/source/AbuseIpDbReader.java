package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads AbuseIPDB's answers to {@code GET /check} (APIv2, docs.abuseipdb.com).
 *
 * <p>Facts of a found address: {@code score} 0-100, {@code reports} and {@code reporters} (different people) within {@code windowDays},
 * {@code lastReportedAt} (ISO), {@code public}, {@code whitelisted} (only when looked up), {@code tor}, {@code vpn}, {@code proxy},
 * {@code compromised} (true, or missing), {@code categories} (list of {@code id}, {@code name}, {@code count}, most frequent first),
 * {@code terms} (their names in lower case with dashes), {@code reporterCountries}, {@code country}, {@code countryName}, {@code usageType},
 * {@code isp}, {@code ownerDomain}, {@code hostnames} (up to 5). What reporters wrote is never taken over.
 *
 * <p>An address that nobody reported is {@code not-found}: unknown, not clean.
 */
public final class AbuseIpDbReader {
    public static final String SOURCE = "abuseipdb";
    private static final Set<String> NAMES = Set.of("data", "ipAddress", "isPublic", "isWhitelisted", "abuseConfidenceScore", "countryCode",
            "countryName", "usageType", "isp", "domain", "hostnames", "isTor", "totalReports", "numDistinctUsers", "lastReportedAt", "reports",
            "categories", "reporterCountryCode", "errors", "detail", "status");
    /** AbuseIPDB caps its list of reports here; the tally is bounded by it too. */
    private static final int MAX_REPORTS = 10_000;

    private final int windowDays;

    /** @param windowDays the {@code maxAgeInDays} that the calls ask with; stated with the counts */
    public AbuseIpDbReader(int windowDays) {
        this.windowDays = windowDays;
    }

    public AbuseIpDbReader() {
        this(90);
    }

    public static String link(String ip) {
        return "https://www.abuseipdb.com/check/" + ip;
    }

    public Reading read(IndicatorType type, String ip, HttpReply reply, Instant now) {
        Question question = new Question(SOURCE, "AbuseIPDB", type, ip, now);
        Tally tally = new Tally();
        switch (reply.status()) {
            case 200:
                break;
            case 402:
                return question.without(AnswerState.REJECTED, "AbuseIPDB: the plan does not include this question (402)", quota(reply, now));
            case 422:
            case 400:
                return question.rejected(reply.status(), detail(reply), quota(reply, now));
            case 429:
                Instant reset = reset(reply, now);
                return question.later(AnswerState.QUOTA, "AbuseIPDB: daily quota used up", reset,
                        List.of(new QuotaNotice("day", RetryTime.count(reply, "X-RateLimit-Limit"), 0L, reset)));
            case 403:
                return ReplyBody.looksLikeMarkup(reply) ? question.outage("AbuseIPDB: the edge refused the call (403)", quota(reply, now))
                        : question.byStatus(reply, quota(reply, now));
            default:
                return question.byStatus(reply, quota(reply, now));
        }
        try {
            JsonNode data = VendorJson.read(reply, new VendorJson.Keep(NAMES, Set.of(), Map.of("/data/reports", tally::add))).path("data");
            return data.isObject() ? address(question, data, tally, quota(reply, now)) : question.otherForm(quota(reply, now));
        } catch (UnreadableReplyException unreadable) {
            return question.unreadable(unreadable, quota(reply, now));
        }
    }

    private Reading address(Question question, JsonNode data, Tally tally, List<QuotaNotice> quota) {
        Long score = VendorJson.number(data.get("abuseConfidenceScore"));
        Long reports = VendorJson.number(data.get("totalReports"));
        if (score == null && reports == null) {
            return question.otherForm(quota);
        }
        if (!sameAddress(question.value(), VendorJson.line(data.get("ipAddress"), 64))) {
            return question.without(AnswerState.FAILED, "AbuseIPDB answered about another address", quota);
        }
        Instant last = VendorTime.of(data.get("lastReportedAt"));
        Map<String, Object> facts = facts(data, score, reports, last, tally);
        if ((reports == null || reports <= 0) && (score == null || score <= 0)) {
            Answer none = new Answer(SOURCE, question.type(), question.value(), AnswerState.NOT_FOUND, "no reports in " + windowDays + " days", null,
                    question.now(), null, link(question.value()), null, facts);
            return new Reading(none, quota, false);
        }
        return question.found(facts, summary(new Facts(facts)), last, link(question.value()), quota);
    }

    private Map<String, Object> facts(JsonNode data, @Nullable Long score, @Nullable Long reports, @Nullable Instant last, Tally tally) {
        Facts.Builder facts = new Facts.Builder();
        facts.put("score", score == null || score < 0 ? null : (Object) Math.min(100, score));
        facts.put("reports", reports == null || reports < 0 ? null : (Object) reports);
        facts.count("reporters", data.get("numDistinctUsers")).put("windowDays", (long) windowDays).put("lastReportedAt", last);
        facts.flag("public", data.get("isPublic")).flag("whitelisted", data.get("isWhitelisted"));
        facts.put("tor", Boolean.TRUE.equals(VendorJson.flag(data.get("isTor"))) ? true : null);
        facts.put("vpn", tally.has(AbuseCategory.VPN)).put("proxy", tally.has(AbuseCategory.OPEN_PROXY));
        facts.put("compromised", tally.has(AbuseCategory.EXPLOITED_HOST));
        facts.put("categories", tally.categories()).put("terms", tally.terms()).put("reporterCountries", tally.countries());
        facts.text("country", data.get("countryCode"), 8).text("countryName", data.get("countryName"), 80);
        facts.text("usageType", data.get("usageType"), 80).text("isp", data.get("isp"), 120).text("ownerDomain", data.get("domain"), 253);
        return facts.texts("hostnames", data.get("hostnames"), 5, 253).build();
    }

    private String summary(Facts facts) {
        StringBuilder words = new StringBuilder("score ").append(facts.number("score").map(String::valueOf).orElse("not given"));
        facts.number("reports").ifPresent(n -> words.append(", ").append(Words.count(n, "report")));
        facts.number("reporters").ifPresent(n -> words.append(" by ").append(Words.count(n, "reporter")));
        words.append(" in ").append(windowDays).append(" days");
        List<String> terms = facts.texts("terms");
        if (!terms.isEmpty()) {
            words.append(": ").append(String.join(", ", terms.subList(0, Math.min(3, terms.size()))));
        }
        if (facts.is("tor")) {
            words.append("; Tor exit");
        }
        if (facts.is("whitelisted")) {
            words.append("; on the vendor's white list");
        }
        return words.toString();
    }

    /** IPv6 comes back in other spellings, so addresses are compared, not texts. An answer that names none is taken as ours. */
    private static boolean sameAddress(String asked, @Nullable String answered) {
        if (answered == null) {
            return true;
        }
        IPAddress a = new IPAddressString(asked).getAddress();
        IPAddress b = new IPAddressString(answered).getAddress();
        return a == null || b == null ? asked.equalsIgnoreCase(answered)
                : a.equals(b) || a.isIPv4Convertible() && b.isIPv4Convertible() && a.toIPv4().equals(b.toIPv4());
    }

    private static @Nullable JsonNode detail(HttpReply reply) {
        try {
            return VendorJson.read(reply, VendorJson.Keep.only(NAMES)).path("errors").path(0).get("detail");
        } catch (UnreadableReplyException noWords) {
            return null;
        }
    }

    /** Every answer states the day's budget; at zero the next call would fail, so the source closes before it. */
    private static List<QuotaNotice> quota(HttpReply reply, Instant now) {
        Long limit = RetryTime.count(reply, "X-RateLimit-Limit");
        Long remaining = RetryTime.count(reply, "X-RateLimit-Remaining");
        if (limit == null && remaining == null) {
            return List.of();
        }
        return List.of(new QuotaNotice("day", limit, remaining, remaining != null && remaining == 0 ? reset(reply, now) : null));
    }

    private static Instant reset(HttpReply reply, Instant now) {
        return RetryTime.epoch(reply, "X-RateLimit-Reset", now)
                .or(() -> RetryTime.retryAfter(reply, now).map(t -> RetryTime.later(t, now.plusSeconds(1))))
                .orElseGet(() -> RetryTime.nextDay(now));
    }

    /** Counts categories and reporters' countries while the reports stream by. */
    private static final class Tally {
        private final Map<Integer, Long> byCategory = new TreeMap<>();
        private final Map<String, Long> byCountry = new TreeMap<>();
        private int seen;

        void add(String ignored, JsonNode report) {
            if (++seen > MAX_REPORTS) {
                return;
            }
            Set<Integer> once = new HashSet<>();
            for (JsonNode category : report.path("categories")) {
                Long number = VendorJson.number(category);
                if (number != null && number > 0 && number < 100_000 && once.add(number.intValue()) && byCategory.size() < 200) {
                    byCategory.merge(number.intValue(), 1L, Long::sum);
                }
            }
            String country = VendorJson.line(report.get("reporterCountryCode"), 8);
            if (country != null && (byCountry.size() < 300 || byCountry.containsKey(country))) {
                byCountry.merge(country, 1L, Long::sum);
            }
        }

        @Nullable Boolean has(int category) {
            return byCategory.containsKey(category) ? true : null;
        }

        List<Map<String, Object>> categories() {
            List<Map<String, Object>> list = new ArrayList<>();
            byCategory.entrySet().stream().sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())).limit(25).forEach(e -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("id", (long) e.getKey());
                row.put("name", AbuseCategory.name(e.getKey()));
                row.put("count", e.getValue());
                list.add(row);
            });
            return list;
        }

        List<String> terms() {
            return categories().stream().map(row -> Words.term((String) row.get("name"))).toList();
        }

        List<String> countries() {
            return byCountry.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(5)
                    .map(Map.Entry::getKey).toList();
        }
    }
}
