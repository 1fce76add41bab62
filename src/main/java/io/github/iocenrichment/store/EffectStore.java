package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * The effects on other systems: intent first, then the act, then the outcome. So a stage that runs twice has its effects once:
 * {@link #begin} before anything, {@link #attempted} right before the send (the two may be one), {@link #done} or {@link #refused} after it; and whoever
 * finds an effect that {@linkplain Effect#mayHaveActed() may have acted} asks the remote system by key before sending again.
 */
public final class EffectStore {
    private static final int OUTCOME_MAX = 2000;
    private static final RowMapper<Effect> ROW = (row, context) -> new Effect(row.getString("effect_key"), row.getString("kind"),
            row.getString("rec_id"), Packed.text(row.getBytes("packed"), row.getString("content")),
            Effect.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            row.getInt("attempts"), row.getString("outcome"), Times.read(row, "created_at"), Times.read(row, "updated_at"));

    private final Transactions transactions;

    EffectStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Writes the intent down. The first content of a key wins: a later call gets the stored one back, with its state, and sends that.
     *
     * @param key up to 300 characters
     */
    public Effect begin(String key, String kind, String recId, String content, @Nullable Instant now) {
        return begin(planned(key, kind, recId, content, now));
    }

    /** The same with an effect that was {@linkplain #planned planned}. */
    public Effect begin(Effect planned) {
        if (insert(planned, Effect.State.INTENDED, 0, planned.createdAt())) {
            transactions.remembered(planned.key(), Effect.class, () -> planned);
            return planned;
        }
        return find(planned.key()).orElseThrow(() -> new StoreException("effect " + planned.key() + " vanished while it was begun"));
    }

    /** An effect as it would be; nothing is written before {@link #begin(Effect)} or {@link #attempted(Effect, Instant)}. */
    public static Effect planned(String key, String kind, String recId, String content, Instant now) {
        return new Effect(key, kind, recId, Text.clean(content), Effect.State.INTENDED, 0, null, now, now);
    }

    /**
     * Notes that a send is about to happen; from here on its outcome is unknown until {@link #done} or {@link #refused}. Durable when it returns, with
     * all that the work in hand has written before.
     */
    public void attempted(String key, Instant now) {
        transactions.forget(key, Effect.class);
        transactions.write(handle -> attempted(handle, key, now));
        transactions.flush();
    }

    /** The same about an effect that may only be {@linkplain #planned planned} so far: its intent becomes durable with its attempt. */
    public void attempted(Effect effect, Instant now) {
        transactions.forget(effect.key(), Effect.class);
        if (effect.attempts() > 0 || !insert(effect, Effect.State.ATTEMPTED, 1, now)) {
            transactions.write(handle -> attempted(handle, effect.key(), now));
        }
        transactions.flush();
    }

    private boolean insert(Effect effect, Effect.State state, int attempts, @Nullable Instant now) {
        return transactions.write(handle -> handle.createUpdate("""
                        insert into effect (effect_key, kind, rec_id, packed, state, attempts, created_at, updated_at)
                        values (:key, :kind, :recId, :packed, :state, :attempts, :created, :now) on conflict do nothing""")
                .bind("key", effect.key()).bind("kind", effect.kind()).bind("recId", effect.recId()).bind("packed", Packed.of(effect.content()))
                .bind("state", state.name().toLowerCase(Locale.ROOT)).bind("attempts", attempts).bind("created", effect.createdAt()).bind("now", now)
                .execute()) == 1;
    }

    static int attempted(Handle handle, String key, Instant now) {
        return handle.createUpdate("""
                        update effect set state = 'attempted', attempts = attempts + 1, updated_at = :now
                        where effect_key = :key and state in ('intended', 'attempted')""")
                .bind("key", key).bind("now", now).execute();
    }

    /** The remote system has it. */
    public void done(String key, @Nullable String outcome, Instant now) {
        settle(key, "done", outcome, now);
    }

    /** The remote system refused it for good. A later {@link #done} still counts, for an operator may have fixed the cause. */
    public void refused(String key, @Nullable String reason, Instant now) {
        settle(key, "refused", reason, now);
    }

    private void settle(String key, String state, @Nullable String outcome, Instant now) {
        transactions.forget(key, Effect.class);
        transactions.write(handle -> handle.createUpdate("""
                        update effect set state = :state, outcome = :outcome, updated_at = :now where effect_key = :key and state <> 'done'""")
                .bind("state", state).bind("outcome", outcome == null ? null : Text.fit(outcome, OUTCOME_MAX)).bind("now", now)
                .bind("key", key).execute());
    }

    public Optional<Effect> find(String key) {
        return transactions.known(key, Effect.class).or(() -> transactions.read(
                handle -> handle.createQuery("select * from effect where effect_key = :key").bind("key", key).map(ROW).findOne()));
    }

    /** All effects of one incident, in the order in which they were intended. */
    public List<Effect> ofIncident(String recId) {
        return transactions.read(handle -> handle.createQuery("select * from effect where rec_id = :recId order by created_at, effect_key")
                .bind("recId", recId).map(ROW).list());
    }

    /** What other incidents sent, or may have sent, of one kind that they intended since a time. */
    public List<Effect> sentByOthers(String recId, String kind, Instant since) {
        return transactions.read(handle -> handle.createQuery("""
                        select * from effect where created_at >= :since and kind = :kind and rec_id <> :recId and state in ('attempted', 'done')""")
                .bind("since", since).bind("kind", kind).bind("recId", recId).map(ROW).list());
    }

    /** Forgets settled effects whose incident is no longer in the store. */
    int prune(Instant olderThan) {
        return transactions.write(handle -> handle.createUpdate("""
                        delete from effect where updated_at < :olderThan and state in ('done', 'refused')
                        and not exists (select 1 from incident where incident.rec_id = effect.rec_id)""")
                .bind("olderThan", olderThan).execute());
    }
}
