package io.github.iocenrichment.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Many rows of values in one statement. */
final class Rows {
    /** A database takes only so many values in one statement. */
    private static final int AT_ONCE = 200;

    private Rows() {
    }

    static <T> List<List<T>> parts(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + AT_ONCE)
                .mapToObj(from -> all.subList(from, Math.min(all.size(), from + AT_ONCE))).toList();
    }

    /**
     * The same values for a list of {@code in}, the last one repeated up to a power of two: lists of all lengths are few statements then, each of
     * which H2 keeps parsed for each connection, and looks through with each change of a table.
     */
    static <T> List<T> padded(Collection<T> values) {
        List<T> all = new ArrayList<>(values);
        while (Integer.bitCount(all.size()) > 1) {
            all.add(all.get(all.size() - 1));
        }
        return all;
    }

    /** Executes a statement in which {@code <rows>} stands for the rows: {@code (a, b), (c, d)}. Returns how many rows it changed. */
    static int execute(Handle handle, String sql, List<List<Object>> rows) {
        return parts(rows).stream().mapToInt(some -> bound(handle.createUpdate(sql), some).execute()).sum();
    }

    /** Reads by a query of this form. */
    static void query(Handle handle, String sql, List<List<Object>> rows, Reader reader) {
        parts(rows).forEach(some -> bound(handle.createQuery(sql), padded(some)).map((row, context) -> {
            reader.read(row);
            return row;
        }).list());
    }

    /** Takes one row of a result. */
    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private static <S extends SqlStatement<S>> S bound(S statement, List<List<Object>> rows) {
        StringJoiner all = new StringJoiner(", ");
        int number = 0;
        for (List<Object> row : rows) {
            StringJoiner one = new StringJoiner(", ", "(", ")");
            for (Object value : row) {
                statement.bind(number++, value);
                one.add("?");
            }
            all.add(one.toString());
        }
        return statement.define("rows", all.toString());
    }
}
