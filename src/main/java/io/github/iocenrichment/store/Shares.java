package io.github.iocenrichment.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What incidents have taken of their parts of sources' days; read and changed while the sources' rows are locked, so that it holds for all nodes. */
final class Shares {
    /** Other questions of the incident go first and are being decided. */
    private static final Duration SOON = Duration.ofMillis(250);

    private final Handle handle;
    private final Map<String, ? extends Collection<String>> owners;
    private final Instant now;
    private final Instant day;
    private @Nullable Map<String, Row> rows;

    /** @param owners the incidents that may be asked for, by source */
    Shares(Handle handle, Map<String, ? extends Collection<String>> owners, Instant now) {
        this.handle = handle;
        this.owners = owners;
        this.now = now;
        this.day = QuotaWindow.DAY.start(now);
    }

    /** One incident's share of one source's day. @param kept what the store says of taken; -1 when it was planned just now */
    private record Row(String source, String owner, long allowed, long taken, long kept) {
    }

    /**
     * Why an incident may not take a call now; empty when it may. Its share is planned at its first call of the day.
     *
     * @param leftOfDay calls that the source's day has left; empty when it has no budget for the day, and then there is no share
     */
    Optional<Spend> refusal(String source, @Nullable Share share, OptionalLong leftOfDay) {
        if (share == null || leftOfDay.isEmpty()) {
            return Optional.empty();
        }
        if (rows == null) {
            rows = read();
        }
        Row row = rows.computeIfAbsent(key(source, share.owner()),
                key -> new Row(source, share.owner(), Math.max(1, leftOfDay.getAsLong() * share.percent() / 100), 0, -1));
        long left = row.allowed() - row.taken();
        if (left <= 0) {
            return Optional.of(Spend.overShare(QuotaWindow.DAY.freeAgain(day)));
        }
        return left <= share.reserved() ? Optional.of(new Spend(false, now.plus(SOON))) : Optional.empty();
    }

    private Map<String, Row> read() {
        List<List<Object>> keys = owners.entrySet().stream().flatMap(source -> source.getValue().stream()
                .map(owner -> List.<Object>of(source.getKey(), owner, day))).toList();
        Map<String, Row> read = new HashMap<>();
        Rows.query(handle, "select source, rec_id, allowed, taken from source_share where (source, rec_id, of_day) in (<rows>)", keys,
                row -> read.put(key(row.getString("source"), row.getString("rec_id")),
                        new Row(row.getString("source"), row.getString("rec_id"), row.getLong("allowed"), row.getLong("taken"), row.getLong("taken"))));
        return read;
    }

    /** Takes a call for an incident that was not refused. */
    void take(String source, @Nullable Share share) {
        if (share != null && rows != null) {
            rows.computeIfPresent(key(source, share.owner()),
                    (key, row) -> new Row(source, row.owner(), row.allowed(), row.taken() + 1, row.kept()));
        }
    }

    /** Keeps what was planned and taken. */
    void write() {
        Collection<Row> all = rows == null ? List.of() : rows.values();
        Rows.execute(handle, "insert into source_share (source, rec_id, of_day, allowed, taken) values <rows>", all.stream().filter(row -> row.kept() < 0)
                .map(row -> List.<Object>of(row.source(), row.owner(), day, row.allowed(), row.taken())).toList());
        List<Row> taken = all.stream().filter(row -> row.kept() >= 0 && row.kept() != row.taken()).toList();
        if (!taken.isEmpty()) {
            PreparedBatch update = handle.prepareBatch("update source_share set taken = ? where source = ? and rec_id = ? and of_day = ?");
            taken.forEach(row -> update.add(row.taken(), row.source(), row.owner(), day));
            update.execute();
        }
    }

    private static String key(String source, String owner) {
        return source + '|' + owner;
    }
}
