package io.github.iocenrichment.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A line bears the number of the incident that was in hand, on whichever thread of a pool. */
class LogContextTest {

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void oneThreadWorksForSeveralIncidents() throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Runnable line = () -> lines.add(String.valueOf(MDC.get("incident")));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        for (String incident : List.of("INC1", "INC2")) {
            MDC.put("incident", incident);
            pool.execute(LogContext.carried(() -> {
                line.run();
                // a step that opens another incident leaves nothing behind either
                MDC.put("incident", "INC9");
            }));
            pool.execute(line);
        }
        MDC.clear();
        pool.execute(LogContext.carried(line));
        pool.shutdown();

        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).containsExactly("INC1", "null", "INC2", "null", "null");
    }
}
