package io.github.iocenrichment.web;

import io.github.iocenrichment.store.NodeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** The nodes on this store, this one among them. */
public final class Nodes {
    /** One that was not seen for longer is forgotten. */
    private static final Duration SHOWN = Duration.ofDays(1);
    /** Each reports itself every half minute. */
    private static final Duration SILENT = Duration.ofMinutes(2);

    private final NodeStore store;
    private final String name;
    private final String version;
    private final Supplier<Instant> lastPoll;
    private final Instant startedAt;
    private final Clock clock;

    /** @param lastPoll when a poll of this node last went through; null when none has */
    public Nodes(NodeStore store, String name, String version, Supplier<Instant> lastPoll, Clock clock) {
        this.store = store;
        this.name = name;
        this.version = version;
        this.lastPoll = lastPoll;
        this.startedAt = clock.instant();
        this.clock = clock;
    }

    /** This node is there. */
    void report() {
        store.report(new NodeStore.Node(name, version, startedAt, clock.instant(), lastPoll.get()));
    }

    List<StatusView.Node> all() {
        Instant now = clock.instant();
        return store.since(now.minus(SHOWN)).stream().map(node -> new StatusView.Node(node.name(), node.version(), node.startedAt(), node.seenAt(),
                node.polledAt(), node.seenAt().isBefore(now.minus(SILENT)))).toList();
    }
}
