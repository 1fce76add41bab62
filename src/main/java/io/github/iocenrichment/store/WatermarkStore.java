package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** How far the polls have come, each by its name. */
public final class WatermarkStore {
    private final Transactions transactions;

    WatermarkStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** The watermark of that name; an empty store gets and keeps the first value. */
    public Instant at(String name, Supplier<Instant> first) {
        Optional<Instant> known = known(name);
        if (known.isPresent()) {
            return known.get();
        }
        transactions.write(handle -> handle.createUpdate("insert into watermark (name, at) values (:name, :at) on conflict do nothing")
                .bind("name", name).bind("at", first.get()).execute());
        return known(name).orElseThrow();
    }

    private Optional<Instant> known(String name) {
        return transactions.read(handle -> handle.createQuery("select at from watermark where name = :name").bind("name", name)
                .mapTo(Instant.class).findOne());
    }

    /** Moves the watermark forward; a time behind it changes nothing. */
    public void advance(String name, Instant at) {
        transactions.write(handle -> {
            int moved = handle.createUpdate("update watermark set at = :at where name = :name and at < :at")
                    .bind("name", name).bind("at", at).execute();
            return moved > 0 ? moved : handle.createUpdate("insert into watermark (name, at) values (:name, :at) on conflict do nothing")
                    .bind("name", name).bind("at", at).execute();
        });
    }
}
