package io.github.iocenrichment.task;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.iocenrichment.store.Work;
import io.github.iocenrichment.task.TaskTable.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs a route for each piece of work that is due. Each consumer has a scheduler of its own, so that a backlog of one kind of work does not
 * hold up another; the claims are db-scheduler's, {@link Heartbeats} keep them alive, the outcome is settled by {@link TaskTable}.
 */
final class TaskConsumer extends DefaultConsumer implements Suspendable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    /** {@link Heartbeats} keep the claims alive and find dead ones; db-scheduler's own, over the connections of the work, have nothing to do. */
    private static final Duration LEFT_TO_OURS = Duration.ofHours(1);
    /** Rows of a task that no route knows any more are kept: losing them is an operator's decision. */
    private static final Duration NEVER = Duration.ofDays(36_500);
    /** Work that was cut off ends between two steps; what does not end within twice that time goes on after the next start. */
    private static final Duration SHUTDOWN_WAIT = Duration.ofSeconds(4);
    /** So often trouble that passes is tried again when it says; after that with growing gaps, for an outage of days would fill the log. */
    private static final int SOON_TRIES = 5;

    private final TaskEndpoint endpoint;
    private final TaskComponent component;
    private volatile Scheduler scheduler;

    TaskConsumer(TaskEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
    }

    @Override
    public TaskEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (scheduler != null) {
            scheduler.resume();
            return;
        }
        component.started(endpoint.getName(), this);
        if (component.isExclusiveNode()) {
            List<Claim> own = component.died().claimsOf(endpoint.getName(), component.node());
            own.forEach(claim -> component.died(component.died(), claim));
            if (!own.isEmpty()) {
                LOG.info("Resuming {} of task:{} that were in work when this node last ended", own.size(), endpoint.getName());
            }
        }
        component.heartbeats().start();
        scheduler = scheduler();
        scheduler.start();
    }

    private Scheduler scheduler() {
        var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
        String thread = "task-" + endpoint.getName();
        return Scheduler.create(component.database(), tasks())
                .tableName(TaskTable.NAME)
                .clock(component.getClock()::instant)
                .schedulerName(new SchedulerName.Fixed(component.node()))
                .jdbcCustomization(new TaskQueries(endpoint.getName(), component.getOnly(),
                        () -> endpoint.isYieldToSuspects() && component.gate().isHeld()))
                .enablePriority()
                .threads(endpoint.getConcurrency())
                .executorService(threads.newFixedThreadPool(this, thread, endpoint.getConcurrency()))
                .dueExecutor(threads.newSingleThreadExecutor(this, thread + "-poll"))
                .housekeeperExecutor(threads.newSingleThreadScheduledExecutor(this, thread + "-heartbeat"))
                .pollingInterval(POLL)
                .heartbeatInterval(LEFT_TO_OURS)
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(SHUTDOWN_WAIT)
                .failureLogging(LogLevel.DEBUG, false)
                .build();
    }

    /** Our own task, and those of the other routes: db-scheduler must know each name that it may meet. */
    private List<Task<?>> tasks() {
        List<Task<?>> tasks = new ArrayList<>();
        for (String name : component.names()) {
            tasks.add(Tasks.custom(name, Void.class)
                    .onDeadExecution((complete, operations) -> takeUp(complete.getExecution()))
                    .onFailure((complete, operations) -> failed(claim(complete.getExecution()), complete.getExecution(), complete.getCause().orElseThrow()))
                    .execute((instance, context) -> run(context)));
        }
        return tasks;
    }

    private void takeUp(Execution dead) {
        component.heartbeats().takeUp(new TaskTable.Dead(claim(dead), dead.pickedBy, dead.lastHeartbeat));
    }

    private CompletionHandler<Void> run(ExecutionContext context) {
        Claim claim = claim(context.getExecution());
        if (!isRunAllowed() || component.isCutOff()) {
            return (complete, operations) -> component.table().putBack(claim);
        }
        // from before it waits at the gate until after it is settled
        Instant claimedAt = context.getExecution().lastHeartbeat;
        HeldClaim held = component.heartbeats().hold(claim, claimedAt == null ? component.getClock().instant() : claimedAt);
        try {
            CompletionHandler<Void> ended = run(context, held);
            return (complete, operations) -> {
                try {
                    ended.complete(complete, operations);
                } finally {
                    component.heartbeats().letGo(held);
                }
            };
        } catch (RuntimeException e) {
            component.heartbeats().letGo(held);
            throw e;
        }
    }

    private CompletionHandler<Void> run(ExecutionContext context, HeldClaim held) {
        Claim claim = held.claim();
        Exchange exchange = createExchange(false);
        RunGate.Entry entry = enter(context, claim);
        if (!entry.begun()) {
            releaseExchange(exchange, false);
            return (complete, operations) -> entry.end().run();
        }
        WorkCutOff.Run run = new WorkCutOff.Run();
        try {
            component.logContext().accept(claim.key());
            exchange.setProperty(TaskFence.CLAIM, held);
            exchange.setProperty(TaskHeaders.WORK, new Work(claim.name(), claim.key(), claim.version()));
            exchange.setProperty(WorkCutOff.RUN, run);
            exchange.getMessage().setHeader(TaskHeaders.KEY, claim.key());
            exchange.getMessage().setHeader(TaskHeaders.ATTEMPTS, context.getExecution().consecutiveFailures);
            if (context.getExecution().consecutiveFailures > 0) {
                component.table().releasedAt(claim).ifPresent(at -> exchange.getMessage().setHeader(TaskHeaders.RELEASED_AT, at));
            }
            // travels on with the work
            exchange.getMessage().setHeader(TaskHeaders.PRIORITY, context.getExecution().taskInstance.getPriority());
            exchange.getMessage().setBody(claim.key());
            getProcessor().process(exchange);
        } catch (Throwable e) {
            // Camel lets an Error through as it comes, so what it would have tidied up is tidied up here
            exchange.setException(e);
            UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
            getEndpoint().getCamelContext().getInflightRepository().remove(exchange, getRouteId());
        }
        Exception trouble = exchange.getException();
        if (trouble == null && exchange.isRollbackOnly()) {
            trouble = new IllegalStateException("the route marked the work for rollback");
        }
        Instant until = trouble == null ? postponedUntil(exchange) : null;
        releaseExchange(exchange, false);
        boolean isCutOff = run.isCutOff() || trouble != null && component.isCutOff();
        CompletionHandler<Void> settlement = isCutOff ? (complete, operations) -> settled(claim, component.table().putBack(claim))
                : settlement(claim, trouble, until);
        return (complete, operations) -> {
            try {
                settlement.complete(complete, operations);
            } finally {
                entry.end().run();
                // this thread's next work is another incident's
                MDC.clear();
            }
        };
    }

    private RunGate.Entry enter(ExecutionContext context, Claim claim) {
        try {
            return component.gate().enter(claim, endpoint.isYieldToSuspects(), context.getExecution().consecutiveFailures > 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RunGate.Entry(false, () -> component.table().putBack(claim));
        }
    }

    private CompletionHandler<Void> settlement(Claim claim, Exception trouble, Instant until) {
        return (complete, operations) -> {
            if (trouble != null) {
                failed(claim, complete.getExecution(), trouble);
            } else if (until != null) {
                settled(claim, component.table().postpone(claim, until));
            } else {
                completed(claim);
            }
        };
    }

    private static Instant postponedUntil(Exchange exchange) {
        Object until = exchange.getProperty(TaskHeaders.POSTPONE_UNTIL);
        return TaskProducer.instant(until == null ? exchange.getMessage().getHeader(TaskHeaders.POSTPONE_UNTIL) : until);
    }

    private void completed(Claim claim) {
        TaskTable.Settled settled = component.table().complete(claim);
        settled(claim, settled != TaskTable.Settled.NOT_OURS);
        if (settled == TaskTable.Settled.AGAIN) {
            wake();
        }
    }

    private void failed(Claim claim, Execution execution, Throwable trouble) {
        TaskFailure failure = TaskFailure.of(trouble);
        if (failure.cause() instanceof TaskFence.LostClaimException) {
            // no failure of anybody's; if the task is still ours it may run at once
            LOG.info("task:{} {} is run again: {}", claim.name(), claim.key(), failure.words());
            settled(claim, component.table().revive(claim));
            return;
        }
        Instant now = component.getClock().instant();
        int tries = component.table().failedTries(claim) + 1;
        Instant next = after(now, tries);
        if (failure.retryAt() != null) {
            Instant at = failure.retryAt().isAfter(now) ? failure.retryAt() : next;
            if (execution.consecutiveFailures > SOON_TRIES) {
                Instant later = after(now, execution.consecutiveFailures);
                at = later.isAfter(at) ? later : at;
            }
            LOG.info("task:{} {} waits until {}: {}", claim.name(), claim.key(), at, failure.words());
            settled(claim, component.table().retry(claim, failure.words(), at, false));
        } else if (failure.isFinal() || tries >= endpoint.getAttempts()) {
            LOG.error("task:{} {} is parked after {} tries: {}", claim.name(), claim.key(), tries, failure.words());
            // what is refused at once is refused to a note as well
            settled(claim, component.table().park(claim, failure.words(), failure.isFinal() ? null : endpoint.getOnParked()));
            if (!failure.isFinal() && endpoint.getOnParked() != null) {
                component.wake(endpoint.getOnParked());
            }
        } else {
            LOG.warn("task:{} {} failed, try {} of {}, next at {}: {}", claim.name(), claim.key(), tries, endpoint.getAttempts(), next, failure.words());
            settled(claim, component.table().retry(claim, failure.words(), next, true));
        }
    }

    private Instant after(Instant now, int tries) {
        return now.plus(TaskFailure.backoff(endpoint.getBackoff(), endpoint.getMaxBackoff(), tries, ThreadLocalRandom.current().nextDouble()));
    }

    private static void settled(Claim claim, boolean ours) {
        if (!ours) {
            LOG.warn("task:{} {} was taken over by another worker, whose outcome stands", claim.name(), claim.key());
        }
    }

    private static Claim claim(Execution execution) {
        return new Claim(execution.getTaskName(), execution.getId(), execution.version);
    }

    void wake() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    @Override
    protected void doSuspend() {
        scheduler.pause();
    }

    @Override
    protected void doResume() {
        scheduler.resume();
        wake();
    }

    @Override
    protected void doStop() throws Exception {
        component.stopped(endpoint.getName(), this);
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
        super.doStop();
    }
}
