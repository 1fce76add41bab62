package io.github.iocenrichment.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.Store;
import io.github.iocenrichment.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with many incidents, made from one with few, in the tables as they are now. */
class StoreFillerTest {
    private static final String REC_ID = "0123456789ABCDEF0123456789ABCDEF";

    @TempDir
    Path folder;

    @Test
    void everyIncidentIsThereWithWhatBelongsToIt() throws SQLException {
        Path file = folder.resolve("store.mv.db");
        Store.open(new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "node-1"), Clock.systemUTC()).close();
        try (Connection connection = StoreContent.open(file, false); Statement statement = connection.createStatement()) {
            statement.execute("insert into incident (rec_id, number, subject, priority, created_at, admitted_at, stage, stage_at) values ('" + REC_ID
                    + "', '48201', 'Beacon', 3, now(), now(), 'done', now())");
            statement.execute("insert into incident_document (rec_id, name, body, saved_at) values ('" + REC_ID + "', 'ticket', '" + "x".repeat(5_000)
                    + "', now())");
            statement.execute("insert into answer (source, type, value_hash, state, answered_at, expires_at, body, asked_for) values ('virustotal', 'url', '"
                    + "a".repeat(64) + "', 'found', now(), now(), '{}', '" + REC_ID + "')");
        }
        long before = StoreContent.ofFile(file).bytes();

        StoreFiller.fill(file, 150);

        try (Connection connection = StoreContent.open(file, true); Statement statement = connection.createStatement()) {
            assertThat(number(statement, "select count(*) from incident")).isGreaterThanOrEqualTo(150);
            assertThat(number(statement, "select count(*) from incident join incident_document using (rec_id)"))
                    .isEqualTo(number(statement, "select count(*) from incident"));
            assertThat(number(statement, "select count(distinct value_hash) from answer join incident on asked_for = incident.rec_id"))
                    .isEqualTo(number(statement, "select count(*) from incident"));
            assertThat(number(statement, "select max(octet_length(body)) from incident_document where rec_id <> '" + REC_ID + "'")).isEqualTo(200);
            assertThat(number(statement, "select count(distinct admitted_at) from incident")).isGreaterThanOrEqualTo(150);
        }
        assertThat(StoreContent.ofFile(file).bytes()).isGreaterThan(before + 150 * 500);
        assertThat(StoreContent.ofFile(file).bytesWithout("answer")).isLessThan(StoreContent.ofFile(file).bytes());
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
