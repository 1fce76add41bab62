package io.github.iocenrichment.ivanti;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ivanti's technical key: 32 hexadecimal characters without hyphens. */
public final class RecId {
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{32}");

    private RecId() {
    }

    public static boolean isOne(@Nullable String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * The key, fit to stand in an address.
     *
     * @throws IllegalArgumentException when it has another form
     */
    public static String checked(String text) {
        if (!isOne(text)) {
            throw new IllegalArgumentException("not a RecId of 32 hexadecimal characters");
        }
        return text;
    }
}
