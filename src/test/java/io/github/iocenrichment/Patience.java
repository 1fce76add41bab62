package io.github.iocenrichment;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what has to come: longer than a loaded machine ever takes, for a test that is green waits no longer than it must. */
public final class Patience {
    public static final long SECONDS = 240;
    public static final Duration LIMIT = Duration.ofSeconds(SECONDS);

    private Patience() {
    }

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT);
    }

    /** @param what is waited for, named when it does not come */
    public static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(LIMIT);
    }
}
