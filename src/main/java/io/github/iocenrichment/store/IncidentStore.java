package io.github.iocenrichment.store;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

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

    private static final String NOTED = "noted";
    private static final int LOWEST_PRIORITY = 5;
    private static final int FIGURES_MAX = 4000;
    /** A journey is cut where it has become longer than any that is not stuck. */
    private static final String MOVE = "update incident set stage = :stage, stage_at = :now, "
            + "journey = case when length(journey) < 1900 then journey || :step else journey end ";
    static final RowMapper<StoredIncident> ROW = (row, context) -> new StoredIncident(row.getString("rec_id"),
            row.getString("number"), row.getString("subject"), row.getInt("priority"), Times.read(row, "created_at"),
            Times.read(row, "admitted_at"), row.getString("stage"), Times.read(row, "stage_at"),
            row.getString("object"));

    private final Transactions transactions;
    private final ObjectMapper json;
    private final IncidentDocuments documents;

    IncidentStore(Transactions transactions, ObjectMapper json) {
        this.transactions = transactions;
        this.json = json;
        this.documents = new IncidentDocuments(transactions, json);
    }

    /** Takes an incident in. True when it is new; false when it was taken in before, by whichever node. */
    public boolean admit(NewIncident incident, Instant now) {
        return admit(List.of(incident), now) == 1;
    }

    /** Takes incidents in, together. @return how many are new: others were taken in before, by whichever node */
    public int admit(List<NewIncident> incidents, Instant now) {
        return incidents.isEmpty() ? 0 : transactions.write(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into incident (rec_id, number, subject, priority, created_at, admitted_at, stage, stage_at, object)
                    values (:recId, :number, :subject, :priority, :createdAt, :now, :stage, :now, :object) on conflict do nothing""");
            // in one order for all, so that no two nodes wait for each other in a ring
            incidents.stream().sorted(Comparator.comparing(NewIncident::recId)).forEach(incident -> batch
                    .bind("recId", incident.recId())
                    .bind("number", Text.fit(incident.number(), 64))
                    .bind("subject", Text.fit(incident.subject(), 500))
                    .bind("priority", priority(incident.priority()))
                    .bind("createdAt", incident.createdAt())
                    .bind("now", now)
                    .bind("stage", ADMITTED)
                    .bind("object", incident.object())
                    .add());
            return Arrays.stream(batch.execute()).sum();
        });
    }

    /** Those of the keys about which a poll has decided before: they were taken in, or left out as records of ours. */
    public Set<String> decided(Collection<String> recIds) {
        return recIds.isEmpty() ? Set.of() : transactions.read(handle -> handle.createQuery("""
                        select rec_id from incident where rec_id in (<recIds>)
                        union select rec_id from guard_decision where left_out = true and rec_id in (<recIds>)""")
                .bindList("recIds", Rows.padded(recIds)).mapTo(String.class).set());
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

    /** The same within a transaction: of several nodes that try at once, one gets true, and the others wait until its transaction ends. */
    public boolean handedOver(Handle transaction, String recId, String firstStage, Instant now) {
        return reached(transaction.createUpdate(MOVE + "where rec_id = :recId and stage = :admitted"), recId, firstStage, now).bind("admitted", ADMITTED)
                .execute() == 1;
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
            // it is found by what it will hold then
            handle.createUpdate("delete from incident_term where rec_id = :recId").bind("recId", recId).execute();
            reached(handle.createUpdate(MOVE + "where rec_id = :recId"), recId, ADMITTED, now).execute();
            return Readmission.READMITTED;
        });
    }

    /** Notes that the incident goes on from one stage to the next. False when it stands at another one. */
    public boolean advance(String recId, String from, String to, Instant now) {
        boolean moved = transactions.write(handle -> reached(handle.createUpdate(MOVE + "where rec_id = :recId and stage = :from"), recId, to, now)
                .bind("from", from).execute()) == 1;
        if (moved) {
            IncidentHead.known(transactions, recId).ifPresent(head -> head.stage(to, now));
        }
        return moved;
    }

    /** Notes that the incident has reached a stage. */
    public void stage(String recId, String stage, Instant now) {
        transactions.write(handle -> reached(handle.createUpdate(MOVE + "where rec_id = :recId"), recId, stage, now).execute());
        IncidentHead.known(transactions, recId).ifPresent(head -> head.stage(stage, now));
    }

    private static Update reached(Update update, String recId, String stage, Instant now) {
        return update.bind("stage", stage).bind("now", now).bind("step", Journey.step(stage, now)).bind("recId", recId);
    }

    /**
     * Notes that the incident has its verdicts, together with what it is found by and what it adds to the figures.
     *
     * @param stage   the stage that it has reached by that
     * @param verdict its worst verdict; null when it has none
     * @param figures counted when its first note is written; later rounds count nothing
     * @param terms   see {@link SearchStore}
     */
    public void judged(String recId, String stage, @Nullable String verdict, Map<String, Long> figures, Collection<String> terms, Instant now) {
        Instant admitted = find(recId).map(StoredIncident::admittedAt).orElse(now);
        String counted = StoredJson.write(json, figures);
        transactions.write(handle -> {
            int judged = reached(handle.createUpdate(MOVE + """
                    , verdict = :verdict, figures = case when journey like '%noted@%' or journey like '%done@%' then null else :figures end
                    where rec_id = :recId"""), recId, stage, now).bind("verdict", verdict)
                    .bind("figures", counted.length() > FIGURES_MAX ? null : counted).execute();
            return judged == 0 ? 0 : SearchStore.add(handle, recId, admitted, terms);
        });
        IncidentHead.known(transactions, recId).ifPresent(head -> head.stage(stage, now));
    }

    /** The same for verdicts that late answers have changed; its stage stays, and what it was found by under the given beginnings is replaced. */
    public void judgedAnew(String recId, @Nullable String verdict, Collection<String> beginnings, Collection<String> terms, Instant now) {
        Instant admitted = find(recId).map(StoredIncident::admittedAt).orElse(now);
        transactions.write(handle -> {
            int judged = handle.createUpdate("update incident set verdict = :verdict where rec_id = :recId").bind("verdict", verdict).bind("recId", recId)
                    .execute();
            beginnings.forEach(beginning -> handle.createUpdate("delete from incident_term where rec_id = :recId and term like :beginning")
                    .bind("recId", recId).bind("beginning", beginning + "%").execute());
            return judged == 0 ? 0 : SearchStore.add(handle, recId, admitted, terms);
        });
    }

    /** Notes that a note is written: the first one brings the incident into the figures. */
    public void noted(String recId, String stage, Instant now) {
        boolean first = find(recId).map(StoredIncident::stage).filter(before -> !before.equals(DONE) && !before.equals(NOTED)).isPresent();
        if (first) {
            long seconds = find(recId).map(incident -> Duration.between(incident.admittedAt(), now).toSeconds()).orElse(0L);
            transactions.write(handle -> handle.createUpdate("""
                            insert into noted_incident (rec_id, noted_at, seconds, journey, figures)
                            select rec_id, :now, :seconds, journey || :step, figures from incident where rec_id = :recId and figures is not null
                              on conflict do nothing""")
                    .bind("now", now).bind("seconds", Math.max(0, seconds)).bind("step", Journey.step(NOTED, now)).bind("recId", recId).execute());
        }
        stage(recId, stage, now);
    }

    public Optional<StoredIncident> find(String recId) {
        return IncidentHead.of(transactions, recId).map(IncidentHead::incident).orElseGet(() -> transactions.read(handle -> handle.createQuery(
                "select * from incident where rec_id = :recId").bind("recId", recId).map(ROW).findOne()));
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
        documents.save(recId, name, value, now);
    }

    /**
     * As {@link #save}, when what is kept under that name is still what the caller began with.
     *
     * @param still whether it is, seen while nobody else saves anything of this incident
     * @return false when another has been kept meanwhile, which stays
     */
    public <T> boolean save(String recId, String name, T value, Class<T> type, Predicate<T> still, Instant now) {
        return documents.save(recId, name, value, type, still, now);
    }

    public <T> Optional<T> load(String recId, String name, Class<T> type) {
        return documents.load(recId, name, json.constructType(type));
    }

    public <T> Optional<T> load(String recId, String name, TypeReference<T> type) {
        return documents.load(recId, name, json.constructType(type));
    }

    /** Names of the documents kept with an incident. */
    public List<String> documents(String recId) {
        return documents.names(recId);
    }

    /** RecIds of the incidents whose document of that name has changed at or after a time, in the order of these changes. */
    public List<String> savedSince(String name, Instant since) {
        return documents.savedSince(name, since);
    }

    /** Forgets incidents that have been {@link #DONE} or {@link #DELETED} since before the given time. */
    int prune(Instant olderThan) {
        return transactions.write(handle -> {
            // locked, so that none of them goes on while its documents are deleted
            List<String> over = handle.createQuery("""
                            select rec_id from incident where stage in (:done, :deleted) and stage_at < :olderThan order by rec_id for update""")
                    .bind("done", DONE).bind("deleted", DELETED).bind("olderThan", olderThan).mapTo(String.class).list();
            for (List<String> some : Rows.parts(over)) {
                for (String table : List.of("incident_document", "incident_term", "incident")) {
                    handle.createUpdate("delete from <table> where rec_id in (<recIds>)").define("table", table).bindList("recIds", some).execute();
                }
            }
            return over.size();
        });
    }

    private static int priority(@Nullable String text) {
        try {
            return text == null ? LOWEST_PRIORITY : Math.max(1, Math.min(LOWEST_PRIORITY, Integer.parseInt(text.strip())));
        } catch (NumberFormatException e) {
            return LOWEST_PRIORITY;
        }
    }
}
