package io.github.iocenrichment.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.iocenrichment.enrich.IncidentIndex;
import io.github.iocenrichment.text.Defanger;
import io.github.iocenrichment.report.SafeText;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.store.FigureStore;
import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures over time: incidents, verdicts, times to the note, answers and costs of the sources. */
public final class Trends {
    /** Incidents are counted by the hour up to this range, by the day beyond it. */
    private static final Duration BY_HOUR = Duration.ofHours(48);
    private static final int TOP = 10;
    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    private final Store store;
    private final Clock clock;
    /** By how far it looks back: to count all that several incidents hold takes a moment, and changes slowly. */
    private final Cache<Duration, List<Map<String, Object>>> frequent = Caffeine.newBuilder().maximumSize(8).expireAfterWrite(Duration.ofMinutes(5)).build();

    public Trends(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** All of a range. */
    record Range(List<Instant> at, List<String> labels, List<Map<String, Long>> figures, Map<String, Long> sums, boolean byHour) {
        List<Double> values(ToDoubleFunction<Map<String, Long>> value) {
            return figures.stream().mapToDouble(value).boxed().toList();
        }

        long sum(String name) {
            return sums.getOrDefault(name, 0L);
        }
    }

    Range range(Duration back) {
        Instant now = clock.instant();
        boolean byHour = back.compareTo(BY_HOUR) <= 0;
        FigureStore.Span span = byHour ? FigureStore.Span.HOUR : FigureStore.Span.DAY;
        Duration step = byHour ? Duration.ofHours(1) : Duration.ofDays(1);
        Instant first = span.of(now.minus(back).plus(step));
        Map<Instant, Map<String, Long>> known = store.figures().since(span, first);
        List<Instant> times = new ArrayList<>();
        for (Instant at = first; !at.isAfter(now); at = at.plus(step)) {
            times.add(at);
        }
        List<Map<String, Long>> figures = times.stream().map(at -> known.getOrDefault(at, Map.of())).toList();
        Map<String, Long> sums = new TreeMap<>();
        figures.forEach(one -> one.forEach((name, amount) -> sums.merge(name, amount, Long::sum)));
        return new Range(times, times.stream().map(at -> byHour ? at.toString().substring(11, 16) : at.toString().substring(5, 10)).toList(), figures, sums,
                byHour);
    }

    /** What the page of a range shows. */
    Map<String, Object> model(@Nullable Duration back) {
        Range range = range(back);
        return new Fields().with("charts", List.of(verdicts(range), times(range), indicators(range), calls(range)))
                .with("tiles", tiles(range)).with("stages", stages(range)).with("sources", sources(range)).with("agreement", agreement(range))
                .with("top", frequent.get(back, length -> top(clock.instant().minus(length)))).with("from", Fields.time(range.at().get(0)))
                .with("to", Fields.time(clock.instant())).map();
    }

    static Map<String, Object> verdicts(Range range) {
        return Chart.bars("Incidents by worst verdict", "incidents", range.labels(), Stream.concat(byVerdict(range, "worst|"),
                Stream.of(new Chart.Series("no indicator", "v-none", range.values(figures -> figures.getOrDefault("worst|none", 0L))))).toList());
    }

    private static Map<String, Object> indicators(Range range) {
        return Chart.bars("Indicators by verdict", "indicators", range.labels(), byVerdict(range, "verdict|").toList());
    }

    private static Stream<Chart.Series> byVerdict(Range range, String figure) {
        return Arrays.stream(VerdictValue.values()).map(VerdictValue::label).map(label -> new Chart.Series(label.replace('-', ' '), "v-" + label,
                range.values(figures -> figures.getOrDefault(figure + label, 0L))));
    }

    static Map<String, Object> times(Range range) {
        return Chart.lines("Time from intake to the note", "seconds", range.labels(), List.of(
                new Chart.Series("half of all (p50)", "s-1", range.values(figures -> percentile(figures, HALF))),
                new Chart.Series("95 of 100 (p95)", "s-2", range.values(figures -> percentile(figures, MOST)))));
    }

    private static Map<String, Object> calls(Range range) {
        return Chart.bars("Questions to the sources", "questions", range.labels(), List.of(
                new Chart.Series("asked", "s-1", range.values(figures -> sum(figures, "asked|"))),
                new Chart.Series("saved: answered from what is kept", "s-3", range.values(figures -> sum(figures, "kept|")))));
    }

    private static double sum(Map<String, Long> figures, String beginning) {
        return figures.entrySet().stream().filter(one -> one.getKey().startsWith(beginning)).mapToLong(Map.Entry::getValue).sum();
    }

    /** Within a class of times, evenly spread; NaN when there is none. */
    static double percentile(Map<String, Long> figures, double part) {
        List<Long> counts = new ArrayList<>(FigureStore.NOTE_SECONDS.stream().map(end -> figures.getOrDefault("note|" + end, 0L)).toList());
        counts.add(figures.getOrDefault("note|more", 0L));
        long all = counts.stream().mapToLong(Long::longValue).sum();
        if (all == 0) {
            return Double.NaN;
        }
        double wanted = part * all;
        double before = 0;
        for (int i = 0; i < counts.size(); i++) {
            if (before + counts.get(i) >= wanted && counts.get(i) > 0) {
                double start = i == 0 ? 0 : FigureStore.NOTE_SECONDS.get(i - 1);
                double end = i < FigureStore.NOTE_SECONDS.size() ? FigureStore.NOTE_SECONDS.get(i) : start;
                return Math.rint((start + (end - start) * (wanted - before) / counts.get(i)) * 10) / 10;
            }
            before += counts.get(i);
        }
        return Double.NaN;
    }

    static List<Map<String, Object>> tiles(Range range) {
        double half = percentile(range.sums(), HALF);
        double most = percentile(range.sums(), MOST);
        long asked = (long) sum(range.sums(), "asked|");
        long kept = (long) sum(range.sums(), "kept|");
        return List.of(tile("Incidents noted", Chart.figure(range.sum("incidents")), "with " + Chart.figure(range.sum("indicators")) + " indicators"),
                tile("Time to note", Double.isNaN(half) ? "–" : Fields.span(Duration.ofSeconds((long) half)),
                        Double.isNaN(most) ? "no note in this time" : "95 of 100 within " + Fields.span(Duration.ofSeconds((long) most))),
                tile("Answered", percent(range.sum("enriched"), range.sum("indicators")), "indicators that a source answered about"),
                tile("Questions saved", percent(kept, asked + kept), Chart.figure(asked) + " asked, " + Chart.figure(kept) + " answered from what is kept"),
                tile("Malicious", Chart.figure(range.sum("verdict|malicious")), "indicators, " + Chart.figure(range.sum("verdict|suspicious")) + " suspicious"),
                tile("Not read", Chart.figure(range.sum("unread")), "files or parts of files"));
    }

    private static Map<String, Object> tile(String name, String value, String words) {
        return new Fields().with("name", name).with("value", value).with("words", words).map();
    }

    private static String percent(long part, long all) {
        return all == 0 ? "–" : Math.round(100.0 * part / all) + " %";
    }

    private static List<Map<String, Object>> stages(Range range) {
        record Stage(String name, long times, double seconds) {
        }
        return range.sums().keySet().stream().filter(name -> name.startsWith("stage-times|")).map(name -> name.substring(name.indexOf('|') + 1))
                .map(stage -> new Stage(stage, range.sum("stage-times|" + stage),
                        (double) range.sum("stage-seconds|" + stage) / Math.max(1, range.sum("stage-times|" + stage))))
                .sorted(Comparator.comparingDouble(Stage::seconds).reversed())
                .map(stage -> new Fields().with("name", stage.name()).with("seconds", Chart.figure(Math.round(stage.seconds() * 10) / 10.0))
                        .with("times", stage.times()).map()).toList();
    }

    /** One row a source: answers by state, what was asked and what was saved, calls with their time. */
    static List<Map<String, Object>> sources(Range range) {
        Map<String, Map<String, Long>> states = new TreeMap<>();
        range.sums().forEach((name, amount) -> {
            String[] parts = name.split("\\|");
            if (parts.length == 3 && parts[0].equals("answer")) {
                states.computeIfAbsent(parts[1], source -> new LinkedHashMap<>()).put(parts[2], amount);
            } else if (parts.length == 3 && parts[0].equals("calls")) {
                states.computeIfAbsent(parts[1], source -> new LinkedHashMap<>());
            }
        });
        return states.entrySet().stream().map(one -> source(range, one.getKey(), one.getValue())).toList();
    }

    private static Map<String, Object> source(Range range, String source, Map<String, Long> states) {
        Map<String, Long> calls = range.sums().entrySet().stream().filter(one -> one.getKey().startsWith("calls|" + source + "|"))
                .collect(Collectors.toMap(one -> one.getKey().substring(one.getKey().lastIndexOf('|') + 1), Map.Entry::getValue, Long::sum, TreeMap::new));
        long made = calls.values().stream().mapToLong(Long::longValue).sum();
        return new Fields().with("name", source).with("title", SafeText.line(SourceCatalog.title(source), 60)).with("asked", range.sum("asked|" + source))
                .with("kept", range.sum("kept|" + source))
                .with("states", states.entrySet().stream().map(state -> new Fields().with("name", state.getKey()).with("count", state.getValue()).map())
                        .toList())
                .with("calls", made).with("failed", calls.entrySet().stream().filter(call -> !Arrays.asList("2xx", "3xx", "404").contains(call.getKey()))
                        .mapToLong(Map.Entry::getValue).sum())
                .with("millis", made == 0 ? "–" : Chart.figure(Math.rint((double) range.sum("call-millis|" + source) / made)))
                .with("chart", Chart.bars(SourceCatalog.title(source) + ": questions", "questions", range.labels(), List.of(
                        new Chart.Series("asked", "s-1", range.values(figures -> figures.getOrDefault("asked|" + source, 0L))),
                        new Chart.Series("saved", "s-3", range.values(figures -> figures.getOrDefault("kept|" + source, 0L)))))).map();
    }

    private static List<Map<String, Object>> agreement(Range range) {
        Map<String, long[]> pairs = new TreeMap<>();
        range.sums().forEach((name, amount) -> {
            if (name.startsWith("agree|") || name.startsWith("differ|")) {
                pairs.computeIfAbsent(name.substring(name.indexOf('|') + 1), pair -> new long[2])[name.startsWith("agree|") ? 0 : 1] += amount;
            }
        });
        return pairs.entrySet().stream().map(one -> new Fields().with("pair", Arrays.stream(one.getKey().split("\\|")).map(SourceCatalog::title)
                .map(title -> SafeText.line(title, 60))
                        .collect(Collectors.joining(" and "))).with("agree", one.getValue()[0]).with("differ", one.getValue()[1])
                .with("share", percent(one.getValue()[0], one.getValue()[0] + one.getValue()[1])).map()).toList();
    }

    /** Indicators that several incidents hold. */
    private List<Map<String, Object>> top(Instant since) {
        return store.search().most(IncidentIndex.INDICATOR, since, TOP).entrySet().stream()
                .map(one -> new Fields().with("value", Defanger.text(SafeText.line(one.getKey(), 200))).key("query", one.getKey()).with("count", one.getValue())
                .map()).toList();
    }

    /** The figures of a range as rows of a table: one row a day or hour and name. */
    List<List<String>> rows(@Nullable Duration back) {
        Range range = range(back);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(range.byHour() ? "hour" : "day", "figure", "amount"));
        for (int i = 0; i < range.at().size(); i++) {
            String at = range.byHour() ? range.at().get(i).toString() : range.at().get(i).toString().substring(0, 10);
            range.figures().get(i).forEach((name, amount) -> rows.add(List.of(at, name, String.valueOf(amount))));
        }
        return rows;
    }
}
