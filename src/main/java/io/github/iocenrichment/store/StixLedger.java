package io.github.iocenrichment.store;

import io.github.iocenrichment.stix.ObjectLedger;
import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The object ledger over the store; an object's row is locked while its next version is found. Never pruned: an id's versions hold for ever. */
public final class StixLedger implements ObjectLedger {
    private static final RowMapper<Kept> ROW = (row, context) -> new Kept(row.getString("hash").strip(),
            new Versioned(Times.read(row, "created"), Times.read(row, "modified"), row.getBoolean("revoked")));

    private final Transactions transactions;

    StixLedger(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Kept(String hash, Versioned version) {
    }

    @Override
    public Versioned version(String id, String hash, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return transactions.run(handle -> {
            int isNew = handle.createUpdate("""
                            insert into stix_object (id, hash, created, modified, revoked) values (:id, :hash, :at, :at, false)
                            on conflict do nothing""")
                    .bind("id", id).bind("hash", hash).bind("at", at).execute();
            if (isNew == 1) {
                return new Versioned(at, at, false);
            }
            Kept kept = locked(handle, id).orElseThrow();
            if (kept.version().revoked() || kept.hash().equals(hash)) {
                return kept.version();
            }
            return next(handle, id, hash, kept, at, false);
        });
    }

    @Override
    public Optional<Versioned> revoke(String id, String hash, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        return transactions.run(handle -> locked(handle, id).filter(kept -> !kept.version().revoked() || kept.hash().equals(hash))
                .map(kept -> kept.version().revoked() ? kept.version() : next(handle, id, hash, kept, at, true)));
    }

    private static Versioned next(Handle handle, String id, String hash, Kept kept, Instant at, boolean revoked) {
        Instant after = kept.version().modified().plusMillis(1);
        Instant modified = at.isAfter(after) ? at : after;
        handle.createUpdate("update stix_object set hash = :hash, modified = :modified, revoked = :revoked where id = :id")
                .bind("hash", hash).bind("modified", modified).bind("revoked", revoked).bind("id", id).execute();
        return new Versioned(kept.version().created(), modified, revoked);
    }

    private static Optional<Kept> locked(Handle handle, String id) {
        return handle.createQuery("select hash, created, modified, revoked from stix_object where id = :id for update").bind("id", id)
                .map(ROW).findOne();
    }

    @Override
    public Reported reported(String indicatorId, Instant incidentCreatedAt) {
        Instant at = incidentCreatedAt.truncatedTo(ChronoUnit.MILLIS);
        return transactions.run(handle -> {
            int isNew = handle.createUpdate("insert into stix_report (id, first_report, last_report) values (:id, :at, :at) on conflict do nothing")
                    .bind("id", indicatorId).bind("at", at).execute();
            if (isNew == 1) {
                return new Reported(at, at);
            }
            handle.createUpdate("update stix_report set last_report = :at where id = :id and last_report < :at")
                    .bind("at", at).bind("id", indicatorId).execute();
            return handle.createQuery("select first_report, last_report from stix_report where id = :id").bind("id", indicatorId)
                    .map((row, context) -> new Reported(Times.read(row, "first_report"), Times.read(row, "last_report"))).one();
        });
    }
}
