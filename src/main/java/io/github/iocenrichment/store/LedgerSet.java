package io.github.iocenrichment.store;

import io.github.iocenrichment.stix.ObjectLedger;
import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Rows of the ledger, locked and in memory, with what has changed in them. */
final class LedgerSet implements ObjectLedger {
    private static final int IDS_AT_ONCE = 200;

    private final Map<String, Kept> objects = new HashMap<>();
    private final Map<String, Reported> reports = new HashMap<>();
    // in one order for all, so that no two transactions wait for each other in a ring
    private final Map<String, Kept> newObjects = new TreeMap<>();
    private final Map<String, Kept> changedObjects = new TreeMap<>();
    private final Map<String, Reported> newReports = new TreeMap<>();
    private final Map<String, Reported> changedReports = new TreeMap<>();

    private final Handle handle;

    private LedgerSet(Handle handle) {
        this.handle = handle;
    }

    private record Kept(String hash, Versioned version) {
    }

    /** A ledger without memory that notes what it is asked about. */
    static final class Ids implements ObjectLedger {
        private final SortedSet<String> objects = new TreeSet<>();
        private final SortedSet<String> reports = new TreeSet<>();

        @Override
        public Versioned version(String id, String hash, Instant now) {
            objects.add(id);
            return new Versioned(millis(now), millis(now), false);
        }

        @Override
        public Optional<Versioned> revoke(String id, String hash, Instant now) {
            objects.add(id);
            return Optional.of(new Versioned(millis(now), millis(now), true));
        }

        @Override
        public Reported reported(String indicatorId, Instant incidentCreatedAt) {
            reports.add(indicatorId);
            return new Reported(millis(incidentCreatedAt), millis(incidentCreatedAt));
        }
    }

    static LedgerSet locked(Handle handle, Ids ids) {
        LedgerSet set = new LedgerSet(handle);
        chunks(ids.objects).forEach(set::lockObjects);
        chunks(ids.reports).forEach(set::lockReports);
        return set;
    }

    private void lockObjects(List<String> ids) {
        ids.forEach(id -> objects.put(id, null));
        handle.createQuery("select id, hash, created, modified, revoked from stix_object where id in (<ids>) order by id for update").bindList("ids", Rows.padded(ids))
                .map((row, context) -> objects.put(row.getString("id"), new Kept(row.getString("hash").strip(),
                        new Versioned(Times.read(row, "created"), Times.read(row, "modified"), row.getBoolean("revoked"))))).list();
    }

    private void lockReports(List<String> ids) {
        ids.forEach(id -> reports.put(id, null));
        handle.createQuery("select id, first_report, last_report from stix_report where id in (<ids>) order by id for update").bindList("ids", Rows.padded(ids))
                .map((row, context) -> reports.put(row.getString("id"), new Reported(Times.read(row, "first_report"), Times.read(row, "last_report")))).list();
    }

    private @Nullable Kept object(String id) {
        if (!objects.containsKey(id)) {
            lockObjects(List.of(id));
        }
        return objects.get(id);
    }

    private @Nullable Reported report(String id) {
        if (!reports.containsKey(id)) {
            lockReports(List.of(id));
        }
        return reports.get(id);
    }

    private static Stream<List<String>> chunks(SortedSet<String> ids) {
        List<String> all = List.copyOf(ids);
        return Stream.iterate(0, from -> from < all.size(), from -> from + IDS_AT_ONCE)
                .map(from -> all.subList(from, Math.min(all.size(), from + IDS_AT_ONCE)));
    }

    @Override
    public Versioned version(String id, String hash, Instant now) {
        Kept kept = object(id);
        if (kept == null) {
            return keep(newObjects, id, new Kept(hash, new Versioned(millis(now), millis(now), false)));
        }
        return kept.version().revoked() || kept.hash().equals(hash) ? kept.version() : next(id, hash, kept, millis(now), false);
    }

    @Override
    public Optional<Versioned> revoke(String id, String hash, Instant now) {
        return Optional.ofNullable(object(id)).filter(kept -> !kept.version().revoked() || kept.hash().equals(hash))
                .map(kept -> kept.version().revoked() ? kept.version() : next(id, hash, kept, millis(now), true));
    }

    private Versioned next(String id, String hash, Kept kept, Instant at, boolean revoked) {
        Instant after = kept.version().modified().plusMillis(1);
        Kept next = new Kept(hash, new Versioned(kept.version().created(), at.isAfter(after) ? at : after, revoked));
        return keep(newObjects.containsKey(id) ? newObjects : changedObjects, id, next);
    }

    private Versioned keep(Map<String, Kept> where, String id, Kept kept) {
        where.put(id, kept);
        objects.put(id, kept);
        return kept.version();
    }

    @Override
    public Reported reported(String indicatorId, Instant incidentCreatedAt) {
        Instant at = millis(incidentCreatedAt);
        Reported known = report(indicatorId);
        if (known != null && !known.last().isBefore(at)) {
            return known;
        }
        Reported moved = known == null ? new Reported(at, at) : new Reported(known.first(), at);
        (known == null || newReports.containsKey(indicatorId) ? newReports : changedReports).put(indicatorId, moved);
        reports.put(indicatorId, moved);
        return moved;
    }

    /** Writes what is new or has changed. False when other work brought one of the new rows first: then nothing of this may be used. */
    boolean write() {
        return insert("insert into stix_object (id, hash, created, modified, revoked) values (:id, :hash, :created, :modified, :revoked) on conflict do"
                + " nothing",
                        newObjects)
                && insertReports() && update();
    }

    private boolean insert(String sql, Map<String, Kept> rows) {
        PreparedBatch batch = handle.prepareBatch(sql);
        rows.forEach((id, kept) -> bound(batch, id, kept).bind("created", kept.version().created()).add());
        return rows.isEmpty() || allDone(batch.execute());
    }

    private boolean insertReports() {
        PreparedBatch batch = handle.prepareBatch("insert into stix_report (id, first_report, last_report) values (:id, :first, :last) on conflict do nothing");
        newReports.forEach((id, report) -> batch.bind("id", id).bind("first", report.first()).bind("last", report.last()).add());
        return newReports.isEmpty() || allDone(batch.execute());
    }

    private boolean update() {
        if (!changedObjects.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch("update stix_object set hash = :hash, modified = :modified, revoked = :revoked where id = :id");
            changedObjects.forEach((id, kept) -> bound(batch, id, kept).add());
            batch.execute();
        }
        if (!changedReports.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch("update stix_report set last_report = :last where id = :id");
            changedReports.forEach((id, report) -> batch.bind("id", id).bind("last", report.last()).add());
            batch.execute();
        }
        return true;
    }

    private static PreparedBatch bound(PreparedBatch batch, String id, Kept kept) {
        return batch.bind("id", id).bind("hash", kept.hash()).bind("modified", kept.version().modified()).bind("revoked", kept.version().revoked());
    }

    private static boolean allDone(int[] counts) {
        return Arrays.stream(counts).allMatch(count -> count == 1);
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
