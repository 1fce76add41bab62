package io.github.iocenrichment.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** The questions of an opened store, with every statement noted that they execute; a batch of updates is one. */
public final class CountedStatements {
    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final AnswerStore answers;
    private final QuotaStore quotas;

    public CountedStatements(Store store) {
        Transactions transactions = new Transactions(counting(DataSource.class, store.dataSource(), null), DiskSync.BY_COMMIT, store.settings().isEmbedded());
        answers = new AnswerStore(transactions, StoredJson.mapper(), new QuotaJson(StoredJson.mapper()), store.settings().nodeName());
        quotas = new QuotaStore(transactions, new QuotaJson(StoredJson.mapper()));
    }

    public AnswerStore answers() {
        return answers;
    }

    public QuotaStore quotas() {
        return quotas;
    }

    /** Those that were executed since this was asked last. */
    public List<String> taken() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    /** @param sql of a prepared statement; null for what is none */
    private <T> T counting(Class<T> type, T counted, String sql) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (proxy, method, arguments) -> {
            if (sql != null && method.getName().startsWith("execute")) {
                statements.add(sql);
            }
            try {
                Object result = method.invoke(counted, arguments);
                if (result instanceof Connection connection) {
                    return counting(Connection.class, connection, null);
                }
                return result instanceof PreparedStatement statement && method.getName().equals("prepareStatement")
                        ? counting(PreparedStatement.class, statement, arguments[0].toString()) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
