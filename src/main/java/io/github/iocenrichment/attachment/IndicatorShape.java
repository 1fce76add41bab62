package io.github.iocenrichment.attachment;

import java.util.Locale;

/** A coarse look that lets every indicator through and most plain words, numbers and names of schemas not. */
final class IndicatorShape {
    private static final int SHORTEST = 4;
    private static final int HASH = 32;

    private IndicatorShape() {
    }

    /** Whether there may be an indicator in a text, such as the content of a cell. */
    static boolean mayBeIn(CharSequence text) {
        if (text.length() < SHORTEST) {
            return false;
        }
        boolean digitsOnly = true;
        boolean mark = text.length() >= HASH;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            digitsOnly &= Character.isDigit(character) || character == '.' || character == '-';
            points += character == '.' ? 1 : 0;
            mark |= ".:/@[({-\\".indexOf(character) >= 0 || character > '~';
        }
        return mark && !(digitsOnly && points <= 1);
    }

    /** Whether an address is one of those by which Office and XML name their schemas. */
    static boolean isSchema(String value) {
        String lower = value.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("http://schemas.") || lower.startsWith("https://schemas.") || lower.startsWith("http://www.w3.org/")
                || lower.startsWith("http://purl.o")
                || lower.startsWith("urn:") || lower.startsWith("http://ns.adobe.com/");
    }

    /** Whether the value of an attribute {@code style} is made of style rules that name no address. */
    static boolean isStyle(String value) {
        return value.indexOf(':') > 0 && !value.contains("url(") && !value.contains("//");
    }
}
