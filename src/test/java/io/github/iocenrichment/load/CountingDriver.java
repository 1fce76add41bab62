package io.github.iocenrichment.load;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;

/** Stands before every JDBC driver and counts what goes through it, in {@link SqlCounts}. */
final class CountingDriver implements Driver {
    private final Driver driver;
    private final SqlCounts counts;

    private CountingDriver(Driver driver, SqlCounts counts) {
        this.driver = driver;
        this.counts = counts;
    }

    /** Puts one before each driver there is. */
    static void install(SqlCounts counts) throws SQLException {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            DriverManager.deregisterDriver(driver);
            DriverManager.registerDriver(before(driver, counts));
        }
    }

    static Driver before(Driver driver, SqlCounts counts) {
        return new CountingDriver(driver, counts);
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection connection = driver.connect(url, info);
        return connection == null ? null : proxy(Connection.class, new CountedConnection(connection)::call);
    }

    private interface Calls {
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private interface Execution {
        Object run() throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(CountingDriver.class.getClassLoader(), new Class<?>[]{type},
                (proxy, method, arguments) -> calls.call(method, arguments)));
    }

    private static Object pass(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** A statement that is no query changes something; a query with {@code for update} only locks. */
    static boolean writes(String sql) {
        String text = sql.stripLeading().toLowerCase(Locale.ROOT);
        return text.startsWith("with") ? text.matches("(?s).*\\b(insert|update|delete)\\b.*") && !text.matches("(?s).*\\bfor update\\b.*")
                : text.matches("(?s)(insert|update|delete|merge|truncate).*");
    }

    /** One connection, which is used by one thread at a time. */
    private final class CountedConnection {
        private final Connection connection;
        private boolean written;

        CountedConnection(Connection connection) {
            this.connection = connection;
        }

        Object call(Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("commit")) {
                commit();
            } else if (method.getName().equals("rollback")) {
                written = false;
            }
            Object result = pass(connection, method, arguments);
            String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : "";
            return switch (method.getName()) {
                case "prepareCall" -> proxy(CallableStatement.class, statement(result, sql));
                case "prepareStatement" -> proxy(PreparedStatement.class, statement(result, sql));
                case "createStatement" -> proxy(Statement.class, statement(result, ""));
                default -> result;
            };
        }

        private Calls statement(Object statement, String prepared) {
            return (method, arguments) -> {
                if (method.getName().startsWith("execute")) {
                    String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : prepared;
                    return executed(sql, () -> pass(statement, method, arguments));
                } else if (method.getName().equals("addBatch")) {
                    counts.batched.increment();
                }
                return pass(statement, method, arguments);
            };
        }

        private Object executed(String sql, Execution execution) throws Throwable {
            long begin = System.nanoTime();
            try {
                return execution.run();
            } finally {
                counts.executed(sql, System.nanoTime() - begin);
                written |= writes(sql);
                if (connection.getAutoCommit()) {
                    commit();
                }
            }
        }

        private void commit() {
            (written ? counts.commits : counts.readOnly).increment();
            written = false;
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("load");
    }
}
