package io.github.iocenrichment.intelx;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.stix.StixText;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people at the platform made of a value. Plain data, kept as JSON with the publication. Texts come from others: one line each, bounded; they are
 * shown to analysts and never published. Of what is marked RED nothing is kept but the marking and that it is to be no indicator.
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
    private static final int NAME_CHARS = 60;
    private static final String RED = "RED";
    private static final List<String> STRICTER = List.of("CLEAR", "GREEN", "AMBER", "AMBER_STRICT", RED);

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
        String marking = marking(tlp != null ? tlp : PlatformJson.text(row.path("tlp")));
        boolean falsePositive = PlatformJson.isTrue(row.path("is_false_positive"));
        boolean allowed = PlatformJson.isTrue(row.path("is_whitelisted"));
        if (RED.equals(marking)) {
            return red(falsePositive, allowed);
        }
        return new Knowledge(falsePositive, allowed, PlatformJson.isTrue(row.path("is_deprecated")), PlatformJson.isTrue(row.path("is_reviewed")),
                PlatformJson.isTrue(row.path("manual_review")), number(score), marking, names(row.path("tags"), MOST_TAGS),
                PlatformJson.time(row.path("first_seen")), names(row.path("sources"), MOST_SOURCES),
                StoredAnswer.of(row).stream().map(one -> new KeptAnswer(StixText.line(one.tool(), NAME_CHARS), one.updated())).toList());
    }

    private static Knowledge red(boolean falsePositive, boolean allowed) {
        return new Knowledge(falsePositive, allowed, false, false, false, null, RED, List.of(), null, List.of());
    }

    /** Whether nothing of it may be told but that the value is known, and how it is marked. */
    public boolean isRed() {
        return RED.equals(tlp);
    }

    /** Whether it is marked stricter than by this marking: {@code AMBER}, {@code AMBER+STRICT}. */
    public boolean isStricterThan(String marking) {
        return STRICTER.indexOf(tlp) > STRICTER.indexOf(marking(marking));
    }

    /** Whether the value is not to be published as an indicator. */
    public boolean isHarmless() {
        return falsePositive || allowed;
    }

    /** Whether a person there has said something about it. */
    public boolean isJudged() {
        return isHarmless() || reviewed || analystScore != null;
    }

    /** A value known under several rows: what speaks against an indicator, and the strictest marking, stand; the rest is told together. */
    public Knowledge and(Knowledge other) {
        if (isRed() || other.isRed()) {
            return red(falsePositive || other.falsePositive, allowed || other.allowed);
        }
        return new Knowledge(falsePositive || other.falsePositive, allowed || other.allowed, deprecated && other.deprecated, reviewed || other.reviewed,
                toBeReviewed || other.toBeReviewed, analystScore != null ? analystScore : other.analystScore,
                tlp == null || other.tlp != null && other.isStricterThan(tlp) ? other.tlp : tlp, together(tags, other.tags).limit(MOST_TAGS).toList(),
                Stream.of(firstSeen, other.firstSeen).filter(Objects::nonNull).min(Instant::compareTo).orElse(null),
                together(sources, other.sources).limit(MOST_SOURCES).toList(), together(kept, other.kept).toList());
    }

    private static <T> Stream<T> together(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct();
    }

    /** A plain decimal number: another notation could stand for one of millions of digits. */
    private static @Nullable String number(@Nullable String text) {
        return Optional.ofNullable(text).filter(score -> score.matches("-?\\d{1,6}(\\.\\d{1,6})?"))
                .map(score -> new BigDecimal(score).stripTrailingZeros().toPlainString()).orElse(null);
    }

    /** {@code RED}, {@code AMBER_STRICT}, in whichever spelling it comes. */
    private static @Nullable String marking(@Nullable String tlp) {
        return tlp == null ? null : tlp.toUpperCase(Locale.ROOT).replaceFirst("^TLP\\s*[-:_ ]\\s*", "").replaceAll("[-+ ]", "_").replace("WHITE", "CLEAR");
    }

    /** Texts, or objects with a name. */
    private static List<String> names(JsonNode list, int most) {
        return PlatformJson.items(list).stream().map(item -> PlatformJson.text(item.isObject() ? item.path("name") : item)).filter(Objects::nonNull)
                .map(name -> StixText.line(name, NAME_CHARS)).distinct().limit(most).toList();
    }
}
