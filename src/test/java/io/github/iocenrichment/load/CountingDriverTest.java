package io.github.iocenrichment.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.iocenrichment.store.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the driver in front of the real one counts. */
class CountingDriverTest {
    private final SqlCounts counts = new SqlCounts();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = CountingDriver.before(new org.h2.Driver(), counts).connect("jdbc:h2:mem:" + Databases.unique("counted"), new Properties());
        execute("create table thing (id int primary key)");
        counts.drain();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void eachStatementOfItsOwnIsATransaction() throws SQLException {
        execute("insert into thing values (1)");
        execute("select * from thing");
        assertThat(counted()).isEqualTo("2 statements, 1 commits, 1 that only read, 0 rows in batches");
        assertThat(counted()).as("drained").startsWith("0 statements, 0 commits");
    }

    @Test
    void severalInOneTransaction() throws SQLException {
        connection.setAutoCommit(false);
        execute("insert into thing values (1)");
        execute("insert into thing values (2)");
        connection.commit();
        execute("select * from thing for update");
        connection.commit();
        execute("delete from thing");
        connection.rollback();
        connection.commit();
        assertThat(counted()).isEqualTo("4 statements, 1 commits, 2 that only read, 0 rows in batches");
    }

    @Test
    void aBatchIsOneStatement() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into thing values (?)")) {
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(3);
        }
        assertThat(counted()).isEqualTo("1 statements, 1 commits, 0 that only read, 3 rows in batches");
    }

    @Test
    void failuresComeThroughAsTheyAre() {
        assertThatThrownBy(() -> execute("insert into nothing values (1)")).isInstanceOf(SQLException.class);
    }

    @ParameterizedTest
    @CsvSource({"insert into a values (1), true", "' Update a set b = 1', true", "delete from a, true", "select 1, false", "select * from a for update, false",
        "with x as (select 1) select * from x, false", "with x as (update a set b = 1 returning b) select * from x, true"})
    void whatWrites(String sql, boolean writes) {
        assertThat(CountingDriver.writes(sql)).isEqualTo(writes);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String counted() {
        JsonNode drained = counts.drain();
        int statements = 0;
        for (JsonNode each : drained.path("statements")) {
            statements += each.path("executions").asInt();
        }
        return statements + " statements, " + drained.path("commits") + " commits, " + drained.path("readOnly") + " that only read, "
                + drained.path("batched") + " rows in batches";
    }
}
