package io.github.iocenrichment.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How often what happened, by hour and day. A stage adds a row of its own ({@link IncidentStore#noted}), so that no two stages wait for each other; a job adds
 * these rows to the figures. Reading takes both together.
 */
public final class FigureStore {
    /** Ends of the classes of times to the note, in seconds; what took longer is in the class behind the last. */
    public static final List<Long> NOTE_SECONDS = List.of(5L, 10L, 20L, 30L, 60L, 120L, 300L, 600L, 1800L, 3600L, 14_400L, 86_400L);
    static final Duration HOURS_KEPT = Duration.ofDays(3);
    static final Duration DAYS_KEPT = Duration.ofDays(800);
    private static final int NAME_MAX = 120;
    private static final int AT_ONCE = 500;
    private static final int MOST_READ = 5000;

    private final Transactions transactions;
    private final ObjectMapper json;

    FigureStore(Transactions transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    /** Length of time that a figure is about. */
    public enum Span {
        HOUR("h", ChronoUnit.HOURS), DAY("d", ChronoUnit.DAYS);

        private final String key;
        private final ChronoUnit unit;

        Span(String key, ChronoUnit unit) {
            this.key = key;
            this.unit = unit;
        }

        /** Its beginning, by UTC. */
        public Instant of(Instant at) {
            return at.truncatedTo(unit);
        }
    }

    private record Place(Span span, Instant at, String name) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int bySpan = span.compareTo(other.span);
            int byTime = bySpan != 0 ? bySpan : at.compareTo(other.at);
            return byTime != 0 ? byTime : name.compareTo(other.name);
        }
    }

    private record Noted(String recId, @Nullable Instant at, long seconds, String journey, String figures) {
    }

    /**
     * An incident that was added.
     *
     * @param recId   its key
     * @param notedAt when its first note was written
     * @param seconds from its intake to its note
     * @param journey the stages that it has reached, the note last
     * @param figures its amounts by name
     */
    public record Counted(String recId, @Nullable Instant notedAt, long seconds, List<Journey.Step> journey, Map<String, Long> figures) {
    }

    /** Adds what happened since the last call; to be called now and then by every node. Returns the incidents that this call added. */
    public List<Counted> addNoted() {
        return transactions.runPassing(handle -> {
            List<Noted> noted = noted(handle, " for update skip locked");
            if (noted.isEmpty()) {
                return List.of();
            }
            TreeMap<Place, Long> sums = new TreeMap<>();
            List<Counted> counted = new ArrayList<>();
            noted.forEach(one -> {
                Map<String, Long> figures = figures(one);
                figures.forEach((name, amount) -> sum(sums, one.at(), name, amount));
                counted.add(new Counted(one.recId(), one.at(), one.seconds(), Journey.read(one.journey()), figures));
            });
            add(handle, sums);
            handle.createUpdate("delete from noted_incident where rec_id in (<recIds>)").bindList("recIds", Rows.padded(noted.stream().map(Noted::recId).toList()))
                    .execute();
            return counted;
        });
    }

    /** Adds figures that do not come from an incident. */
    public void add(Instant at, Map<String, Long> amounts) {
        if (!amounts.isEmpty()) {
            TreeMap<Place, Long> sums = new TreeMap<>();
            amounts.forEach((name, amount) -> sum(sums, at, name, amount));
            transactions.runPassing(handle -> {
                add(handle, sums);
                return null;
            });
        }
    }

    private static void sum(TreeMap<Place, Long> sums, @Nullable Instant at, String name, long amount) {
        for (Span span : Span.values()) {
            sums.merge(new Place(span, span.of(at), Text.fit(name, NAME_MAX)), amount, Long::sum);
        }
    }

    /** In one order for all nodes, so that none waits for another in a ring. */
    private static void add(Handle handle, TreeMap<Place, Long> sums) {
        sums.forEach((place, amount) -> {
            String update = "update figure set amount = amount + :amount where span = :span and at = :at and name = :name";
            String insert = "insert into figure (span, at, name, amount) values (:span, :at, :name, :amount) on conflict do nothing";
            for (String sql : List.of(update, insert, update)) {
                if (handle.createUpdate(sql).bind("amount", amount).bind("span", place.span().key).bind("at", place.at()).bind("name", place.name())
                        .execute() == 1) {
                    break;
                }
            }
        });
    }

    private static List<Noted> noted(Handle handle, String lock) {
        return handle.createQuery("select rec_id, noted_at, seconds, journey, figures from noted_incident order by rec_id limit :most" + lock)
                .bind("most", lock.isEmpty() ? MOST_READ : AT_ONCE)
                .map((row, context) -> new Noted(row.getString(1), Times.read(row, "noted_at"), row.getLong(3), row.getString(4), row.getString(5))).list();
    }

    private Map<String, Long> figures(Noted one) {
        Map<String, Long> figures = new HashMap<>();
        figures.put("incidents", 1L);
        figures.put("note|" + NOTE_SECONDS.stream().filter(end -> one.seconds() <= end).findFirst().map(String::valueOf).orElse("more"), 1L);
        List<Journey.Step> steps = Journey.read(one.journey());
        for (int i = 1; i < steps.size(); i++) {
            long seconds = Math.max(0, Duration.between(steps.get(i - 1).at(), steps.get(i).at()).toSeconds());
            figures.merge("stage-seconds|" + steps.get(i).stage(), seconds, Long::sum);
            figures.merge("stage-times|" + steps.get(i).stage(), 1L, Long::sum);
        }
        if (one.figures() != null) {
            Map<?, ?> counted = StoredJson.read(json, one.figures(), Map.class);
            counted.forEach((name, amount) -> {
                if (amount instanceof Number number) {
                    figures.merge(String.valueOf(name), number.longValue(), Long::sum);
                }
            });
        }
        return figures;
    }

    /** Amounts by name, for each hour or day since then, in the order of time; one without any is left out. */
    public Map<Instant, Map<String, Long>> since(Span span, Instant since) {
        Map<Instant, Map<String, Long>> all = new TreeMap<>();
        List<Noted> waiting = new ArrayList<>();
        transactions.read(handle -> {
            handle.createQuery("select at, name, amount from figure where span = :span and at >= :since order by span, at, name")
                    .bind("span", span.key).bind("since", span.of(since))
                    .map((row, context) -> all.computeIfAbsent(Times.read(row, "at"), at -> new TreeMap<>()).put(row.getString(2), row.getLong(3))).list();
            return waiting.addAll(noted(handle, ""));
        });
        waiting.stream().filter(one -> !one.at().isBefore(since)).forEach(one -> figures(one).forEach((name, amount) ->
                all.computeIfAbsent(span.of(one.at()), at -> new TreeMap<>()).merge(name, amount, Long::sum)));
        return all;
    }

    int prune(Instant now) {
        return transactions.run(handle -> handle.createUpdate("delete from figure where span = 'h' and at < :hours or span = 'd' and at < :days")
                .bind("hours", now.minus(HOURS_KEPT)).bind("days", now.minus(DAYS_KEPT)).execute());
    }
}
