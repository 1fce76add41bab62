package io.github.iocenrichment;

import io.github.iocenrichment.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of this node, exclusive among the nodes on one database. */
final class NodeName {
    private NodeName() {
    }

    static String of(Settings settings) {
        return settings.optional("node.name").orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                throw new StartException("node.name is not set and this machine does not know its own name; set node.name", e);
            }
        });
    }

    /** Of a replay, which must neither be taken for the node beside it nor for another replay, come back to life. */
    static String ofReplay(Settings settings) {
        return "replay-" + ProcessHandle.current().pid() + "-on-" + of(settings);
    }
}
