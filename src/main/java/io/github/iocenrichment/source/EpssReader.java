package io.github.iocenrichment.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads FIRST's answers about EPSS, the probability that a CVE is exploited within 30 days (api.first.org/epss), for a batch of CVEs.
 *
 * <p>Facts: {@code epss} and {@code epssPercentile} (decimals 0 to 1), {@code epssDate} (day of the calculation). A CVE without a row is
 * {@code not-found}: too new or unknown, not improbable.
 */
public final class EpssReader {
    public static final String SOURCE = "epss";
    private static final String NONE = "no EPSS";
    private static final String NOT_YET = "no EPSS yet";
    /** A younger CVE has no row, whatever its danger. */
    private static final Duration FIRST_ROW_AFTER = Duration.ofHours(48);
    /** The vendor's limits for one call: rows of a page and characters of the list. */
    private static final int MAX_IDS = 100;
    private static final int MAX_CHARACTERS = 2_000;
    private static final Set<String> NAMES = Set.of("status", "data", "cve", "epss", "percentile", "date", "total");

    /** Cuts the CVEs into lists that one call each can ask about; doubles are asked once. */
    public static List<List<String>> batches(Collection<String> cves) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        int characters = 0;
        for (String cve : new LinkedHashSet<>(cves)) {
            if (!batch.isEmpty() && (batch.size() == MAX_IDS || characters + 1 + cve.length() > MAX_CHARACTERS)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                characters = 0;
            }
            characters += cve.length() + (batch.isEmpty() ? 0 : 1);
            batch.add(cve);
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }

    /**
     * What it means that EPSS has no row: a CVE of the last two days has none yet.
     *
     * @param published when the CVE was published; null when nobody says so
     */
    public static Answer named(Answer epss, @Nullable Instant published) {
        if (epss.state() != AnswerState.NOT_FOUND) {
            return epss;
        }
        boolean young = published != null && published.plus(FIRST_ROW_AFTER).isAfter(epss.answeredAt());
        return new Answer(epss.source(), epss.type(), epss.value(), epss.state(), young ? NOT_YET : NONE, epss.askAgainAt(), epss.answeredAt(),
                epss.observedAt(),
                epss.link(), epss.summary(), epss.facts());
    }

    /** One reading for each CVE asked about, in their order; a failure of the call is the same for all. */
    public List<Reading> read(List<String> cves, HttpReply reply, Instant now) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        Reading failure = reply.status() == 200 ? rows(cves.get(0), reply, now, rows) : error(question(cves.get(0), now), reply);
        List<Reading> readings = new ArrayList<>();
        for (String cve : cves) {
            if (failure != null) {
                Answer a = failure.answer();
                readings.add(new Reading(Answer.without(a.state(), SOURCE, IndicatorType.CVE, cve, a.reason(), now).withAskAgainAt(a.askAgainAt()),
                        failure.quota(), failure.outage()));
            } else {
                readings.add(row(question(cve, now), rows.get(cve.toUpperCase(Locale.ROOT))));
            }
        }
        return readings;
    }

    private static @Nullable Reading rows(String first, HttpReply reply, Instant now, Map<String, JsonNode> rows) {
        try {
            JsonNode data = VendorJson.read(reply, VendorJson.Keep.only(NAMES)).path("data");
            if (!data.isArray()) {
                return question(first, now).otherForm(List.of());
            }
            for (JsonNode row : data) {
                String cve = VendorJson.line(row.get("cve"), 40);
                if (cve != null) {
                    rows.putIfAbsent(cve.toUpperCase(Locale.ROOT), row);
                }
            }
            return null;
        } catch (UnreadableReplyException unreadable) {
            return question(first, now).unreadable(unreadable, List.of());
        }
    }

    private static Reading row(Question question, @Nullable JsonNode row) {
        if (row == null) {
            return question.without(AnswerState.NOT_FOUND, NONE, List.of());
        }
        Double epss = fraction(row.get("epss"));
        if (epss == null) {
            return question.otherForm(List.of());
        }
        Double percentile = fraction(row.get("percentile"));
        Map<String, Object> facts = new Facts.Builder().put("epss", epss).put("epssPercentile", percentile).text("epssDate", row.get("date"), 10).build();
        String summary = percent(epss) + " likely to be exploited within 30 days"
                + (percentile == null ? "" : " (higher than " + percent(percentile) + " of all CVEs)");
        return question.found(facts, summary, VendorTime.of(row.get("date")), null, List.of());
    }

    /** Cut to one decimal and never rounded: a figure just short of a limit must not look as if it reached it, nor a small one as if it were none. */
    private static String percent(double fraction) {
        BigDecimal percent = BigDecimal.valueOf(fraction).movePointRight(2);
        BigDecimal shown = percent.setScale(1, RoundingMode.DOWN);
        return percent.signum() > 0 && shown.signum() == 0 ? "less than 0.1 %" : shown.toPlainString() + " %";
    }

    private static @Nullable Double fraction(JsonNode node) {
        Double value = VendorJson.decimal(node);
        return value == null || value < 0 || value > 1 ? null : value;
    }

    private static Reading error(Question question, HttpReply reply) {
        if (reply.status() == 401 || reply.status() == 403) {
            // there is no key that could be refused: this is the edge
            return question.outage("EPSS refused the call (" + reply.status() + ")", List.of());
        }
        if (reply.status() != 429) {
            return question.byStatus(reply, List.of());
        }
        Instant now = question.now();
        Instant until = RetryTime.later(RetryTime.retryAfter(reply, now).orElse(now.plusSeconds(60)), now.plusSeconds(6));
        return question.later(AnswerState.QUOTA, "EPSS: too many requests", until, List.of(new QuotaNotice(null, null, 0L, until)));
    }

    private static Question question(String cve, Instant now) {
        return new Question(SOURCE, "EPSS", IndicatorType.CVE, cve, now);
    }
}
