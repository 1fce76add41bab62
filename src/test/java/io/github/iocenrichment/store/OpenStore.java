package io.github.iocenrichment.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** A process that opens a store, writes one incident, says so and waits to be ended: by a line (clean) or by a kill. */
public final class OpenStore {

    private OpenStore() {
    }

    public static void main(String[] arguments) throws IOException {
        try (Store store = Store.open(new StoreSettings(arguments[0], "sa", "", "node-1"), Clock.systemUTC())) {
            store.incidents().admit(new NewIncident(arguments[1], "1", "from another process", "1", Instant.EPOCH), Instant.EPOCH);
            System.out.println("open");
            if (System.in.read() < 0) {
                throw new IOException("the parent is gone");
            }
        }
    }
}
