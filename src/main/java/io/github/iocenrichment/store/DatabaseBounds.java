package io.github.iocenrichment.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How long PostgreSQL may take, so that a database that has gone silent fails a call and does not keep it. The driver takes these values as
 * defaults: what {@code store.url} itself says stands.
 *
 * @param connect   to make a connection
 * @param answer    for any answer on an open connection; the bound that holds when the network drops everything without a word
 * @param statement for one statement, kept by the server; shorter than {@code answer}, so that a slow statement ends and the connection stays
 * @param lock      for a lock that another one holds
 * @param idle      for a transaction in which nothing is asked
 */
record DatabaseBounds(Duration connect, Duration answer, Duration statement, Duration lock, Duration idle) {
    /** For work. */
    static final DatabaseBounds WORK = new DatabaseBounds(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(25),
            Duration.ofSeconds(10), Duration.ofSeconds(30));
    /** For heartbeats and for the look whether the database answers: both are late after a few seconds. */
    static final DatabaseBounds CONTROL = new DatabaseBounds(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(3),
            Duration.ofSeconds(2), Duration.ofSeconds(5));

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** Properties of the driver; empty for H2, whose database is in this process. */
    Properties driver(String url) {
        Properties properties = new Properties();
        if (url.startsWith(POSTGRESQL)) {
            properties.setProperty("ApplicationName", "ioc-enrichment");
            properties.setProperty("connectTimeout", "" + connect.toSeconds());
            properties.setProperty("socketTimeout", "" + answer.toSeconds());
            properties.setProperty("tcpKeepAlive", "true");
        }
        return properties;
    }

    /**
     * The statement with which each connection begins; null for H2. The server keeps these bounds, and notices within 25 s that this process is
     * gone. They are set by a statement, for a connection pooler refuses them as options of the start.
     */
    @Nullable String begin(String url) {
        if (!url.startsWith(POSTGRESQL)) {
            return null;
        }
        Map<String, String> bounds = new LinkedHashMap<>();
        bounds.put("statement_timeout", statement.toMillis() + "ms");
        bounds.put("lock_timeout", lock.toMillis() + "ms");
        bounds.put("idle_in_transaction_session_timeout", idle.toMillis() + "ms");
        bounds.put("tcp_keepalives_idle", "10");
        bounds.put("tcp_keepalives_interval", "5");
        bounds.put("tcp_keepalives_count", "3");
        bounds.keySet().removeIf(url::contains);
        return bounds.isEmpty() ? null : bounds.entrySet().stream().map(bound -> "set_config('" + bound.getKey() + "', '" + bound.getValue() + "', false)")
                .collect(Collectors.joining(", ", "select ", ""));
    }
}
