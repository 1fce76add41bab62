package io.github.iocenrichment.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plots as positions in an SVG: what a template needs to draw them, and the figures for those who read a table. */
final class Chart {
    static final int WIDTH = 720;
    static final int HEIGHT = 200;
    private static final int LEFT = 46;
    private static final int BOTTOM = 24;
    private static final int TOP = 10;
    private static final int TICKS = 4;
    private static final int LABELS = 8;

    private Chart() {
    }

    /** Values of one kind, one for each label. @param css class by which it is coloured */
    record Series(String name, String css, List<Double> values) {
    }

    /** Bars on top of each other. */
    static Map<String, Object> bars(String title, String unit, List<String> labels, List<Series> series) {
        double top = 0;
        for (int i = 0; i < labels.size(); i++) {
            int at = i;
            top = Math.max(top, series.stream().mapToDouble(one -> one.values().get(at)).sum());
        }
        double most = round(top);
        double step = labels.isEmpty() ? 1 : (double) (WIDTH - LEFT) / labels.size();
        List<Map<String, Object>> bars = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            double base = HEIGHT - BOTTOM;
            for (Series one : series) {
                double height = one.values().get(i) / most * (HEIGHT - BOTTOM - TOP);
                if (height > 0) {
                    base -= height;
                    bars.add(new Fields().with("x", number(LEFT + i * step + step * 0.12)).with("y", number(base))
                            .with("width", number(Math.max(1, step * 0.76)))
                            .with("height", number(height)).with("css", one.css()).map());
                }
            }
        }
        return frame(title, unit, labels, series, most, step).with("bars", bars).with("lines", List.of()).map();
    }

    /** Lines; a value that is missing is NaN and leaves a gap. */
    static Map<String, Object> lines(String title, String unit, List<String> labels, List<Series> series) {
        double most = round(series.stream().flatMap(one -> one.values().stream()).filter(value -> !value.isNaN()).mapToDouble(Double::doubleValue).max()
                .orElse(0));
        double step = labels.isEmpty() ? 1 : (double) (WIDTH - LEFT) / labels.size();
        List<Map<String, Object>> lines = new ArrayList<>();
        List<Map<String, Object>> dots = new ArrayList<>();
        for (Series one : series) {
            StringBuilder path = new StringBuilder();
            boolean open = false;
            for (int i = 0; i < labels.size(); i++) {
                double value = one.values().get(i);
                if (Double.isNaN(value)) {
                    open = false;
                    continue;
                }
                double x = LEFT + (i + 0.5) * step;
                double y = HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP);
                path.append(open ? 'L' : 'M').append(number(x)).append(' ').append(number(y));
                dots.add(new Fields().with("x", number(x)).with("y", number(y)).with("css", one.css()).map());
                open = true;
            }
            lines.add(new Fields().with("path", path.toString()).with("css", one.css()).map());
        }
        return frame(title, unit, labels, series, most, step).with("bars", List.of()).with("lines", lines).with("dots", dots).map();
    }

    private static Fields frame(String title, String unit, List<String> labels, List<Series> series, double most, double step) {
        List<Map<String, Object>> ticks = new ArrayList<>();
        for (int i = 0; i <= TICKS; i++) {
            double value = most * i / TICKS;
            ticks.add(new Fields().with("y", number(HEIGHT - BOTTOM - (double) i / TICKS * (HEIGHT - BOTTOM - TOP))).with("label", figure(value)).map());
        }
        int every = Math.max(1, (labels.size() + LABELS - 1) / LABELS);
        List<Map<String, Object>> marks = new ArrayList<>();
        for (int i = 0; i < labels.size(); i += every) {
            marks.add(new Fields().with("x", number(LEFT + (i + 0.5) * step)).with("label", labels.get(i)).map());
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            int at = i;
            rows.add(new Fields().with("label", labels.get(i)).with("values", series.stream().map(one -> one.values().get(at))
                    .map(value -> value.isNaN() ? "–" : figure(value)).toList()).map());
        }
        return new Fields().with("title", title).with("unit", unit).with("width", WIDTH).with("height", HEIGHT).with("left", LEFT).with("ticks", ticks)
                .with("marks", marks)
                .with("series", series.stream().map(one -> new Fields().with("name", one.name()).with("css", one.css()).map()).toList()).with("rows", rows)
                .with("empty", series.stream().allMatch(one -> one.values().stream().allMatch(value -> value.isNaN() || value == 0)));
    }

    /** A round number that is not smaller, for the top of the scale. */
    private static double round(double value) {
        if (value <= 0) {
            return TICKS;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[]{1, 2, 4, 5, 10}) {
            if (value <= step * power) {
                return Math.max(TICKS, step * power);
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return String.valueOf(Math.round(value * 10) / 10.0);
    }

    static String figure(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,d", (long) value).replace(',', ' ')
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
