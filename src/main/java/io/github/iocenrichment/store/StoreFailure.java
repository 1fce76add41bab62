package io.github.iocenrichment.store;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what is wrong with a store in use. A database's own words hold statements and what was to be kept, so they are never shown. */
public final class StoreFailure {
    private static final String DISK_FULL = "53100";
    /** Connection failures; the server stops, crashed, starts or has no connection free. */
    private static final Pattern OUTAGE = Pattern.compile("08...|57P0[123]|53300");

    private StoreFailure() {
    }

    /** Empty for what is no failure of a database. */
    public static Optional<String> words(@Nullable Throwable error) {
        if (!(error instanceof SQLException || error instanceof JdbiException)) {
            return Optional.empty();
        }
        SQLException sql = null;
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            if (isFull(cause)) {
                return Optional.of("the disk of the store is full: free space on it; nothing that was stored is lost, and the work resumes by itself");
            }
            sql = sql == null && cause instanceof SQLException first ? first : sql;
        }
        if (sql != null && ClosedDatabase.isOne(sql)) {
            return Optional.of("the store has closed itself after an error of its disk and is opened again");
        }
        return Optional.of("the store failed (" + (sql == null ? error.getClass().getSimpleName() : "SQL state " + sql.getSQLState()) + ")");
    }

    /** True when no connection can be had or the one in use broke: the store as a whole is away, and {@link StoreWatch} logs it in one line. */
    public static boolean isOutage(Throwable error) {
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException sql && sql.getSQLState() != null && OUTAGE.matcher(sql.getSQLState()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFull(Throwable cause) {
        if (cause instanceof SQLException sql) {
            return DISK_FULL.equals(sql.getSQLState());
        }
        String said = cause instanceof IOException && cause.getMessage() != null ? cause.getMessage().toLowerCase(Locale.ROOT) : "";
        return said.contains("no space left") || said.contains("not enough space") || said.contains("quota exceeded");
    }
}
