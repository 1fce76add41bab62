package io.github.iocenrichment.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The two pools of connections to the database, with the bounds of each. */
final class StorePools {
    private StorePools() {
    }

    /** For the work. */
    static HikariDataSource work(StoreSettings settings) {
        HikariConfig config = config(settings, DatabaseBounds.WORK);
        config.setPoolName("store");
        config.setMaximumPoolSize(16);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        config.setInitializationFailTimeout(1);
        return new HikariDataSource(config);
    }

    /** Beside the pool that the work uses, so that a full one delays no heartbeat and hides no outage. */
    static HikariDataSource control(StoreSettings settings) {
        HikariConfig config = config(settings, DatabaseBounds.CONTROL);
        config.setPoolName("store-control");
        // the watch keeps one, the heartbeats take another, and on H2 the write of the file one
        config.setMaximumPoolSize(3);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(2).toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * Closes an embedded database, and with it the file; nothing to do for another one. To be called when the pools are closed: a connection that one
     * of them adds afterwards would open the file once more, for nobody to close it.
     */
    static void shutDown(StoreSettings settings) throws SQLException {
        if (!settings.isEmbedded()) {
            return;
        }
        try (Connection connection = DriverManager.getConnection(StoreUrl.complete(settings.url()), settings.username(), settings.password());
             Statement statement = connection.createStatement()) {
            statement.execute("shutdown");
        }
    }

    private static HikariConfig config(StoreSettings settings, DatabaseBounds bounds) {
        HikariConfig config = new HikariConfig();
        String url = StoreUrl.complete(settings.url());
        config.setJdbcUrl(url);
        config.setUsername(settings.username());
        config.setPassword(settings.password());
        config.setDataSourceProperties(bounds.driver(url));
        config.setConnectionInitSql(bounds.begin(url));
        // an idle connection that the network has dropped is noticed before work needs it
        config.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        config.setMaxLifetime(Duration.ofMinutes(15).toMillis());
        config.setExceptionOverride(new ClosedDatabase());
        return config;
    }
}
