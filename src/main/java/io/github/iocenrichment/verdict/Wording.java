package io.github.iocenrichment.verdict;

import io.github.iocenrichment.source.NvdReader;
import io.github.iocenrichment.source.SourceCatalog;
import java.util.List;
import java.util.Locale;

/** Figures in words that can be checked with a pencil. */
final class Wording {
    private Wording() {
    }

    /** As {@link String#format}, with the same digits wherever the program runs. */
    static String say(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@code once}, {@code twice}, {@code 3 times}. */
    static String times(int number) {
        return number == 1 ? "once" : number == 2 ? "twice" : number + " times";
    }

    /** Share in percent, cut to one decimal and never rounded up, so that a share short of a limit does not look as if it reached it. */
    static String percent(long part, long whole) {
        long tenths = tenths(part, whole);
        return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " %";
    }

    /** The share as {@link #percent} shows it, in tenths of a percent: what is reckoned with it can be repeated from the words. */
    static long tenths(long part, long whole) {
        return whole == 0 ? 0 : part * 1000 / whole;
    }

    /** That a source's own figure counts as another one; nothing when it counts as it is. */
    static String counted(long stated, int counted) {
        return stated == counted ? "" : "; score counted as " + counted;
    }

    static String minus(int points) {
        return points == 0 ? "unchanged" : "\u2212" + points;
    }

    /** A source's name for people. */
    static String source(String name) {
        return name.equals(NvdReader.SOURCE) ? "the NVD" : SourceCatalog.title(name);
    }

    static String sources(List<String> names) {
        return and(names.stream().map(Wording::source).toList());
    }

    static String and(List<String> names) {
        return names.size() < 2 ? String.join("", names) : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
