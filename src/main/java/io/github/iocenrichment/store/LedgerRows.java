package io.github.iocenrichment.store;

import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The rows of the ledger within one transaction, locked by being read; in one order for all, so that no two transactions wait for each other in a ring. */
final class LedgerRows {
    private final Handle handle;

    LedgerRows(Handle handle) {
        this.handle = handle;
    }

    /** What is kept of an object: its content, in short, and the version of that. */
    record Kept(String hash, Versioned version) {
    }

    /** Those that are there, by id. */
    Map<String, Kept> objects(Collection<String> ids) {
        Map<String, Kept> found = new HashMap<>();
        inOrder(ids).forEach(some -> handle.createQuery("""
                        select id, hash, created, modified, revoked from stix_object where id in (<ids>) order by id for update""")
                .bindList("ids", Rows.padded(some))
                .map((row, context) -> found.put(row.getString("id"), new Kept(row.getString("hash").strip(),
                        new Versioned(Times.read(row, "created"), Times.read(row, "modified"), row.getBoolean("revoked"))))).list());
        return found;
    }

    /** Those that are there, by the id of their object. */
    Map<String, Reported> reports(Collection<String> ids) {
        Map<String, Reported> found = new HashMap<>();
        inOrder(ids).forEach(some -> handle.createQuery("select id, first_report, last_report from stix_report where id in (<ids>) order by id for update")
                .bindList("ids", Rows.padded(some))
                .map((row, context) -> found.put(row.getString("id"), new Reported(Times.read(row, "first_report"), Times.read(row, "last_report")))).list());
        return found;
    }

    private static List<List<String>> inOrder(Collection<String> ids) {
        return Rows.parts(List.copyOf(new TreeSet<>(ids)));
    }

    /** False when other work brought one of them first. */
    boolean insertObjects(Map<String, Kept> rows) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into stix_object (id, hash, created, modified, revoked) values (:id, :hash, :created, :modified, :revoked) on conflict do nothing");
        rows.forEach((id, kept) -> bound(batch, id, kept).bind("created", kept.version().created()).add());
        return isEachDone(batch);
    }

    void updateObjects(Map<String, Kept> rows) {
        PreparedBatch batch = handle.prepareBatch("update stix_object set hash = :hash, modified = :modified, revoked = :revoked where id = :id");
        rows.forEach((id, kept) -> bound(batch, id, kept).add());
        isEachDone(batch);
    }

    private static PreparedBatch bound(PreparedBatch batch, String id, Kept kept) {
        return batch.bind("id", id).bind("hash", kept.hash()).bind("modified", kept.version().modified()).bind("revoked", kept.version().revoked());
    }

    /** False when other work brought one of them first. */
    boolean insertReports(Map<String, Reported> rows) {
        PreparedBatch batch = handle.prepareBatch("insert into stix_report (id, first_report, last_report) values (:id, :first, :last) on conflict do nothing");
        rows.forEach((id, report) -> batch.bind("id", id).bind("first", report.first()).bind("last", report.last()).add());
        return isEachDone(batch);
    }

    void updateReports(Map<String, Reported> rows) {
        PreparedBatch batch = handle.prepareBatch("update stix_report set last_report = :last where id = :id");
        rows.forEach((id, report) -> batch.bind("id", id).bind("last", report.last()).add());
        isEachDone(batch);
    }

    private static boolean isEachDone(PreparedBatch batch) {
        return batch.size() == 0 || Arrays.stream(batch.execute()).allMatch(count -> count == 1);
    }
}
