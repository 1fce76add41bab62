package io.github.iocenrichment.intake;

import io.github.iocenrichment.stage.Stages;
import io.github.iocenrichment.store.IncidentStore;
import io.github.iocenrichment.task.HandOverCondition;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** An incident is handed over to its first task once, whichever node's poll comes first: the others find that it waits no more. */
public final class FirstHandOver implements HandOverCondition {
    private final IncidentStore incidents;
    private final Clock clock;

    public FirstHandOver(IncidentStore incidents, Clock clock) {
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public boolean test(Handle transaction, String recId) {
        return incidents.handedOver(transaction, recId, Stages.COLLECTING, clock.instant());
    }
}
