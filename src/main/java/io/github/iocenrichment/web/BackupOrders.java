package io.github.iocenrichment.web;

import io.github.iocenrichment.store.StoreException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Orders of the command {@code backup} to the running product, which alone may read the file of its store. */
public final class BackupOrders {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int FAILED = 500;

    private final Supplier<Path> backup;
    private final Access access;
    private final AuditTrail audit;

    /** @param backup makes one and says where */
    public BackupOrders(Supplier<Path> backup, Access access, AuditTrail audit) {
        this.backup = backup;
        this.access = access;
        this.audit = audit;
    }

    /**
     * What the command is answered.
     *
     * @param status HTTP status
     * @param text   the absolute path of the backup, or one line on what is in the way
     */
    public record Reply(int status, String text) {
    }

    /**
     * Makes a backup, which takes as long as copying the store twice. It is written down who ordered it, before it is made.
     *
     * @param headers of the request; looked up without regard to case
     * @param address of the caller's connection
     */
    public Reply make(Map<String, Object> headers, String address) {
        Caller caller = access.caller(headers, address);
        if (!ReplayOrders.COMMAND.equals(headers.get(ReplayOrders.HEADER))) {
            audit.refused(caller, "a backup", "the order does not come from the command backup");
            return new Reply(FORBIDDEN, "the order does not come from the command backup\n");
        }
        String row = audit.ordered(caller, "backup", "the store");
        try {
            Path file = backup.get().toAbsolutePath();
            audit.settled(row, caller, "backup", "the store", "done");
            return new Reply(OK, file + "\n");
        } catch (StoreException e) {
            audit.settled(row, caller, "backup", "the store", "not done");
            return new Reply(FAILED, e.getMessage() + "\n");
        }
    }
}
