package io.github.iocenrichment.store;

import java.sql.SQLException;
import java.util.Map;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a store did not open and how to fix it. */
final class OpeningFailure {
    private static final int NOT_FOUND = 90013;
    /** The same, of newer versions of H2. */
    private static final int NOT_THERE = 90146;
    private static final Map<Integer, String> H2 = Map.of(
            90020, "is in use by another process; fix: stop that one, or use PostgreSQL when several nodes work",
            90030, "is damaged; fix: restore it from a backup, or move it away to start with an empty store",
            90048, "was written by another version of H2; fix: start with the version that wrote it, or move it away",
            90049, "is encrypted with another key, or damaged; fix: set the key that wrote it, or restore it from a backup",
            90097, "is read-only; fix: give this user the right to write it",
            90062, "cannot be created; fix: check that the folder exists and that this user may write there",
            90028, "cannot be read or written; fix: check the disk and the rights of this user",
            90031, "cannot be read or written; fix: check the disk and the rights of this user",
            NOT_FOUND, "does not exist; fix: take IFEXISTS out of store.url",
            28000, "refused store.username or store.password; fix: set the user and password of this store");

    private static final Map<String, String> POSTGRESQL = Map.of(
            "28P01", "refused store.username or store.password; fix: set the user and password of this database",
            "28000", "refused store.username or its way of access; fix: allow this user and machine in pg_hba.conf",
            "3D000", "has no such database; fix: create it first",
            "42501", "does not let store.username create or change tables in its schema; fix: grant it that right",
            "25006", "is read-only; fix: point store.url at the primary",
            "08001", "cannot be reached; fix: check that it runs and that store.url is right",
            "08004", "refused the connection; fix: check that it runs and that store.url is right",
            "53300", "has no connection free; fix: raise max_connections");

    private OpeningFailure() {
    }

    static StoreException inWords(StoreSettings settings, RuntimeException error) {
        String shown = StoreUrl.shown(settings.url());
        if (error instanceof StoreException known && known.getCause() == null) {
            return known.getMessage().startsWith("store.url") ? known
                    : new StoreException("store.url: the store at " + shown + " was not opened: " + known.getMessage());
        }
        SQLException sql = firstSql(error);
        String words = null;
        if (sql != null && settings.isEmbedded()) {
            words = H2.get(sql.getErrorCode() == NOT_THERE ? NOT_FOUND : sql.getErrorCode());
        } else if (sql != null) {
            words = POSTGRESQL.get(sql.getSQLState());
        }
        if (words == null) {
            words = "cannot be used: " + firstLine(sql == null ? error : sql, settings.password());
        }
        return new StoreException("store.url: the store at " + shown + " " + words, error);
    }

    private static @Nullable SQLException firstSql(Throwable error) {
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String firstLine(Throwable e, String secret) {
        String text = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
        if (!secret.isEmpty()) {
            text = text.replace(secret, "***");
        }
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
