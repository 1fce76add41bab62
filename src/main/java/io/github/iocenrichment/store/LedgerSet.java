package io.github.iocenrichment.store;

import io.github.iocenrichment.stix.ObjectLedger;
import io.github.iocenrichment.stix.Reported;
import io.github.iocenrichment.stix.Versioned;
import io.github.iocenrichment.store.LedgerRows.Kept;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A ledger over rows as they are expected to stand. It notes which ones it was asked about, and what is to be changed in them. */
final class LedgerSet implements ObjectLedger {
    private final Function<String, @Nullable Kept> expectedObjects;
    private final Function<String, @Nullable Reported> expectedReports;
    private final Map<String, Optional<Kept>> objects = new HashMap<>();
    private final Map<String, Optional<Reported>> reports = new HashMap<>();
    private final Map<String, Kept> changedObjects = new TreeMap<>();
    private final Map<String, Reported> changedReports = new TreeMap<>();

    /** @param expectedObjects the row of an id, null when none is expected; {@code expectedReports} likewise */
    LedgerSet(Function<String, @Nullable Kept> expectedObjects, Function<String, @Nullable Reported> expectedReports) {
        this.expectedObjects = expectedObjects;
        this.expectedReports = expectedReports;
    }

    private @Nullable Kept object(String id) {
        Kept before = objects.computeIfAbsent(id, one -> Optional.ofNullable(expectedObjects.apply(one))).orElse(null);
        return changedObjects.getOrDefault(id, before);
    }

    private @Nullable Reported report(String id) {
        Reported before = reports.computeIfAbsent(id, one -> Optional.ofNullable(expectedReports.apply(one))).orElse(null);
        return changedReports.getOrDefault(id, before);
    }

    @Override
    public Versioned version(String id, String hash, Instant now) {
        Kept kept = object(id);
        if (kept == null) {
            return change(id, new Kept(hash, new Versioned(millis(now), millis(now), false)));
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
        return change(id, new Kept(hash, new Versioned(kept.version().created(), at.isAfter(after) ? at : after, revoked)));
    }

    private Versioned change(String id, Kept kept) {
        changedObjects.put(id, kept);
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
        changedReports.put(indicatorId, moved);
        return moved;
    }

    Set<String> objectIds() {
        return objects.keySet();
    }

    Set<String> reportIds() {
        return reports.keySet();
    }

    /** Whether the rows that it was asked about are those that were expected. @param found those of its ids that are there */
    boolean isOver(Map<String, Kept> found, Map<String, Reported> foundReports) {
        return objects.entrySet().stream().allMatch(one -> one.getValue().equals(Optional.ofNullable(found.get(one.getKey()))))
                && reports.entrySet().stream().allMatch(one -> one.getValue().equals(Optional.ofNullable(foundReports.get(one.getKey()))));
    }

    /** Writes what has changed. False when other work brought one of the new rows first: then nothing of this may be used. */
    boolean write(LedgerRows rows) {
        boolean isNew = rows.insertObjects(some(changedObjects, id -> objects.get(id).isEmpty()))
                && rows.insertReports(some(changedReports, id -> reports.get(id).isEmpty()));
        if (isNew) {
            rows.updateObjects(some(changedObjects, id -> objects.get(id).isPresent()));
            rows.updateReports(some(changedReports, id -> reports.get(id).isPresent()));
        }
        return isNew;
    }

    Map<String, Kept> changedObjects() {
        return changedObjects;
    }

    Map<String, Reported> changedReports() {
        return changedReports;
    }

    private static <T> Map<String, T> some(Map<String, T> all, Function<String, Boolean> which) {
        return all.entrySet().stream().filter(one -> which.apply(one.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
