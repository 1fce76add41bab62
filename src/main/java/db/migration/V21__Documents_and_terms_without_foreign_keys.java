package db.migration;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * H2 keeps an index for each foreign key, beside a primary key that begins with the same column, and both are written for each document and term. Not
 * in SQL, for the databases gave the keys names of their own. The step may be done again wherever its process ended.
 */
public final class V21__Documents_and_terms_without_foreign_keys extends BaseJavaMigration {

    @Override
    public void migrate(Context context) throws SQLException {
        for (String table : List.of("incident_document", "incident_term")) {
            for (String key : foreignKeys(context.getConnection(), table)) {
                try (Statement statement = context.getConnection().createStatement()) {
                    statement.execute("alter table " + table + " drop constraint \"" + key + '"');
                }
            }
        }
    }

    private static List<String> foreignKeys(Connection connection, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), table)) {
            while (keys.next()) {
                names.add(keys.getString("FK_NAME"));
            }
        }
        return names;
    }
}
