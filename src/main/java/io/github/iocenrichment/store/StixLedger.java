package io.github.iocenrichment.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.iocenrichment.stix.ObjectLedger;
import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import io.github.iocenrichment.store.LedgerRows.Kept;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The object ledger over the store. Its rows are locked while versions are given. Never pruned: an id's versions hold for ever. */
public final class StixLedger implements ObjectLedger {
    private static final int REMEMBERED = 5_000;

    private final Transactions transactions;
    /** As this node saw them last; what is missing here is expected to be new. */
    private final Cache<String, Kept> objects;
    private final Cache<String, Reported> reports;

    StixLedger(Transactions transactions) {
        this(transactions, REMEMBERED);
    }

    /** @param remembered how many rows of each kind are remembered */
    StixLedger(Transactions transactions, int remembered) {
        this.transactions = transactions;
        this.objects = Caffeine.newBuilder().maximumSize(remembered).executor(Runnable::run).build();
        this.reports = Caffeine.newBuilder().maximumSize(remembered).executor(Runnable::run).build();
    }

    /**
     * Finds the versions of many objects together: the mapping is made over the rows as they are expected to stand, and counts when the rows, read
     * and locked as a set, stand so. Else it is made again: they were changed by another node or before this process began.
     *
     * @param mapping from a ledger to what was made with it; the same ledger gives the same
     */
    public <T> T together(Function<ObjectLedger, T> mapping) {
        // what a try has read; the caches may have no room for all of it
        Map<String, Optional<Kept>> read = new HashMap<>();
        Map<String, Optional<Reported>> readReports = new HashMap<>();
        while (true) {
            LedgerSet set = new LedgerSet(expected(read, objects), expected(readReports, reports));
            T result = mapping.apply(set);
            boolean isWritten = transactions.run(handle -> {
                LedgerRows rows = new LedgerRows(handle);
                Map<String, Kept> found = rows.objects(set.objectIds());
                Map<String, Reported> foundReports = rows.reports(set.reportIds());
                if (set.isOver(found, foundReports) && set.write(rows)) {
                    return true;
                }
                handle.rollback();
                set.objectIds().forEach(id -> read.put(id, Optional.ofNullable(found.get(id))));
                set.reportIds().forEach(id -> readReports.put(id, Optional.ofNullable(foundReports.get(id))));
                return false;
            });
            if (isWritten) {
                read.forEach((id, row) -> row.ifPresent(kept -> objects.put(id, kept)));
                readReports.forEach((id, row) -> row.ifPresent(report -> reports.put(id, report)));
                objects.putAll(set.changedObjects());
                reports.putAll(set.changedReports());
                return result;
            }
        }
    }

    private static <T> Function<String, @Nullable T> expected(Map<String, Optional<T>> read, Cache<String, T> remembered) {
        return id -> read.containsKey(id) ? read.get(id).orElse(null) : remembered.getIfPresent(id);
    }

    @Override
    public Versioned version(String id, String hash, Instant now) {
        return together(ledger -> ledger.version(id, hash, now));
    }

    @Override
    public Optional<Versioned> revoke(String id, String hash, Instant now) {
        return together(ledger -> ledger.revoke(id, hash, now));
    }

    @Override
    public Reported reported(String indicatorId, Instant incidentCreatedAt) {
        return together(ledger -> ledger.reported(indicatorId, incidentCreatedAt));
    }
}
