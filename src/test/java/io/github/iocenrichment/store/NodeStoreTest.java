package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aNodeIsThereUntilItIsStoppedOrForgotten(Databases database) {
        NodeStore nodes = database.store().nodes();
        NodeStore.Node first = new NodeStore.Node(Databases.unique("a"), "0.2.0", NOW, NOW, null);
        NodeStore.Node later = new NodeStore.Node(first.name(), "0.2.0", NOW, NOW.plusSeconds(30), NOW.plusSeconds(20));
        NodeStore.Node other = new NodeStore.Node(Databases.unique("b"), "0.2.0", NOW, NOW.minusSeconds(60), null);
        nodes.report(first);
        nodes.report(other);
        nodes.report(later);

        assertThat(nodes.since(NOW.minusSeconds(60))).contains(later, other).doesNotContain(first);
        assertThat(nodes.since(NOW)).contains(later).doesNotContain(other);
        nodes.prune(NOW);
        nodes.remove(later.name());
        assertThat(nodes.since(NOW.minusSeconds(60))).doesNotContain(later, other);
    }
}
