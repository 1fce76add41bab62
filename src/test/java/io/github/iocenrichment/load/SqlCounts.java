package io.github.iocenrichment.load;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What went to the database. A batch is one statement: one way there, parsed once. */
final class SqlCounts {
    /** Executions, by their text. */
    final Map<String, LongAdder> statements = new ConcurrentHashMap<>();
    /** Rows of batches. */
    final LongAdder batched = new LongAdder();
    /** Transactions that wrote something, and so had to wait for the disk. */
    final LongAdder commits = new LongAdder();
    /** Transactions that only read. */
    final LongAdder readOnly = new LongAdder();

    void statement(String sql) {
        statements.computeIfAbsent(sql, text -> new LongAdder()).increment();
    }
}
