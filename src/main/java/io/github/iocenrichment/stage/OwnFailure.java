package io.github.iocenrichment.stage;

import io.github.iocenrichment.store.StoreException;
import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.task.TaskFence;
import java.sql.SQLException;
import java.util.List;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * A failure in which no other system had a part: the worker's claim was lost, or the store failed. It says nothing about a source, an attachment
 * or a link, so it is never reported as theirs: the stage stops and its task runs again. The routes' error handling names the same kinds.
 */
public final class OwnFailure {
    private static final List<Class<? extends Throwable>> KINDS =
            List.of(TaskFence.LostClaimException.class, StoreException.class, JdbiException.class, SQLException.class);

    private OwnFailure() {
    }

    /** Class names of its kinds, for what takes exceptions by their names. */
    public static List<String> kinds() {
        return KINDS.stream().map(Class::getName).toList();
    }

    /** Throws it on when it is such a failure; does nothing else. */
    public static void passOn(@Nullable Throwable cause) {
        if (!TaskFence.stopsWork(cause)) {
            return;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw new StoreException(StoreFailure.words(cause).orElse("the work was stopped"), cause);
    }

    /** Whether it is reported elsewhere: by the task that runs again, or by the store, once for all the work that it holds up. */
    static boolean isReportedElsewhere(Throwable cause) {
        for (Throwable t : ExceptionUtils.getThrowableList(cause)) {
            if (t instanceof TaskFence.LostClaimException) {
                return true;
            }
        }
        return StoreFailure.isOutage(cause);
    }
}
