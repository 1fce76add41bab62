package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * The order in which versions of the same STIX objects leave, across incidents and nodes. A message may leave when no other message that brings
 * another version of one of its objects is under way, and no newer version has left before. A message is under way from its attempt until its
 * outcome is known, as long as its task is at work; so there is nothing to release, and what ends with a process ends with its task.
 */
public final class SendingOrder {
    private static final int IDS_AT_ONCE = 200;
    private static final String UNDER_WAY = """
            effect.state = 'attempted' and exists (select 1 from task where task.task_name in ('publish', 'quarantine', 'verify')
            and task.task_instance = effect.rec_id and task.parked_at is null)""";

    /** Whether a message may leave. */
    public enum Turn {
        /** It may, and is noted as attempted. */
        NOW,
        /** Another message with other versions of its objects is under way; nothing was changed. */
        AFTER_ANOTHER,
        /** Another message has brought a newer version of one of its objects, so that this one must not leave any more. */
        OVERTAKEN
    }

    private final Transactions transactions;

    SendingOrder(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Notes that a message is about to be sent, if it is its turn; durable when it returns, with all that the work in hand has written before.
     *
     * @param effectKey of the message
     * @param recId     the incident that it is about, which sends its own messages one after the other
     * @param versions  time of modification by id, of the objects that have one
     */
    public Turn attempt(String effectKey, String recId, Map<String, Instant> versions, Instant now) {
        List<String> ids = versions.keySet().stream().sorted().toList();
        transactions.forget(effectKey, Effect.class);
        Turn turn = transactions.write(handle -> attempt(handle, effectKey, recId, versions, ids, now));
        transactions.flush();
        return turn;
    }

    private static Turn attempt(Handle handle, String effectKey, String recId, Map<String, Instant> versions, List<String> ids, Instant now) {
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
            // in one order for all, so that none waits for another in a ring
            handle.createQuery("select id from stix_object where id in (<ids>) order by id for update").bindList("ids", Rows.padded(some)).mapTo(String.class).list();
            Turn turn = turn(handle, effectKey, recId, versions, some);
            if (turn != Turn.NOW) {
                return turn;
            }
        }
        keep(handle, effectKey, versions);
        EffectStore.attempted(handle, effectKey, now);
        return Turn.NOW;
    }

    private static Turn turn(Handle handle, String effectKey, String recId, Map<String, Instant> versions, List<String> ids) {
        List<Turn> turns = handle.createQuery("""
                        select stix_sending.id, stix_sending.modified, case when effect.rec_id <> :recId and\s""" + UNDER_WAY + """
                         then true else false end as under_way
                        from stix_sending join effect on effect.effect_key = stix_sending.effect_key
                        where stix_sending.id in (<ids>) and stix_sending.effect_key <> :effectKey""")
                .bindList("ids", Rows.padded(ids)).bind("recId", recId).bind("effectKey", effectKey)
                .map((row, context) -> {
                    Instant ours = versions.get(row.getString("id"));
                    Instant theirs = Times.read(row, "modified");
                    return row.getBoolean("under_way") && !theirs.equals(ours) ? Turn.AFTER_ANOTHER : theirs.isAfter(ours) ? Turn.OVERTAKEN : Turn.NOW;
                }).list();
        return turns.contains(Turn.AFTER_ANOTHER) ? Turn.AFTER_ANOTHER : turns.contains(Turn.OVERTAKEN) ? Turn.OVERTAKEN : Turn.NOW;
    }

    private static void keep(Handle handle, String effectKey, Map<String, Instant> versions) {
        if (versions.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("insert into stix_sending (id, effect_key, modified) values (:id, :effectKey, :modified) on conflict do nothing");
        versions.forEach((id, modified) -> batch.bind("id", id).bind("effectKey", effectKey).bind("modified", modified).add());
        batch.execute();
    }

    /** Forgets messages whose effects are forgotten. */
    void prune() {
        transactions.run(handle -> handle.createUpdate("""
                delete from stix_sending where not exists (select 1 from effect where effect.effect_key = stix_sending.effect_key)""").execute());
    }
}
