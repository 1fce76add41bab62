package io.github.iocenrichment.settings;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The name that was meant by a mistyped one. */
public final class NearestName {
    private static final int COMPARED = 200;
    private static final int SURE = 3;

    private NearestName() {
    }

    /** The nearest of some names, when one is near: a third of its characters may differ, three always. */
    public static Optional<String> of(String written, Collection<String> names) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String known : names) {
            int steps = known.equalsIgnoreCase(written) ? 0 : steps(written, known);
            if (steps < least) {
                least = steps;
                best = known;
            }
        }
        return least <= Math.max(SURE, written.length() / SURE) ? Optional.ofNullable(best) : Optional.empty();
    }

    /** The same with half as many differences and never more characters wrong than right: where any name at all could be meant. */
    public static Optional<String> close(String written, Collection<String> names) {
        return of(written, names)
                .filter(near -> near.equalsIgnoreCase(written)
                || steps(written.toLowerCase(Locale.ROOT), near.toLowerCase(Locale.ROOT)) <= Math.max(1, Math.min(SURE, written.length() / 4)));
    }

    /** {@code did you mean NEAR?}, or what else to do when no name is near. */
    public static String remedy(String written, Collection<String> names, String otherwise) {
        return of(written, names)
                .filter(near -> near.equalsIgnoreCase(written) || steps(written, near) <= Math.max(2, written.length() / SURE))
                .map(near -> "did you mean " + near + "?").orElse(otherwise);
    }

    /** Edit distance in insertions, deletions and exchanges of one character. */
    private static int steps(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= Math.min(from.length(), COMPARED); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int exchange = corner + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(exchange, Math.min(above, row[j - 1]) + 1);
                corner = above;
            }
        }
        return row[to.length()];
    }
}
