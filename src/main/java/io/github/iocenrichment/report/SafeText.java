package io.github.iocenrichment.report;

import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.text.OneLine;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes one harmless line of any untrusted text (ticket, file name, vendor answer): no line breaks, no control, direction or
 * invisible characters, no start that a spreadsheet takes for a formula, and never longer than asked.
 * Markup is left alone here: the HTML form escapes it, see {@link #withoutBrackets} for the plain one.
 */
public final class SafeText {
    private static final String FORMULA_STARTS = "=+-@|";

    private SafeText() {
    }

    /** {@code text} on one line, cut to {@code max} characters (code points); empty for null. */
    public static String line(@Nullable String text, int max) {
        return OneLine.of(text, max);
    }

    /** As {@link #line}, with every address in it defanged and without a formula's start. */
    public static String words(@Nullable String text, int max) {
        String line = Defanger.text(line(text, max));
        return !line.isEmpty() && FORMULA_STARTS.indexOf(line.charAt(0)) >= 0 ? "'" + line : line;
    }

    /** For the plain form: a tenant that shows plain notes as HTML must not find a tag in it. */
    static String withoutBrackets(String text) {
        return text.replace('<', '‹').replace('>', '›');
    }

    /** Only letters, digits and hyphens, for numbers and keys that become part of a subject. */
    static String key(@Nullable String text) {
        return text == null ? "" : line(text.replaceAll("[^A-Za-z0-9-]", ""), 60);
    }

    /** {@code 1 reporter}, {@code 3 reporters}. */
    static String count(long number, String one, String many) {
        return String.format(Locale.ROOT, "%d %s", number, number == 1 ? one : many);
    }
}
