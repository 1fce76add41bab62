package io.github.iocenrichment.source;

import io.github.iocenrichment.indicator.IndicatorType;
import java.util.List;
import java.util.Locale;

/** Small words for summaries. */
final class Words {
    private Words() {
    }

    /** {@code 1 report}, {@code 2 reports}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The kind of an indicator for people ({@code SHA-512}). */
    static String kind(IndicatorType type) {
        return type.label().toUpperCase(Locale.ROOT).replaceFirst("^SHA(?=\\d)", "SHA-");
    }

    /** A vendor's word as a label: lower case, letters and digits of any script, single dashes between ({@code ddos-attack}). */
    static String term(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}._]+", "-").replaceAll("^-+|-+$", "");
    }

    /** Each word as a term, without doubles and empties, at most {@code most}. */
    static List<String> terms(List<String> words, int most) {
        return words.stream().map(Words::term).filter(t -> !t.isEmpty()).distinct().limit(most).toList();
    }
}
