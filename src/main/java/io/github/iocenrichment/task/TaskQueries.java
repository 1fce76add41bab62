package io.github.iocenrichment.task;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.BooleanSupplier;

/** The SQL of db-scheduler as both databases understand it; the search for due work is limited to one kind and to what is not parked. */
final class TaskQueries extends DefaultJdbcCustomization {
    private final String name;
    private final String only;
    private final BooleanSupplier held;

    /**
     * @param only the one key that is worked on; null for all
     * @param held true while no work is to be found
     */
    TaskQueries(String name, String only, BooleanSupplier held) {
        super(true);
        this.name = name;
        this.held = held;
        this.only = only == null ? "" : " and task_instance = '" + only + "'";
    }

    @Override
    public String getName() {
        return "task:" + name;
    }

    @Override
    public String createSelectDueQuery(String table, int limit, String andCondition, boolean orderByPriority) {
        return "select * from " + table + " where picked = ? and execution_time <= ? and task_name = '" + name + "' and parked_at is null" + only
                + (held.getAsBoolean() ? " and 1 = 0 " : " ") + andCondition
                + " order by priority, execution_time, task_instance" + getQueryLimitPart(limit);
    }

    @Override
    public boolean supportsExplicitQueryLimitPart() {
        return true;
    }

    @Override
    public String getQueryLimitPart(int limit) {
        return " limit " + limit;
    }

    @Override
    public void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, value.atOffset(ZoneOffset.UTC));
        }
    }

    @Override
    public Instant getInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** A task carries no data: its key says where to look. */
    @Override
    public void setTaskData(PreparedStatement statement, int index, byte[] value) throws SQLException {
        statement.setNull(index, Types.VARCHAR);
    }

    @Override
    public byte[] getTaskData(ResultSet row, String column) {
        return null;
    }
}
