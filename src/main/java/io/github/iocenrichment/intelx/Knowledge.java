package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people at the platform made of a value. Plain data, kept as JSON with the publication. Texts come from others: one line each, bounded; they are
 * shown to analysts and never published.
 *
 * @param falsePositive an analyst marked the value as harmless
 * @param allowed       it is on the platform's list of allowed values
 * @param deprecated    it is expired or retired there
 * @param reviewed      an analyst has looked at it
 * @param toBeReviewed  it waits for an analyst
 * @param analystScore  score set by a person, as written; null when none is
 * @param tlp           marking, the analyst's before the platform's own; null when none is stated
 * @param tags          at most {@value #MOST_TAGS}
 * @param firstSeen     null when it is not stated
 * @param sources       names of its sources
 * @param kept          which vendors' answers it keeps, and of when
 */
public record Knowledge(boolean falsePositive, boolean allowed, boolean deprecated, boolean reviewed, boolean toBeReviewed, @Nullable String analystScore,
                        @Nullable String tlp, List<String> tags, @Nullable Instant firstSeen, List<String> sources, List<KeptAnswer> kept) {
    private static final int MOST_TAGS = 10;
    private static final int MOST_SOURCES = 50;

    /**
     * That the platform keeps a vendor's answer.
     *
     * @param tool    the vendor
     * @param updated when it was asked; null when that is not stated
     */
    public record KeptAnswer(String tool, @Nullable Instant updated) {
    }

    public Knowledge {
        tags = List.copyOf(tags);
        sources = List.copyOf(sources);
        // kept by a version that did not ask for them
        kept = kept == null ? List.of() : List.copyOf(kept);
    }

    /** Without vendors' answers. */
    public Knowledge(boolean falsePositive, boolean allowed, boolean deprecated, boolean reviewed, boolean toBeReviewed, @Nullable String analystScore,
                     @Nullable String tlp, List<String> tags, @Nullable Instant firstSeen, List<String> sources) {
        this(falsePositive, allowed, deprecated, reviewed, toBeReviewed, analystScore, tlp, tags, firstSeen, sources, List.of());
    }

    /** What the list of allowed values alone says. */
    public static Knowledge onlyAllowed() {
        return new Knowledge(false, true, false, false, false, null, null, List.of(), null, List.of());
    }

    /** Reads a row of a look-up, of either form. */
    static Knowledge of(JsonNode row) {
        String score = PlatformJson.text(row.path("analyst_score"));
        String tlp = PlatformJson.text(row.path("analyst_tlp"));
        return new Knowledge(PlatformJson.isTrue(row.path("is_false_positive")), PlatformJson.isTrue(row.path("is_whitelisted")),
                PlatformJson.isTrue(row.path("is_deprecated")), PlatformJson.isTrue(row.path("is_reviewed")), PlatformJson.isTrue(row.path("manual_review")),
                number(score), marking(tlp != null ? tlp : PlatformJson.text(row.path("tlp"))), names(row.path("tags"), MOST_TAGS),
                PlatformJson.time(row.path("first_seen")),
                names(row.path("sources"), MOST_SOURCES), StoredAnswer.of(row).stream().map(one -> new KeptAnswer(name(one.tool()), one.updated())).toList());
    }

    /** Whether the value is not to be published as an indicator. */
    public boolean isHarmless() {
        return falsePositive || allowed;
    }

    /** Whether a person there has said something about it. */
    public boolean isJudged() {
        return isHarmless() || reviewed || analystScore != null;
    }

    /** A value known under two rows: what speaks against an indicator stands. */
    public Knowledge and(Knowledge other) {
        return other.isHarmless() && !isHarmless() ? other : this;
    }

    private static @Nullable String number(@Nullable String text) {
        try {
            return text == null || text.length() > 10 ? null : new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /** {@code RED}, in whichever spelling it comes. */
    private static @Nullable String marking(@Nullable String tlp) {
        return tlp == null ? null : tlp.toUpperCase(Locale.ROOT).replaceFirst("^TLP\\s*[:_ ]\\s*", "");
    }

    /** Texts, or objects with a name. */
    private static List<String> names(JsonNode list, int most) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : PlatformJson.items(list)) {
            String name = PlatformJson.text(item.isObject() ? item.path("name") : item);
            if (name != null && names.size() < most && !names.contains(name)) {
                names.add(name(name));
            }
        }
        return names;
    }

    private static String name(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}
