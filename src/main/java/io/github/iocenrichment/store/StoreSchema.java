package io.github.iocenrichment.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables: which step of {@code db/migration} they are at, and the steps that are still to be made. */
final class StoreSchema {
    /** The last step under db/migration. */
    static final int NEWEST = 21;

    private StoreSchema() {
    }

    static void migrate(DataSource database, StoreSettings settings) {
        int version = version(database);
        if (version > NEWEST) {
            throw new StoreException("its tables were written by a newer version of this program (step " + version
                    + "); start that version, or point store.url at another place");
        }
        // the usual start finds all done and is spared half a second of looking for steps
        if (version < NEWEST) {
            // with connections of its own: a step over a large table may take longer than any statement of the work
            Flyway.configure().dataSource(StoreUrl.complete(settings.url()), settings.username(), settings.password())
                    .table("store_version").locations("classpath:db/migration").failOnMissingLocations(true)
                    .placeholders(Map.of("bytes", settings.isEmbedded() ? "binary large object" : "bytea"))
                    // the schema may hold other people's tables
                    .baselineOnMigrate(true).baselineVersion("0").loggers("slf4j").load().migrate();
        }
    }

    /** The last step that was made in this database; 0 when none was, -1 when one broke off and Flyway is to say so. */
    private static int version(DataSource database) {
        try (Connection connection = database.getConnection();
             ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "store_version", null)) {
            if (!tables.next()) {
                return 0;
            }
            try (Statement statement = connection.createStatement();
                 ResultSet steps = statement.executeQuery("select \"version\", \"success\" from \"store_version\" where \"version\" is not null")) {
                int last = 0;
                while (steps.next()) {
                    if (!steps.getBoolean(2)) {
                        return -1;
                    }
                    last = Math.max(last, Integer.parseInt(steps.getString(1)));
                }
                return last;
            }
        } catch (SQLException e) {
            throw new StoreException("its tables cannot be read", e);
        }
    }
}
