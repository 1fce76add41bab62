package io.github.iocenrichment.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of docs/performance.md in their order, each with what is to be reached. */
enum Figure {
    CPU("CPU of the product per incident", "≤", " ms", 45),
    RATE("incidents a second, 100 at once, limits wide (50 in flight)", "≥", "", 25),
    LIMITS("the same with default limits, against what the limits allow", "≤", " ×", 1.15),
    SQL("SQL statements / commits per incident", "≤", "", 40, 12),
    LOOK_UP("a look-up's way (20 ms at the vendor), median under load", "≤", " ms", 60),
    MEMORY("RSS with 64 incidents at once", "≤", " MB", 300),
    WAY("visible → note at light load, against the shortest chain of calls (160 ms)", "≤", " ×", 1.25),
    FULL("cost per incident with 100,000 in the store against an empty one", "≤", " ×", 1.1),
    NODES("three nodes on one PostgreSQL against one, same processors", "≥", " ×", 1),
    CONTENT("store per incident of 7 indicators, without kept raw answers", "≤", " KB", 15),
    FILE("H2 file against its content, after steady work / after a clean stop", "≤", " ×", 3, 1.5),
    SOAK("CPU per incident at the end of steady work against the start", "≤", " ×", 1.05),
    START("start of the jar to first poll (s) / CPU when idle (% of a core)", "≤", "", 3, 1),
    EXTRACT("extraction of a 5 MiB log by `extract`, process included", "≥", " MiB/s", 8),
    SANDBOX("CPU of the sandbox per incident", "", " ms");

    private final String label;
    private final String direction;
    private final String unit;
    private final double[] bounds;

    Figure(String label, String direction, String unit, double... bounds) {
        this.label = label;
        this.direction = direction;
        this.unit = unit;
        this.bounds = bounds;
    }

    String label() {
        return label;
    }

    /** Such as {@code ≤ 40 / ≤ 12}; empty for a figure that is only reported. */
    String reach() {
        return bounds.length == 0 ? "" : String.join(" / ", Arrays.stream(bounds).mapToObj(bound -> direction + " " + text(bound)).toList()) + unit;
    }

    /** Such as {@code 38 / 11.2}. */
    String words(double... values) {
        return String.join(" / ", Arrays.stream(values).mapToObj(Figure::text).toList()) + unit;
    }

    /** {@code yes} or {@code no}; empty for a figure that is only reported. */
    String reached(double... values) {
        List<Boolean> each = new ArrayList<>();
        for (int i = 0; i < bounds.length; i++) {
            each.add(direction.equals("≤") ? values[i] <= bounds[i] : values[i] >= bounds[i]);
        }
        return each.isEmpty() ? "" : each.contains(false) ? "no" : "yes";
    }

    /** Three significant digits, and all digits before the point. */
    static String text(double value) {
        double size = Math.abs(value);
        int digits = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
