package io.github.iocenrichment.source;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
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
 * The last good copy of ENISA's list of exploited vulnerabilities (EUVD). A row may have no CVE id, and then says nothing here.
 *
 * <p>Facts of a listed CVE: {@code knownExploited} true, {@code kevDateAdded} (day), {@code kevRansomware}, {@code kevDescription}, {@code euvdId}.
 *
 * @param checkedAt    when it was last loaded or confirmed unchanged; null before the first load
 * @param etag         for {@code If-None-Match}; null when not given
 * @param lastModified for {@code If-Modified-Since}; null when not given
 * @param rows         rows of the list, those without a CVE id included
 */
public record EuvdList(@Nullable Instant checkedAt, @Nullable String etag, @Nullable String lastModified, int rows, Map<String,
                       Entry> entries) implements ExploitedList {
    public static final String SOURCE = "kev-enisa";
    private static final String TITLE = "ENISA EUVD";
    private static final String LINK = "https://euvd.enisa.europa.eu/";
    private static final Set<String> NAMES = Set.of("cveID", "euvdID", "dateReported", "shortDescription", "exploitationType");
    /** A new copy with less than this share of the old rows is taken for a broken one. */
    private static final double SMALLEST_SHARE = 0.9;

    /** One listed vulnerability. */
    public record Entry(@Nullable String euvdId, @Nullable String dateReported, @Nullable String description, boolean ransomware) {
    }

    public EuvdList {
        entries = Map.copyOf(entries);
    }

    /** Before the first load. */
    public static EuvdList empty() {
        return new EuvdList(null, null, null, 0, Map.of());
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    @JsonIgnore
    public boolean isLoaded() {
        return checkedAt != null;
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Update taking(HttpReply reply, Instant now) {
        if (reply.status() == 304 && isLoaded()) {
            return new Update(new EuvdList(now, etag, lastModified, rows, entries), false, null);
        }
        if (reply.status() != 200) {
            return new Update(this, false, "ENISA answered " + reply.status());
        }
        Map<String, Entry> fresh = new HashMap<>();
        int[] seen = {0, 0};
        try {
            VendorJson.read(reply, new VendorJson.Keep(NAMES, Set.of(), Map.of("", (name, row) -> {
                seen[0]++;
                seen[1] += add(fresh, row) ? 1 : 0;
            })));
        } catch (UnreadableReplyException unreadable) {
            return new Update(this, false, "ENISA: " + unreadable.getMessage());
        }
        String doubt = doubt(seen[0], seen[1]);
        return doubt != null ? new Update(this, false, doubt)
                : new Update(new EuvdList(now, reply.header("ETag").orElse(null), reply.header("Last-Modified").orElse(null), seen[1], fresh), true, null);
    }

    private @Nullable String doubt(int listed, int usable) {
        if (usable == 0) {
            return "ENISA's list was empty or of another form";
        }
        if (usable < listed * SMALLEST_SHARE) {
            return "only " + usable + " of " + listed + " rows of ENISA's list were readable";
        }
        return isLoaded() && usable < rows * SMALLEST_SHARE ? "ENISA's list shrank from " + rows + " to " + usable + " rows" : null;
    }

    /** @return whether the row is one of the list, with a CVE id or without */
    private static boolean add(Map<String, Entry> fresh, JsonNode row) {
        String euvd = VendorJson.line(row.path("euvdID"), 40);
        String cve = VendorJson.line(row.path("cveID"), 40);
        if (cve != null && cve.toUpperCase(Locale.ROOT).matches("CVE-\\d{4}-\\d{4,19}") && fresh.size() < 200_000) {
            String kind = VendorJson.line(row.get("exploitationType"), 40);
            fresh.put(cve.toUpperCase(Locale.ROOT), new Entry(euvd, day(VendorJson.line(row.get("dateReported"), 10)),
                    VendorText.whole(row.get("shortDescription"), KevCatalog.LONGEST_TEXT), kind != null && kind.toLowerCase(Locale.ROOT)
                    .contains("ransomware")));
            return true;
        }
        return euvd != null;
    }

    /** {@code 2026/05/08} as {@code 2026-05-08}; null when it is no day. */
    private static @Nullable String day(@Nullable String written) {
        String day = written == null ? "" : written.replace('/', '-');
        return day.matches("\\d{4}-\\d{2}-\\d{2}") ? day : null;
    }

    @Override
    public Answer answer(String cve, Duration maxAge, Instant now) {
        if (!isLoaded()) {
            return Answer.without(AnswerState.FAILED, SOURCE, IndicatorType.CVE, cve, TITLE + " not checked: the list could not be loaded", now);
        }
        if (checkedAt.plus(maxAge).isBefore(now)) {
            return Answer.without(AnswerState.FAILED, SOURCE, IndicatorType.CVE, cve,
                    TITLE + " not checked: the copy of " + checkedAt.atZone(ZoneOffset.UTC).toLocalDate() + " is too old", now);
        }
        Entry entry = entries.get(cve.toUpperCase(Locale.ROOT));
        if (entry == null) {
            return Answer.without(AnswerState.NOT_FOUND, SOURCE, IndicatorType.CVE, cve, "not listed as exploited", now);
        }
        Map<String, Object> facts = new Facts.Builder().put("knownExploited", true).put("kevDateAdded", entry.dateReported())
                .put("kevRansomware", entry.ransomware())
                .put("kevDescription", entry.description()).put("euvdId", entry.euvdId()).build();
        return new Answer(SOURCE, IndicatorType.CVE, cve, AnswerState.FOUND, null, null, now, KevCatalog.day(entry.dateReported()), LINK,
                KevCatalog.known(entry.dateReported(), entry.ransomware()), facts);
    }
}
