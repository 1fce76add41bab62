package io.github.iocenrichment.store;

import io.github.iocenrichment.stix.ObjectLedger;
import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The object ledger over the store. Its rows are locked while versions are found. Never pruned: an id's versions hold for ever. */
public final class StixLedger implements ObjectLedger {
    private final Transactions transactions;

    StixLedger(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Finds the versions of many objects together: the mapping is made once to learn which objects it asks about, and once more over their rows, which
     * are read, locked and written as a set. It may be made again when other work brought one of them first.
     *
     * @param mapping from a ledger to what was made with it; the same ledger gives the same
     */
    public <T> T together(Function<ObjectLedger, T> mapping) {
        LedgerSet.Ids ids = new LedgerSet.Ids();
        mapping.apply(ids);
        while (true) {
            Optional<T> made = transactions.run(handle -> {
                LedgerSet set = LedgerSet.locked(handle, ids);
                T result = mapping.apply(set);
                if (set.write()) {
                    return Optional.of(result);
                }
                handle.rollback();
                return Optional.empty();
            });
            if (made.isPresent()) {
                return made.get();
            }
        }
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
