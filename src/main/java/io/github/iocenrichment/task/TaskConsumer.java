package io.github.iocenrichment.task;

import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.store.UnitOfWork;
import io.github.iocenrichment.store.Work;
import io.github.iocenrichment.task.TaskTable.Claim;
import io.github.iocenrichment.task.TaskTable.Claimed;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.UnitOfWorkHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs a route for each piece of work that {@link TaskDispatcher} has claimed for it. What the route writes, what it hands over and its own end are
 * one {@link UnitOfWork}; {@link TaskFence} commits it before anything is sent. {@link Heartbeats} keep the claim alive meanwhile.
 */
final class TaskConsumer extends DefaultConsumer implements Suspendable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskConsumer.class);
    /** Work that was cut off ends between two steps; what does not end within that time is interrupted and goes on after the next start. */
    private static final long SHUTDOWN_WAIT_MILLIS = 4_000;
    private final TaskEndpoint endpoint;
    private final TaskComponent component;
    private final RunEnd end;
    /** Guarded by this, as all that follows. */
    private final Set<Thread> busy = new HashSet<>();
    private boolean isBegun;
    private int free;
    private boolean moreWaits;
    private boolean accepting;

    TaskConsumer(TaskEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.component = endpoint.getComponent();
        this.end = new RunEnd(endpoint);
    }

    @Override
    public TaskEndpoint getEndpoint() {
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (isBegun) {
            accept(true);
            return;
        }
        isBegun = true;
        component.started(endpoint.getName(), this);
        if (component.isExclusiveNode()) {
            List<Claim> own = component.died().claimsOf(endpoint.getName(), component.node());
            own.forEach(claim -> component.died(component.died(), claim));
            if (!own.isEmpty()) {
                LOG.info("Resuming {} runs of task:{} that this node left unfinished at its last end", own.size(), endpoint.getName());
            }
        }
        component.heartbeats().start();
        free = endpoint.getConcurrency();
        accept(true);
        component.dispatcher().add(this);
    }

    private synchronized void accept(boolean accepts) {
        accepting = accepts;
        moreWaits = true;
        if (accepts) {
            wake();
        }
    }

    /** Takes all free workers, for {@link #begin} to give back those that find no work. */
    synchronized int reserve() {
        if (!accepting || free == 0) {
            moreWaits = true;
            return 0;
        }
        int reserved = free;
        free = 0;
        return reserved;
    }

    /** The only key that is worked on; null for all. */
    @Nullable String only() {
        return component.getOnly();
    }

    /** Starts work that was claimed. @param reserved workers that were reserved for it */
    void begin(List<Claimed> claimed, int reserved) {
        synchronized (this) {
            free += reserved - claimed.size();
            if (reserved > 0) {
                moreWaits = claimed.size() == reserved;
            }
        }
        for (Claimed one : claimed) {
            HeldClaim held = component.heartbeats().hold(one.claim(), one.at());
            try {
                component.workers().execute(() -> work(one, held));
            } catch (RejectedExecutionException e) {
                // all was stopped while its work was claimed
                component.heartbeats().letGo(held);
                component.table().putBack(one.claim());
            }
        }
    }

    private void work(Claimed claimed, HeldClaim held) {
        synchronized (this) {
            busy.add(Thread.currentThread());
        }
        try {
            run(claimed, held);
        } catch (RuntimeException e) {
            // without a heartbeat it is taken up again soon, as work whose worker stands still
            LOG.warn("task:{} {} runs again, because its completion could not be stored: {}", held.claim().name(), held.claim().key(),
                    StoreFailure.words(e).orElse(e.toString()));
        } finally {
            component.heartbeats().letGo(held);
            // this thread's next work is another incident's
            MDC.clear();
            boolean look;
            synchronized (this) {
                busy.remove(Thread.currentThread());
                // an interrupt was meant for this work, not for what the thread does next
                Thread.interrupted();
                notifyAll();
                free++;
                look = moreWaits;
            }
            if (look) {
                wake();
            }
        }
    }

    private void run(Claimed claimed, HeldClaim held) {
        Claim claim = claimed.claim();
        if (!isRunAllowed() || component.isCutOff()) {
            component.table().putBack(claim);
            return;
        }
        RunGate.Entry entry = enter(claimed);
        try {
            if (entry.begun()) {
                runBegun(claimed, held);
            }
        } finally {
            entry.end().run();
        }
    }

    private void runBegun(Claimed claimed, HeldClaim held) {
        Exchange exchange = createExchange(false);
        WorkCutOff.Run run = new WorkCutOff.Run();
        try (UnitOfWork unit = component.transactions().begin()) {
            process(exchange, claimed, held, run);
            end.of(unit, claimed, exchange, run);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private void process(Exchange exchange, Claimed claimed, HeldClaim held, WorkCutOff.Run run) {
        Claim claim = claimed.claim();
        try {
            component.logContext().accept(claim.key());
            exchange.setProperty(TaskFence.CLAIM, held);
            exchange.setProperty(TaskFence.TRANSACTIONS, component.transactions());
            exchange.setProperty(TaskHeaders.WORK, new Work(claim.name(), claim.key(), claim.version()));
            exchange.setProperty(WorkCutOff.RUN, run);
            exchange.getMessage().setHeader(TaskHeaders.KEY, claim.key());
            exchange.getMessage().setHeader(TaskHeaders.ATTEMPTS, claimed.failures());
            if (claimed.failures() > 0 && claimed.releasedAt() != null) {
                exchange.getMessage().setHeader(TaskHeaders.RELEASED_AT, claimed.releasedAt());
            }
            // travels on with the work
            exchange.getMessage().setHeader(TaskHeaders.PRIORITY, claimed.priority());
            exchange.getMessage().setBody(claim.key());
            getProcessor().process(exchange);
        } catch (Throwable e) {
            // Camel lets an Error through as it comes, so what it would have tidied up is tidied up here
            exchange.setException(e);
            UnitOfWorkHelper.doneUow(exchange.getUnitOfWork(), exchange);
            getEndpoint().getCamelContext().getInflightRepository().remove(exchange, getRouteId());
        }
    }

    private RunGate.Entry enter(Claimed claimed) {
        try {
            return component.gate().enter(claimed, endpoint.isYieldToSuspects());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new RunGate.Entry(false, () -> component.table().putBack(claimed.claim()));
        }
    }

    void wake() {
        component.dispatcher().wake(endpoint.getName());
    }

    @Override
    protected void doSuspend() {
        accept(false);
    }

    @Override
    protected void doResume() {
        accept(true);
    }

    @Override
    protected void doStop() throws Exception {
        accept(false);
        component.dispatcher().remove(this);
        component.stopped(endpoint.getName(), this);
        awaitEnd();
        isBegun = false;
        super.doStop();
    }

    private synchronized void awaitEnd() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_WAIT_MILLIS);
        for (long left = SHUTDOWN_WAIT_MILLIS; !busy.isEmpty() && left > 0; left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            wait(left);
        }
        if (!busy.isEmpty()) {
            LOG.warn("task:{} is stopped while {} of its workers are still at work: they are interrupted", endpoint.getName(), busy.size());
            busy.forEach(Thread::interrupt);
        }
    }
}
