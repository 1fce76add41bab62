package io.github.iocenrichment.task;

import io.github.iocenrichment.store.UnitOfWork;
import io.github.iocenrichment.task.TaskTable.Claim;
import io.github.iocenrichment.task.TaskTable.Claimed;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a task when its run has ended: completed, put off, tried again, parked, or let go as it was. It becomes durable together with what the
 * run wrote.
 */
final class RunEnd {
    private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
    /** So often a failure that passes is tried again at the time that it names; after that at growing gaps, for an outage of days would fill the log. */
    private static final int SOON_TRIES = 5;

    private final TaskEndpoint endpoint;
    private final TaskComponent component;

    RunEnd(TaskEndpoint endpoint) {
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
    }

    /**
     * Keeps the end of a run.
     *
     * @param unit     what it wrote
     * @param exchange what the route made of it
     * @param run      whether it was cut off
     */
    void of(UnitOfWork unit, Claimed claimed, Exchange exchange, WorkCutOff.Run run) {
        Claim claim = claimed.claim();
        Exception error = exchange.getException();
        if (error == null && exchange.isRollbackOnly()) {
            error = new IllegalStateException("the route marked the work for rollback");
        }
        if (error == null) {
            // a route that went on after a failed write has an end that cannot be kept: that is a failed try as well
            error = unit.failure().orElse(null);
        }
        Instant until = error == null ? postponedUntil(exchange) : null;
        if (run.isCutOff() || error != null && component.isCutOff()) {
            keepWritten(unit, false);
            settled(unit, claim, component.table().putBack(claim));
        } else if (error != null) {
            TaskFailure failure = TaskFailure.of(error);
            keepWritten(unit, failure.cause() instanceof TaskFence.LostClaimException);
            failed(unit, claimed, failure);
        } else if (until != null) {
            settled(unit, claim, component.table().postpone(claim, until));
            component.dispatcher().wakeAt(until);
        } else {
            completed(unit, claim);
        }
    }

    /** What a failed run has written stays with its failure: it may be the outcome of a call. Unless it cannot be kept, or is no longer this worker's. */
    private static void keepWritten(UnitOfWork unit, boolean isLost) {
        if (isLost || unit.failure().isPresent()) {
            unit.rollback();
        }
    }

    private static Instant postponedUntil(Exchange exchange) {
        Object until = exchange.getProperty(TaskHeaders.POSTPONE_UNTIL);
        return TaskProducer.instant(until == null ? exchange.getMessage().getHeader(TaskHeaders.POSTPONE_UNTIL) : until);
    }

    private void completed(UnitOfWork unit, Claim claim) {
        TaskTable.Settled settled = component.table().complete(claim);
        settled(unit, claim, settled != TaskTable.Settled.NOT_OURS);
        if (settled == TaskTable.Settled.AGAIN) {
            component.wake(claim.name());
        }
    }

    private void failed(UnitOfWork unit, Claimed claimed, TaskFailure failure) {
        Claim claim = claimed.claim();
        if (failure.cause() instanceof TaskFence.LostClaimException) {
            // no failure of anybody's; if the task is still ours it may run at once
            LOG.info("task:{} {} runs again: {}", claim.name(), claim.key(), failure.words());
            settled(unit, claim, component.table().revive(claim));
            return;
        }
        Instant now = component.getClock().instant();
        int tries = component.table().failedTries(claim) + 1;
        Instant next = after(now, tries);
        if (failure.retryAt() != null) {
            Instant at = failure.retryAt().isAfter(now) ? failure.retryAt() : next;
            if (claimed.failures() > SOON_TRIES) {
                Instant later = after(now, claimed.failures());
                at = later.isAfter(at) ? later : at;
            }
            LOG.info("task:{} {} waits until {}: {}", claim.name(), claim.key(), at, failure.words());
            settled(unit, claim, component.table().retry(claim, failure.words(), at, false));
            component.dispatcher().wakeAt(at);
        } else if (failure.isFinal() || tries >= endpoint.getAttempts()) {
            LOG.error("task:{} {} is parked after {} tries: {}; fix the cause, then release it on the status page", claim.name(), claim.key(), tries,
                    failure.words());
            // what is refused at once is refused to a note as well
            String onParked = failure.isFinal() ? null : endpoint.getOnParked();
            settled(unit, claim, component.table().park(claim, failure.words(), onParked));
            if (onParked != null) {
                component.wake(onParked);
            }
        } else {
            LOG.warn("task:{} {} failed, try {} of {}, next at {}: {}", claim.name(), claim.key(), tries, endpoint.getAttempts(), next, failure.words());
            settled(unit, claim, component.table().retry(claim, failure.words(), next, true));
            component.dispatcher().wakeAt(next);
        }
    }

    private Instant after(Instant now, int tries) {
        return now.plus(TaskFailure.backoff(endpoint.getBackoff(), endpoint.getMaxBackoff(), tries, ThreadLocalRandom.current().nextDouble()));
    }

    /** Makes the end durable together with what was written; of a task that is no longer this worker's nothing is kept. */
    private static void settled(UnitOfWork unit, Claim claim, boolean ours) {
        if (ours) {
            unit.commit();
        } else {
            unit.rollback();
            LOG.warn("task:{} {} was taken over by another worker, whose outcome stands", claim.name(), claim.key());
        }
    }
}
