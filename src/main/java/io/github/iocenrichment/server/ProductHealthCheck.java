package io.github.iocenrichment.server;

import io.github.iocenrichment.web.Health;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** One thing that {@link Health} looks at, as Camel's check: found in the registry by whatever reads Camel's health. */
public final class ProductHealthCheck extends AbstractHealthCheck {
    static final String GROUP = "ioc-enrichment";

    private final Supplier<Health.State> state;

    public ProductHealthCheck(String id, Supplier<Health.State> state) {
        super(GROUP, id);
        this.state = state;
    }

    /** What is missing comes back by itself; a process that is started anew finds it missing as well. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        Health.State now = state.get();
        result.details(now.details()).state(now.isUp() ? State.UP : State.DOWN);
        if (!now.isUp()) {
            result.message(now.reason());
        }
    }
}
