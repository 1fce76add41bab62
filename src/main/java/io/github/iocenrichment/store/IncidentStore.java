package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The incidents that were taken in, how far each has come, and what was learned about it on the way.
 * The row of an incident is its admission: it is there once, so an incident is handled once, however often a poll sees it.
 */
public final class IncidentStore {
    /** Taken in, but not yet handed over to its first task. */
    public static final String ADMITTED = "admitted";
    /** Nothing is left to do. */
    public static final String DONE = "done";
    /** Deleted at its source: nothing is left to do either. */
    public static final String DELETED = "deleted";

    /** A row that is referred to is missing (PostgreSQL, H2). */
    private static final Set<String> FOREIGN_KEY = Set.of("23503", "23506");
    private static final int LOWEST_PRIORITY = 5;
    private static final RowMapper<StoredIncident> ROW = (row, context) -> new StoredIncident(row.getString("rec_id"),
            row.getString("number"), row.getString("subject"), row.getInt("priority"), Times.read(row, "created_at"),
            Times.read(row, "admitted_at"), row.getString("stage"), Times.read(row, "stage_at"));

    private final Transactions transactions;
    private final ObjectMapper json;

    IncidentStore(Transactions transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
    }

    /** Takes an incident in. True when it is new; false when it was taken in before, by whichever node. */
    public boolean admit(NewIncident incident, Instant now) {
        return transactions.write(handle -> handle.createUpdate("""
                        insert into incident (rec_id, number, subject, priority, created_at, admitted_at, stage, stage_at)
                        values (:recId, :number, :subject, :priority, :createdAt, :now, :stage, :now) on conflict do nothing""")
                .bind("recId", incident.recId())
                .bind("number", Text.fit(incident.number(), 64))
                .bind("subject", Text.fit(incident.subject(), 500))
                .bind("priority", priority(incident.priority()))
                .bind("createdAt", incident.createdAt())
                .bind("now", now)
                .bind("stage", ADMITTED)
                .execute()) == 1;
    }

    /**
     * RecIds that were taken in and not yet handed over, highest priority first, then oldest. Whoever hands them over calls
     * {@link #handedOver} in the same transaction; a crash before that shows them here again.
     */
    public List<String> waiting(int limit) {
        return transactions.read(handle -> handle.createQuery("""
                        select rec_id from incident where stage = :stage order by priority, created_at, admitted_at, rec_id limit :limit""")
                .bind("stage", ADMITTED).bind("limit", limit).mapTo(String.class).list());
    }

    /** Notes that the incident was handed over to its first task. False when it was before, by whichever node. */
    public boolean handedOver(String recId, String firstStage, Instant now) {
        return transactions.write(handle -> handedOver(handle, recId, firstStage, now));
    }

    /** The same within a transaction: of several nodes that try at once, one is told true, and the others wait until its transaction ends. */
    public boolean handedOver(Handle transaction, String recId, String firstStage, Instant now) {
        return transaction.createUpdate("update incident set stage = :stage, stage_at = :now where rec_id = :recId and stage = :admitted")
                .bind("stage", firstStage).bind("now", now).bind("recId", recId).bind("admitted", ADMITTED).execute() == 1;
    }

    /** What became of an incident that was to be taken in once more. */
    public enum Readmission {
        /** It is at the beginning of its journey. */
        READMITTED,
        /** It is on its way already, for a new incident or for another order; nothing was changed. */
        IN_WORK,
        /** It was never taken in. */
        UNKNOWN
    }

    /**
     * Takes an incident in once more, as if it were new; what was written about it stays known. One that is in work already is left alone: its stages
     * would see documents vanish, and the analyst would get a note too many.
     *
     * @param forgotten names of documents that are to be made anew
     * @param stages    names of the tasks that lead from admission to the note
     */
    public Readmission readmit(String recId, List<String> forgotten, List<String> stages, Instant now) {
        return transactions.write(handle -> {
            // the incident's row is the lock: of two orders at once, the second sees the work of the first
            Optional<String> stage = handle.createQuery("select stage from incident where rec_id = :recId for update").bind("recId", recId)
                    .mapTo(String.class).findOne();
            if (stage.isEmpty()) {
                return Readmission.UNKNOWN;
            }
            boolean running = handle.createQuery("""
                            select count(*) from task where task_instance = :recId and task_name in (<stages>) and parked_at is null
                              and (picked = true or execution_time <= :now)""")
                    .bind("recId", recId).bindList("stages", stages).bind("now", now).mapTo(Integer.class).one() > 0;
            if (running || stage.get().equals(ADMITTED)) {
                return Readmission.IN_WORK;
            }
            forgotten.forEach(name -> handle.createUpdate("delete from incident_document where rec_id = :recId and name = :name")
                    .bind("recId", recId).bind("name", name).execute());
            handle.createUpdate("update incident set stage = :admitted, stage_at = :now where rec_id = :recId")
                    .bind("admitted", ADMITTED).bind("now", now).bind("recId", recId).execute();
            return Readmission.READMITTED;
        });
    }

    /** Notes that the incident goes on from one stage to the next. False when it stands at another one. */
    public boolean advance(String recId, String from, String to, Instant now) {
        return transactions.write(handle -> handle.createUpdate("update incident set stage = :to, stage_at = :now where rec_id = :recId and stage = :from")
                .bind("to", to).bind("now", now).bind("recId", recId).bind("from", from).execute()) == 1;
    }

    /** Notes that the incident has reached a stage. */
    public void stage(String recId, String stage, Instant now) {
        transactions.write(handle -> handle.createUpdate("update incident set stage = :stage, stage_at = :now where rec_id = :recId")
                .bind("stage", stage).bind("now", now).bind("recId", recId).execute());
    }

    public Optional<StoredIncident> find(String recId) {
        return transactions.read(handle -> handle.createQuery("select * from incident where rec_id = :recId")
                .bind("recId", recId).map(ROW).findOne());
    }

    /** How many incidents stand at each stage, by the stage's name. */
    public Map<String, Long> countByStage() {
        return transactions.read(handle -> handle.createQuery("select stage, count(*) as n from incident group by stage order by stage")
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("stage", String.class), row.getColumn("n", Long.class));
                    return counts;
                }));
    }

    /** Incidents at one stage, longest there first. */
    public List<StoredIncident> atStage(String stage, int limit) {
        return transactions.read(handle -> handle.createQuery("select * from incident where stage = :stage order by stage_at, rec_id limit :limit")
                .bind("stage", stage).bind("limit", limit).map(ROW).list());
    }

    /** The incidents that moved last, latest first. */
    public List<StoredIncident> recent(int limit) {
        return transactions.read(handle -> handle.createQuery("select * from incident order by stage_at desc, rec_id limit :limit")
                .bind("limit", limit).map(ROW).list());
    }

    /**
     * Keeps a value with the incident, in place of an earlier one of that name.
     *
     * @param value anything that Jackson writes; records by preference
     * @throws StoreException when the incident is not in the store or the value cannot be written as JSON
     */
    public <T> void save(String recId, String name, T value, Instant now) {
        String body = write(value);
        transactions.write(handle -> insert(handle, recId, name, body, now) || update(handle, recId, name, body, now));
    }

    /**
     * As {@link #save}, when what is kept under that name is still what the caller began with.
     *
     * @param still whether it is, seen while nobody else saves anything of this incident
     * @return false when another has been kept meanwhile, which stays
     */
    public <T> boolean save(String recId, String name, T value, Class<T> type, Predicate<T> still, Instant now) {
        String body = write(value);
        return transactions.write(handle -> {
            // the incident's row is the lock: two savers of one document come one after the other
            if (handle.createQuery("select rec_id from incident where rec_id = :recId for update").bind("recId", recId)
                    .mapTo(String.class).findOne().isEmpty()) {
                throw new StoreException("incident " + recId + " is not in the store, so its '" + name + "' cannot be kept");
            }
            return load(recId, name, type).filter(still).isPresent() && update(handle, recId, name, body, now);
        });
    }

    private static boolean insert(Handle handle, String recId, String name, String body, Instant now) {
        try {
            return handle.createUpdate("insert into incident_document (rec_id, name, body, saved_at) values (:recId, :name, :body, :now) on conflict do nothing")
                    .bind("recId", recId).bind("name", name).bind("body", body).bind("now", now).execute() == 1;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && FOREIGN_KEY.contains(sql.getSQLState())) {
                throw new StoreException("incident " + recId + " is not in the store, so its '" + name + "' cannot be kept", e);
            }
            throw e;
        }
    }

    private static boolean update(Handle handle, String recId, String name, String body, Instant now) {
        return handle.createUpdate("""
                        update incident_document set saved_at = case when body = :body then saved_at else :now end, body = :body
                        where rec_id = :recId and name = :name""")
                .bind("body", body).bind("now", now).bind("recId", recId).bind("name", name).execute() == 1;
    }

    public <T> Optional<T> load(String recId, String name, Class<T> type) {
        return load(recId, name, json.constructType(type));
    }

    public <T> Optional<T> load(String recId, String name, TypeReference<T> type) {
        return load(recId, name, json.constructType(type));
    }

    private <T> Optional<T> load(String recId, String name, JavaType type) {
        return transactions.read(handle -> handle.createQuery("select body from incident_document where rec_id = :recId and name = :name")
                .bind("recId", recId).bind("name", name).mapTo(String.class).findOne()).map(body -> {
                    try {
                        return json.<T>readValue(body, type);
                    } catch (JsonProcessingException e) {
                        throw new StoreException("'" + name + "' of incident " + recId + " in the store cannot be read: " + e.getOriginalMessage(), e);
                    }
                });
    }

    /** Names of the documents kept with an incident. */
    public List<String> documents(String recId) {
        return transactions.read(handle -> handle.createQuery("select name from incident_document where rec_id = :recId order by name")
                .bind("recId", recId).mapTo(String.class).list());
    }

    /** RecIds of the incidents whose document of that name has changed at or after a time, in the order of these changes. */
    public List<String> savedSince(String name, Instant since) {
        return transactions.read(handle -> handle.createQuery("""
                        select rec_id from incident_document where name = :name and saved_at >= :since order by saved_at, rec_id""")
                .bind("name", name).bind("since", since).mapTo(String.class).list());
    }

    /** How far the poll has come; an empty store gets and keeps the first value. */
    public Instant watermark(String name, Supplier<Instant> first) {
        Optional<Instant> known = knownWatermark(name);
        if (known.isPresent()) {
            return known.get();
        }
        transactions.write(handle -> handle.createUpdate("insert into watermark (name, at) values (:name, :at) on conflict do nothing")
                .bind("name", name).bind("at", first.get()).execute());
        return knownWatermark(name).orElseThrow();
    }

    private Optional<Instant> knownWatermark(String name) {
        return transactions.read(handle -> handle.createQuery("select at from watermark where name = :name").bind("name", name)
                .mapTo(Instant.class).findOne());
    }

    /** Moves the watermark forward; a time behind it changes nothing. */
    public void advanceWatermark(String name, Instant at) {
        transactions.write(handle -> {
            int moved = handle.createUpdate("update watermark set at = :at where name = :name and at < :at")
                    .bind("name", name).bind("at", at).execute();
            return moved > 0 ? moved : handle.createUpdate("insert into watermark (name, at) values (:name, :at) on conflict do nothing")
                    .bind("name", name).bind("at", at).execute();
        });
    }

    /** Forgets incidents that have been {@link #DONE} or {@link #DELETED} since before the given time. */
    int prune(Instant olderThan) {
        return transactions.write(handle -> handle.createUpdate("delete from incident where stage in (:done, :deleted) and stage_at < :olderThan")
                .bind("done", DONE).bind("deleted", DELETED).bind("olderThan", olderThan).execute());
    }

    private static int priority(String text) {
        try {
            return text == null ? LOWEST_PRIORITY : Math.max(1, Math.min(LOWEST_PRIORITY, Integer.parseInt(text.strip())));
        } catch (NumberFormatException e) {
            return LOWEST_PRIORITY;
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("a " + value.getClass().getSimpleName() + " cannot be kept as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
