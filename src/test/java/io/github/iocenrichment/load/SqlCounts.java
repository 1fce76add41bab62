package io.github.iocenrichment.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What went to the database. A batch is one statement: one way there, parsed once. */
final class SqlCounts {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Rows of batches. */
    final LongAdder batched = new LongAdder();
    /** Transactions that wrote something, and so had to wait for the disk. */
    final LongAdder commits = new LongAdder();
    /** Transactions that only read. */
    final LongAdder readOnly = new LongAdder();
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    /** One text. */
    private record Statement(LongAdder executions, LongAdder nanos) {
    }

    /** @param nanos from the call to its return, waits for locks included */
    void executed(String sql, long nanos) {
        Statement statement = statements.computeIfAbsent(sql, text -> new Statement(new LongAdder(), new LongAdder()));
        statement.executions().increment();
        statement.nanos().add(nanos);
    }

    /** {@code {batched, commits, readOnly, statements: [{sql, executions, millis}]}} since the last call. */
    ObjectNode drain() {
        ObjectNode all = JSON.createObjectNode().put("batched", batched.sumThenReset()).put("commits", commits.sumThenReset())
                .put("readOnly", readOnly.sumThenReset());
        ArrayNode list = all.putArray("statements");
        statements.forEach((sql, statement) -> list.addObject().put("sql", sql.strip().replaceAll("\\s+", " "))
                .put("executions", statement.executions().sumThenReset())
                .put("millis", statement.nanos().sumThenReset() / (double) TimeUnit.MILLISECONDS.toNanos(1)));
        return all;
    }
}
