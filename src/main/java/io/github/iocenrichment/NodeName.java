package io.github.iocenrichment;

import io.github.iocenrichment.settings.Settings;

/** The name of this node, exclusive among the nodes on one database. */
final class NodeName {
    private NodeName() {
    }

    static String of(Settings settings) {
        return settings.text("node.name");
    }

    /** Of a replay, which must neither be taken for the node beside it nor for another replay, come back to life. */
    static String ofReplay(Settings settings) {
        return "replay-" + ProcessHandle.current().pid() + "-on-" + of(settings);
    }
}
