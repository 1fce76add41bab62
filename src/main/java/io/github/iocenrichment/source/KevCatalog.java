package io.github.iocenrichment.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last good copy of CISA's catalog of known exploited vulnerabilities (cisa.gov). A copy that fails the checks never replaces a good
 * one, and without a fresh copy nothing is said: "not checked", never "not exploited".
 *
 * <p>Facts of a listed CVE: {@code kevDateAdded}, {@code kevDueDate} (days), {@code kevName}, {@code kevDescription}, {@code kevAction},
 * {@code kevForensicTriage} (the word as written; missing when there is none), {@code kevRansomware}
 * (true when known in ransomware campaigns), {@code kevVersion}, and {@code knownExploited} true.
 *
 * @param version      {@code catalogVersion}; null before the first load
 * @param released     when the vendor released it; null when not given
 * @param checkedAt    when it was last loaded or confirmed unchanged; null before the first load
 * @param etag         for {@code If-None-Match}; null when not given
 * @param lastModified for {@code If-Modified-Since}; null when not given
 */
public record KevCatalog(@Nullable String version, @Nullable Instant released, @Nullable Instant checkedAt, @Nullable String etag,
                         @Nullable String lastModified, Map<String, Entry> entries)
        implements ExploitedList {
    public static final String SOURCE = "kev";
    public static final String LINK = "https://www.cisa.gov/known-exploited-vulnerabilities-catalog";
    private static final Set<String> NAMES = Set.of("catalogVersion", "dateReleased", "count", "vulnerabilities", "cveID", "vulnerabilityName",
            "dateAdded", "shortDescription", "requiredAction", "dueDate", "knownRansomwareCampaignUse", "forensicTriage");
    /** The longest text of an entry that is shown whole; the longest seen has 460 characters. */
    static final int LONGEST_TEXT = 1000;
    /** A new copy with less than this share of the old entries is taken for a broken one; the catalog all but never shrinks. */
    private static final double SMALLEST_SHARE = 0.9;

    /**
     * One listed vulnerability.
     *
     * @param triage the word that says whether CISA asks to look for traces of compromise before the fix; null when there is none
     */
    public record Entry(@Nullable String dateAdded, @Nullable String dueDate, @Nullable String name, @Nullable String description, @Nullable String action,
                        boolean ransomware, @Nullable String triage) {
    }

    /** What came of a download: the catalog to keep using, and why a new copy was refused ({@code null} when none was). */
    public record Update(KevCatalog catalog, boolean changed, @Nullable String refused) {
    }

    public KevCatalog {
        entries = Map.copyOf(entries);
    }

    /** Before the first load. */
    public static KevCatalog empty() {
        return new KevCatalog(null, null, null, null, null, Map.of());
    }

    @Override
    public String title() {
        return "CISA KEV";
    }

    @Override
    public int size() {
        return entries.size();
    }

    /** A copy that an earlier version of this program kept lacks texts, so that it is loaded anew. */
    @JsonIgnore
    public boolean isWhole() {
        return entries.isEmpty() || entries.values().stream().anyMatch(entry -> entry.description() != null);
    }

    /** The same, to be loaded anew whether it changed or not. */
    public KevCatalog toLoadAnew() {
        return new KevCatalog(version, released, checkedAt, null, null, entries);
    }

    @Override
    public ExploitedList.Update taking(HttpReply reply, Instant now) {
        Update update = update(reply, now);
        return new ExploitedList.Update(update.catalog(), update.changed(), update.refused());
    }

    @Override
    @JsonIgnore
    public boolean isLoaded() {
        return checkedAt != null;
    }

    /** Reads a download; 304 confirms this copy. Anything unusable leaves this copy as it is, with its age. */
    public Update update(HttpReply reply, Instant now) {
        if (reply.status() == 304 && isLoaded()) {
            return new Update(new KevCatalog(version, released, now, etag, lastModified, entries), false, null);
        }
        if (reply.status() != 200) {
            return new Update(this, false, "CISA answered " + reply.status());
        }
        Map<String, Entry> fresh = new HashMap<>();
        long[] listed = {0};
        try {
            JsonNode body = VendorJson.read(reply, new VendorJson.Keep(NAMES, Set.of(), Map.of("/vulnerabilities", (name, row) -> {
                listed[0]++;
                add(fresh, row);
            })));
            String doubt = doubt(body, listed[0], fresh.size());
            return doubt != null ? new Update(this, false, doubt)
                    : new Update(new KevCatalog(VendorJson.line(body.get("catalogVersion"), 40), VendorTime.of(body.get("dateReleased")), now,
                            reply.header("ETag").orElse(null), reply.header("Last-Modified").orElse(null), fresh), true, null);
        } catch (UnreadableReplyException unreadable) {
            return new Update(this, false, "CISA: " + unreadable.getMessage());
        }
    }

    private @Nullable String doubt(JsonNode body, long listed, int usable) {
        Long count = VendorJson.number(body.get("count"));
        if (usable == 0) {
            return "the catalog was empty or of another form";
        }
        if (count != null && count != listed) {
            return "the catalog says " + count + " entries and holds " + listed;
        }
        if (usable < listed * SMALLEST_SHARE) {
            return "only " + usable + " of " + listed + " entries were readable";
        }
        return isLoaded() && usable < entries.size() * SMALLEST_SHARE ? "the catalog shrank from " + entries.size() + " to " + usable + " entries" : null;
    }

    private static void add(Map<String, Entry> fresh, JsonNode row) {
        String cve = VendorJson.line(row.get("cveID"), 40);
        if (cve != null && cve.toUpperCase(Locale.ROOT).matches("CVE-\\d{4}-\\d{4,19}") && fresh.size() < 100_000) {
            fresh.put(cve.toUpperCase(Locale.ROOT), new Entry(VendorJson.line(row.get("dateAdded"), 10), VendorJson.line(row.get("dueDate"), 10),
                    VendorJson.line(row.get("vulnerabilityName"), 160), VendorText.whole(row.get("shortDescription"), LONGEST_TEXT),
                    VendorText.whole(row.get("requiredAction"), LONGEST_TEXT),
                    "Known".equalsIgnoreCase(VendorJson.line(row.get("knownRansomwareCampaignUse"), 20)),
                    VendorJson.line(row.get("forensicTriage"), 20)));
        }
    }

    /**
     * Whether the CVE is listed.
     *
     * @param maxAge the oldest copy to trust; an older one gives {@code failed}, "KEV not checked"
     */
    @Override
    public Answer answer(String cve, Duration maxAge, Instant now) {
        if (!isLoaded()) {
            return Answer.without(AnswerState.FAILED, SOURCE, IndicatorType.CVE, cve, "KEV not checked: the catalog could not be loaded", now);
        }
        if (checkedAt.plus(maxAge).isBefore(now)) {
            return Answer.without(AnswerState.FAILED, SOURCE, IndicatorType.CVE, cve,
                    "KEV not checked: the copy of " + checkedAt.atZone(ZoneOffset.UTC).toLocalDate() + " is too old", now);
        }
        Entry entry = entries.get(cve.toUpperCase(Locale.ROOT));
        if (entry == null) {
            return Answer.without(AnswerState.NOT_FOUND, SOURCE, IndicatorType.CVE, cve,
                    "not in the KEV catalog" + (version == null ? "" : " " + version), now);
        }
        Map<String, Object> facts = new Facts.Builder().put("knownExploited", true).put("kevDateAdded", entry.dateAdded())
                .put("kevDueDate", entry.dueDate()).put("kevName", entry.name()).put("kevDescription", entry.description())
                .put("kevAction", entry.action()).put("kevRansomware", entry.ransomware()).put("kevForensicTriage", entry.triage())
                .put("kevVersion", version).build();
        return new Answer(SOURCE, IndicatorType.CVE, cve, AnswerState.FOUND, null, null, now, day(entry.dateAdded()), LINK,
                known(entry.dateAdded(), entry.ransomware()), facts);
    }

    /** The words for a CVE on such a list, whose name stands before them. */
    static String known(@Nullable String since, boolean ransomware) {
        return "known to be exploited" + (since == null ? "" : ", listed " + since) + (ransomware ? ", used in ransomware campaigns" : "");
    }

    static @Nullable Instant day(@Nullable String date) {
        return date == null ? null : VendorTime.of(TextNode.valueOf(date));
    }
}
