package io.github.iocenrichment.store;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the operator's {@code store.url} into one that the product can rely on. */
final class StoreUrl {

    /** What durability on H2 needs, whatever the URL says; null takes a setting away. Measured: see docs/operations.md. */
    private static final Map<String, String> NEEDED = new LinkedHashMap<>();

    static {
        NEEDED.put("MODE", "PostgreSQL");
        NEEDED.put("DATABASE_TO_LOWER", "TRUE");
        NEEDED.put("DEFAULT_NULL_ORDERING", "HIGH");
        // DiskSync writes the file for whoever waits for it; with 0 each commit would, and H2 would never tidy the file up
        NEEDED.put("WRITE_DELAY", "200");
        // documents and contents lie in their rows; what is stored out of line costs H2 several times as much
        NEEDED.put("MAX_LENGTH_INPLACE_LOB", "65536");
        // frees old pages soon, so that the file stays small; 0 is reported to leave files that do not open
        NEEDED.put("RETENTION_TIME", "1000");
        // 8 unless given: a connection would parse most of its statements again each time; more than are in use would be looked through for nothing,
        // for each table that a transaction changes
        NEEDED.put("QUERY_CACHE_SIZE", "96");
        // pages are moved together when less than half of the file is in use; 90 unless given, which costs more than the space is worth
        NEEDED.put("AUTO_COMPACT_FILL_RATE", "50");
        // at a clean stop the file is compacted for so long at the most, in milliseconds
        NEEDED.put("MAX_COMPACT_TIME", "2000");
        // the store closes the database itself, after the last route has ended and not beside it
        NEEDED.put("DB_CLOSE_DELAY", "-1");
        NEEDED.put("DB_CLOSE_ON_EXIT", "FALSE");
        NEEDED.put("LOCK_TIMEOUT", "10000");
        // its trace file would hold contents of incidents, and its fallback prints stack traces
        NEEDED.put("TRACE_LEVEL_FILE", "0");
        NEEDED.put("TRACE_LEVEL_SYSTEM_OUT", "0");
        // these would let a second process in, or open the file for reading only
        NEEDED.put("AUTO_SERVER", null);
        NEEDED.put("FILE_LOCK", null);
        NEEDED.put("ACCESS_MODE_DATA", null);
    }

    private StoreUrl() {
    }

    /** @throws StoreException when the URL names a database that the product does not work with */
    static String complete(@Nullable String url) {
        String text = url == null ? "" : url.strip();
        if (text.startsWith("jdbc:postgresql:")) {
            return text;
        }
        if (!text.startsWith("jdbc:h2:")) {
            throw new StoreException("store.url must start with jdbc:h2:file: (one machine) or jdbc:postgresql: (several), not '" + shown(text) + "'");
        }
        String[] parts = text.split(";");
        String place = parts[0].substring("jdbc:h2:".length());
        if (place.matches("(?i)(tcp|ssl|zip):.*")) {
            throw new StoreException("store.url names an H2 server or archive; use a file (jdbc:h2:file:./data/ioc-enrichment),"
                    + " or PostgreSQL when several machines work");
        }
        if (place.replaceFirst("(?i)^(file|mem|nio|nioMapped|async):", "").isBlank()) {
            throw new StoreException("store.url names no file; write jdbc:h2:file:./data/ioc-enrichment");
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                settings.put(parts[i].substring(0, equals).strip().toUpperCase(Locale.ROOT), parts[i].substring(equals + 1).strip());
            }
        }
        settings.remove("DATABASE_TO_UPPER");
        settings.remove("CASE_INSENSITIVE_IDENTIFIERS");
        settings.putAll(NEEDED);
        StringBuilder whole = new StringBuilder(parts[0]);
        settings.forEach((key, value) -> {
            if (value != null) {
                whole.append(';').append(key).append('=').append(value);
            }
        });
        return whole.toString();
    }

    /** The part of a URL that may be shown: without settings, which may hold a password. */
    static String shown(@Nullable String url) {
        return url == null ? "" : url.replaceFirst("[;?].*$", "").replaceFirst("//[^/@]*@", "//");
    }
}
