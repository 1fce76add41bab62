package io.github.iocenrichment.stix;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A ledger that is forgotten with its object: for rehearsals, whose versions are not sent. */
public final class InMemoryLedger implements ObjectLedger {
    private record Entry(Versioned version, String hash) {
    }

    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Reported> reports = new HashMap<>();

    @Override
    public synchronized Versioned version(String id, String hash, Instant now) {
        Entry kept = entries.get(id);
        if (kept == null || !kept.version().revoked() && !kept.hash().equals(hash)) {
            keep(id, hash, now, false);
        }
        return entries.get(id).version();
    }

    @Override
    public synchronized Optional<Versioned> revoke(String id, String hash, Instant now) {
        Entry kept = entries.get(id);
        if (kept != null && !kept.version().revoked()) {
            keep(id, hash, now, true);
        }
        return Optional.ofNullable(entries.get(id)).filter(entry -> entry.hash().equals(hash)).map(Entry::version);
    }

    @Override
    public synchronized Reported reported(String indicatorId, Instant incidentCreatedAt) {
        Instant at = incidentCreatedAt.truncatedTo(ChronoUnit.MILLIS);
        return reports.merge(indicatorId, new Reported(at, at),
                (kept, report) -> report.last().isAfter(kept.last()) ? new Reported(kept.first(), report.last()) : kept);
    }

    private void keep(String id, String hash, Instant now, boolean revoked) {
        Instant time = now.truncatedTo(ChronoUnit.MILLIS);
        Entry kept = entries.get(id);
        if (kept == null) {
            entries.put(id, new Entry(new Versioned(time, time, revoked), hash));
        } else {
            Instant next = kept.version().modified().plusMillis(1);
            entries.put(id, new Entry(new Versioned(kept.version().created(), time.isAfter(next) ? time : next, revoked), hash));
        }
    }
}
