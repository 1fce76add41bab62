package io.github.iocenrichment;

import io.github.iocenrichment.network.CallsInFlight;
import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.task.TaskComponent;
import java.util.Properties;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the process end within 15 s of being asked to, whatever other systems do: the work in hand and its calls are cut off before Camel stops. */
final class CleanStop extends MainListenerSupport {
    /** Less than these 15 s: closing the store takes its part of them. */
    static final long STORE_IS_CLOSED_AFTER_SECONDS = 11;
    private static final Logger LOG = LoggerFactory.getLogger("incidents");

    private final TaskComponent tasks;
    private final CallsInFlight calls;

    CleanStop(TaskComponent tasks, CallsInFlight calls) {
        this.tasks = tasks;
        this.calls = calls;
    }

    /** How long Camel waits for work that was cut off, in seconds; what takes longer is left to the end of the process. */
    static void limit(Properties camel) {
        camel.setProperty("camel.main.shutdownTimeout", "6");
        camel.setProperty("camel.main.extraShutdownTimeout", "4");
    }

    @Override
    public void beforeStop(BaseMainSupport main) {
        cutOff();
    }

    /** Work first, then the calls that it waits for: what a call that was cut off throws is looked at by nobody. */
    void cutOff() {
        try {
            tasks.cutOff();
        } catch (RuntimeException e) {
            LOG.warn("The work in hand could not be marked as stopped: {}; its end counts as a death of the process",
                    StoreFailure.words(e).orElse(e.getClass().getSimpleName()));
        } finally {
            calls.cutOff();
        }
    }
}
