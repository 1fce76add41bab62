package db.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Kept answers are looked for by the values of a whole set of questions, whichever source they are of, so the value comes first in their key: one
 * index serves both. Not in SQL, for H2 gave the key a name of its own. H2 commits each statement by itself; the step may be done again wherever its
 * process ended.
 */
public final class V11__Answer_by_value extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws SQLException {
        String key = primaryKey(context.getConnection());
        try (Statement statement = context.getConnection().createStatement()) {
            if (key != null) {
                statement.execute("alter table answer drop constraint \"" + key + '"');
            }
            statement.execute("alter table answer add primary key (value_hash, source, type)");
            // for counting a death: whether an incident has got an answer since
            statement.execute("create index if not exists answer_by_asker on answer (asked_for)");
        }
    }

    /** Null when there is none. */
    private static String primaryKey(Connection connection) throws SQLException {
        try (ResultSet keys = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), "answer")) {
            return keys.next() ? keys.getString("PK_NAME") : null;
        }
    }
}
