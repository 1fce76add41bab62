package io.github.iocenrichment.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes that work on this store: each reports itself every half minute, and takes its row away when it is stopped. */
public final class NodeStore {
    private final Transactions transactions;

    NodeStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A node as it last reported itself.
     *
     * @param startedAt when it began
     * @param seenAt    when it reported itself
     * @param polledAt  when a poll of its own last went through; null when none has
     */
    public record Node(String name, String version, @Nullable Instant startedAt, @Nullable Instant seenAt, @Nullable Instant polledAt) {
    }

    /** A node reports itself. */
    public void report(Node node) {
        transactions.write(handle -> {
            String update = "update node set version = :version, started_at = :startedAt, seen_at = :seenAt, polled_at = :polledAt where name = :name";
            String insert = "insert into node (name, version, started_at, seen_at, polled_at) values (:name, :version, :startedAt, :seenAt, :polledAt)"
                    + " on conflict do nothing";
            for (String sql : List.of(update, insert)) {
                if (handle.createUpdate(sql).bind("name", Text.fit(node.name(), 120)).bind("version", Text.fit(node.version(), 60))
                        .bind("startedAt", node.startedAt()).bind("seenAt", node.seenAt()).bind("polledAt", node.polledAt()).execute() == 1) {
                    break;
                }
            }
            return null;
        });
    }

    /** All that reported themselves since then, by name. */
    public List<Node> since(Instant since) {
        return transactions.read(handle -> handle.createQuery(
                        "select name, version, started_at, seen_at, polled_at from node where seen_at >= :since order by name")
                .bind("since", since).map((row, context) -> new Node(row.getString("name"), row.getString("version"), Times.read(row, "started_at"),
                        Times.read(row, "seen_at"), Times.read(row, "polled_at"))).list());
    }

    /** A node is stopped, and nobody waits for it. */
    public void remove(String name) {
        transactions.write(handle -> handle.createUpdate("delete from node where name = :name").bind("name", Text.fit(name, 120)).execute());
    }

    int prune(Instant olderThan) {
        return transactions.run(handle -> handle.createUpdate("delete from node where seen_at < :olderThan").bind("olderThan", olderThan).execute());
    }
}
