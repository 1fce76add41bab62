package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Who released or dropped parked work, and who was refused: one row each, with address and user name. */
public final class AuditStore {
    /** Action of a refusal; every other action is an order. */
    public static final String ACCESS = "access";
    /** Refusals are in the hands of whoever calls: so many of the latest rows are kept, however many are made. */
    static final int MOST_REFUSALS = 10_000;
    private static final int OUTCOME_MAX = 200;
    private static final int REASON_MAX = 300;
    private static final RowMapper<Entry> ROW = (row, context) -> new Entry(row.getString("id"), Times.read(row, "at"), Times.read(row, "last_at"),
            row.getString("action"), row.getString("subject"), row.getString("address"), row.getString("user_name"), row.getString("outcome"),
            row.getInt("times"), row.getString("reason"));

    private final Transactions transactions;
    private final String node;

    AuditStore(Transactions transactions, String node) {
        this.transactions = transactions;
        this.node = node;
    }

    /**
     * One row.
     *
     * @param id       up to 36 characters
     * @param at       when it happened, first
     * @param lastAt   when it happened last; as {@code at} when once
     * @param action   {@code release}, {@code drop} or {@link #ACCESS}
     * @param subject  the work, or the request that was refused
     * @param address  of the caller, as the server sees it
     * @param userName as given with HTTP Basic, not verified; empty when none was
     * @param outcome  what came of it, and why
     * @param times    how often
     * @param reason   why whoever ordered it wanted it, in their words; null when none was given
     */
    public record Entry(String id, @Nullable Instant at, @Nullable Instant lastAt, String action, @Nullable String subject, String address,
                        @Nullable String userName, @Nullable String outcome, int times, @Nullable String reason) {

        /** One for which nobody gave a reason. */
        public Entry(String id, Instant at, Instant lastAt, String action, String subject, String address, String userName, String outcome, int times) {
            this(id, at, lastAt, action, subject, address, userName, outcome, times, null);
        }
    }

    /** Adds a row. Text that is longer than its column is cut. */
    public void add(Entry entry) {
        transactions.write(handle -> handle.createUpdate("""
                        insert into audit (id, at, last_at, node, action, subject, address, user_name, outcome, times, reason)
                        values (:id, :at, :lastAt, :node, :action, :subject, :address, :user, :outcome, :times, :reason)""")
                .bind("id", entry.id()).bind("at", entry.at()).bind("lastAt", entry.lastAt()).bind("node", Text.fit(node, 120))
                .bind("action", entry.action()).bind("subject", Text.fit(entry.subject(), 200)).bind("address", Text.fit(entry.address(), 64))
                .bind("user", Text.fit(entry.userName(), 60)).bind("outcome", Text.fit(entry.outcome(), OUTCOME_MAX)).bind("times", entry.times())
                .bind("reason", entry.reason() == null ? null : Text.fit(entry.reason(), REASON_MAX)).execute());
    }

    /** Writes down what came of an order. */
    public void settle(String id, String outcome) {
        transactions.write(handle -> handle.createUpdate("update audit set outcome = :outcome where id = :id")
                .bind("outcome", Text.fit(outcome, OUTCOME_MAX)).bind("id", id).execute());
    }

    /** Writes down how often the same thing happened, and when last. */
    public void repeated(String id, int times, @Nullable Instant lastAt) {
        transactions.write(handle -> handle.createUpdate("update audit set times = :times, last_at = :lastAt where id = :id")
                .bind("times", times).bind("lastAt", lastAt).bind("id", id).execute());
    }

    /** The latest rows of all nodes, latest first. */
    public List<Entry> latest(int most) {
        return transactions.read(handle -> handle.createQuery("select * from audit order by at desc, id fetch first :most rows only")
                .bind("most", most).map(ROW).list());
    }

    /** Forgets rows from before the time, and all but the latest refusals. */
    int prune(Instant olderThan) {
        int old = transactions.write(handle -> handle.createUpdate("delete from audit where at < :olderThan").bind("olderThan", olderThan).execute());
        Instant cut = transactions.read(handle -> handle.createQuery("""
                        select at from audit where action = :access order by at desc offset :most rows fetch first 1 rows only""")
                .bind("access", ACCESS).bind("most", MOST_REFUSALS).mapTo(Instant.class).findOne()).orElse(null);
        return cut == null ? old : old + transactions.write(handle -> handle.createUpdate("delete from audit where action = :access and at <= :cut")
                .bind("access", ACCESS).bind("cut", cut).execute());
    }
}
