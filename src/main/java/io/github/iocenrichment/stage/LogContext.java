package io.github.iocenrichment.stage;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries the log's context (MDC) from one thread to another: a thread of a pool works for one incident after the other, and its lines
 * must bear the number of the one in hand and no number between two.
 */
public final class LogContext {
    private LogContext() {
    }

    /** The work under the context of the thread that calls this; the thread that runs it has its own back afterwards. */
    public static Runnable carried(Runnable work) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        return () -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            set(context);
            try {
                work.run();
            } finally {
                set(before);
            }
        };
    }

    private static void set(@Nullable Map<String, String> context) {
        if (context == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(context);
        }
    }
}
