package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Which record incidents are our own, which account creates them, and what the loop guard of the poll decided. */
public final class RecordStore {
    private static final int SUBJECT_MAX = 500;
    private static final int NUMBER_MAX = 64;
    private static final int ACCOUNT_MAX = 200;
    private static final RowMapper<OwnRecord> RECORD = (row, context) -> new OwnRecord(row.getString("grouping_id"), row.getString("subject"),
            row.getString("source_number"), row.getString("rec_id"));
    private static final RowMapper<GuardDecision> DECISION = (row, context) -> new GuardDecision(row.getString("rec_id"), row.getString("number"),
            row.getBoolean("left_out"), row.getInt("rule"), row.getString("reason"), Times.read(row, "decided_at"));

    private final Transactions transactions;
    /** Accounts that this process has noted; a few names, noted with every record and note. */
    private final Set<String> knownAccounts = ConcurrentHashMap.newKeySet();

    RecordStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A record incident of ours.
     *
     * @param groupingId   id in the mark of its subject
     * @param subject      the subject as we sent it
     * @param sourceNumber number of the incident that it is about, digits only
     * @param recId        its key; null while no answer has named it
     */
    public record OwnRecord(@Nullable String groupingId, String subject, String sourceNumber, @Nullable String recId) {
    }

    /**
     * What the loop guard decided about an incident whose subject carries a mark, or that is a known record.
     *
     * @param leftOut whether the poll leaves it out; else it was admitted although it carries a mark
     * @param rule    number of the rule by which it is ours; 0 when none holds
     * @param reason  one sentence
     */
    public record GuardDecision(String recId, String number, boolean leftOut, int rule, @Nullable String reason, @Nullable Instant at) {
    }

    /** Notes that a record incident is about to be created. The first subject of a grouping stays: it is the one that is sent. */
    public void intended(OwnRecord record, Instant now) {
        transactions.write(handle -> handle.createUpdate("""
                        insert into own_record (grouping_id, subject, source_number, rec_id, noted_at)
                        values (:grouping, :subject, :source, :recId, :now) on conflict do nothing""")
                .bind("grouping", record.groupingId()).bind("subject", Text.fit(record.subject(), SUBJECT_MAX))
                .bind("source", Text.fit(record.sourceNumber(), NUMBER_MAX)).bind("recId", record.recId()).bind("now", now).execute());
    }

    /** Notes the key of a record incident, once Ivanti has named it. The first key stays. */
    public void created(@Nullable String groupingId, String recId, Instant now) {
        transactions.write(handle -> handle.createUpdate("update own_record set rec_id = :recId, noted_at = :now where grouping_id = :grouping and rec_id"
                + " is null")
                .bind("recId", recId).bind("now", now).bind("grouping", groupingId).execute());
    }

    public Optional<OwnRecord> byRecId(String recId) {
        return transactions.read(handle -> handle.createQuery("select * from own_record where rec_id = :recId").bind("recId", recId).map(RECORD).findFirst());
    }

    /** Our record incidents among those with the given keys, by key. */
    public Map<String, OwnRecord> byRecIds(Collection<String> recIds) {
        return recIds.isEmpty() ? Map.of() : transactions.read(handle -> handle.createQuery("select * from own_record where rec_id in (<recIds>)")
                .bindList("recIds", Rows.padded(recIds)).map(RECORD).list()).stream()
                .collect(Collectors.toMap(OwnRecord::recId, record -> record, (one, other) -> one));
    }

    public Optional<OwnRecord> byGrouping(String groupingId) {
        return transactions.read(handle -> handle.createQuery("select * from own_record where grouping_id = :grouping").bind("grouping", groupingId)
                .map(RECORD).findOne());
    }

    /** Notes the account under which Ivanti files what we create. */
    public void account(String name, Instant now) {
        if (knownAccounts.contains(name)) {
            return;
        }
        transactions.write(handle -> handle.createUpdate("insert into own_account (name, learned_at) values (:name, :now) on conflict do nothing")
                .bind("name", Text.fit(name, ACCOUNT_MAX)).bind("now", now).execute());
        transactions.afterCommit(() -> knownAccounts.add(name));
    }

    /** Names of our own accounts, as Ivanti's answers gave them; empty before the first record or note. */
    public List<String> accounts() {
        return transactions.read(handle -> handle.createQuery("select name from own_account order by name").mapTo(String.class).list());
    }

    /** Keeps decisions, together. @return those of them that are new: about the others' incidents was decided before, which stays */
    public List<GuardDecision> decided(List<GuardDecision> decisions) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        // in one order for all, so that no two nodes wait for each other in a ring
        List<GuardDecision> ordered = decisions.stream().sorted(Comparator.comparing(GuardDecision::recId)).toList();
        return transactions.write(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    insert into guard_decision (rec_id, number, left_out, rule, reason, decided_at)
                    values (:recId, :number, :leftOut, :rule, :reason, :at) on conflict do nothing""");
            ordered.forEach(decision -> batch.bind("recId", decision.recId()).bind("number", Text.fit(decision.number(), NUMBER_MAX))
                    .bind("leftOut", decision.leftOut()).bind("rule", decision.rule()).bind("reason", Text.fit(decision.reason(), SUBJECT_MAX))
                    .bind("at", decision.at()).add());
            int[] written = batch.execute();
            return IntStream.range(0, written.length).filter(i -> written[i] == 1).mapToObj(ordered::get).toList();
        });
    }

    public Optional<GuardDecision> decision(String recId) {
        return transactions.read(handle -> handle.createQuery("select * from guard_decision where rec_id = :recId").bind("recId", recId).map(DECISION)
                .findOne());
    }

    /** The latest decisions, newest first. */
    public List<GuardDecision> decisions(int limit) {
        return transactions.read(handle -> handle.createQuery("select * from guard_decision order by decided_at desc, rec_id limit :limit")
                .bind("limit", limit).map(DECISION).list());
    }

    /** Forgets decisions older than the given time, and records that old whose incident is no longer in the store. */
    int prune(Instant olderThan) {
        return transactions.write(handle -> handle.createUpdate("delete from guard_decision where decided_at < :olderThan").bind("olderThan", olderThan)
                .execute()
                + handle.createUpdate("delete from own_record where noted_at < :olderThan").bind("olderThan", olderThan).execute());
    }
}
