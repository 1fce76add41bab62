package io.github.iocenrichment.publish;

import io.github.iocenrichment.intelx.Knowledge;
import io.github.iocenrichment.source.KeptWords;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Intel Exchange said about the values of a publication before it was sent; kept with the plan, so that a further try does not ask anew.
 *
 * @param findings a short name of the findings that it is about
 * @param asked    false when it could not be asked: everything is published then, and the note says so
 * @param ownSource name or id of our source there, which is no news
 * @param byKey    what it knows, by the key of the indicator
 */
public record KnownThere(String findings, boolean asked, String ownSource, Map<String, Knowledge> byKey) {
    /** Under this key a report is given what holds for the whole publication. */
    public static final String WHOLE = "";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int MOST_SOURCES = 5;

    public KnownThere {
        byKey = Map.copyOf(byKey);
    }

    /** Keys of values that are not published as indicators. */
    Set<String> harmless() {
        return byKey.entrySet().stream().filter(entry -> entry.getValue().isHarmless()).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** One line for each value about which others than we have something to say. @param marking of what is published */
    public Map<String, String> words(@Nullable String marking) {
        Map<String, String> words = new LinkedHashMap<>();
        if (!asked) {
            words.put(WHOLE, "Intel Exchange was not asked first");
        }
        byKey.forEach((key, known) -> {
            String said = words(known, ownSource, marking);
            if (!said.isEmpty()) {
                words.put(key, said);
            }
        });
        return words;
    }

    private static String words(Knowledge known, String ownSource, @Nullable String marking) {
        if (known.isRed()) {
            // nothing else of the row leaves the platform, not even why the value is no indicator
            return "known to Intel Exchange, marked RED" + (known.isHarmless() ? "; not published as an indicator" : "");
        }
        List<String> parts = new ArrayList<>();
        if (known.falsePositive()) {
            parts.add("an analyst marked this a false positive; not published as an indicator");
        } else if (known.allowed()) {
            parts.add("on the list of allowed indicators of Intel Exchange; not published as an indicator");
        }
        if (known.deprecated()) {
            parts.add("known there, deprecated");
        }
        if (known.analystScore() != null) {
            parts.add("score " + known.analystScore() + " by an analyst");
        }
        // what we alone have published says nothing new: tags and time are our own
        boolean ours = !known.isJudged() && !known.sources().isEmpty() && known.sources().stream().allMatch(name -> name.equals(ownSource));
        if (!ours && !known.tags().isEmpty()) {
            parts.add("tags " + String.join(", ", known.tags()));
        }
        if (!ours && known.firstSeen() != null) {
            parts.add("first seen " + DAY.format(known.firstSeen()));
        }
        List<String> others = known.sources().stream().filter(name -> !name.equals(ownSource)).toList();
        if (!others.isEmpty()) {
            parts.add(others.size() + (others.size() == 1 ? " other source: " : " other sources: ")
                    + String.join(", ", others.subList(0, Math.min(MOST_SOURCES, others.size())))
                    + (others.size() > MOST_SOURCES ? " and more" : ""));
        }
        known.kept().stream().limit(MOST_SOURCES).forEach(answer -> parts.add(answer.tool() + ", " + KeptWords.of(answer.updated())));
        if (known.reviewed()) {
            parts.add("reviewed by an analyst");
        }
        if (known.toBeReviewed()) {
            parts.add("waits for a review by an analyst");
        }
        if (known.tlp() != null && marking != null && known.isStricterThan(marking)) {
            parts.add("marked " + known.tlp().replace('_', '+') + " there");
        }
        return String.join("; ", parts);
    }
}
