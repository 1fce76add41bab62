package io.github.iocenrichment.store;

import java.sql.SQLException;
import java.util.Set;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** Transactions that are tried again when the database gave the way to another one. */
final class Transactions {
    /** Serialisation failure, deadlock (PostgreSQL and H2), concurrent update, lock timeout (H2). */
    private static final Set<String> GAVE_WAY = Set.of("40001", "40P01", "90131", "HYT00");
    private static final int TRIES = 20;

    private final Jdbi jdbi;

    Transactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    <T> T run(HandleCallback<T, RuntimeException> work) {
        for (int tried = 1; ; tried++) {
            try {
                return jdbi.inTransaction((Handle handle) -> work.withHandle(handle));
            } catch (RuntimeException e) {
                if (tried >= TRIES || !gaveWay(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean gaveWay(Throwable e) {
        for (Throwable cause : ExceptionUtils.getThrowableList(e)) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && GAVE_WAY.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
