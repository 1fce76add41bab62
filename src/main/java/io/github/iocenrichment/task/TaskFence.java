package io.github.iocenrichment.task;

import io.github.iocenrichment.store.StoreException;
import io.github.iocenrichment.store.StoreFailure;
import io.github.iocenrichment.store.Transactions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.MulticastDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Stops a worker right before it sends anything when it can no longer be sure that its task is its own: a process that was paused must not act
 * on work that another one took over meanwhile. As long as the heartbeats come the check reads two fields; without one for half the time after
 * which others take over, it asks the database whether the task is still this worker's, and confirms it there. Before anything is sent, what the
 * work has written is made durable: an intent is on the disk before its act.
 *
 * <p>What stops the work itself, a lost claim or a store that fails, reaches the task: it comes out behind a circuit breaker that is configured to ignore
 * it, and behind a split of which it stopped one part.
 */
public final class TaskFence implements InterceptStrategy {
    /** Exchange property with the claim that the exchange works for. */
    static final String CLAIM = "TaskClaim";
    /** Exchange property with the {@link Transactions} in which the exchange writes. */
    static final String TRANSACTIONS = "TaskTransactions";
    /** Exchange property that an exchange shares with its copies: what stopped one of them. */
    private static final String STOPPED_BY = "TaskStoppedBy";
    /** Steps that work on copies of the exchange, whose exceptions Camel may leave out of the outcome. */
    private static final Set<String> WITH_COPIES = Set.of("circuitBreaker", "split", "multicast", "recipientList");
    private static final Set<String> INSIDE = Set.of("direct:", "task:", "kamelet:", "log:", "bean:");
    private static final Set<String> SENDING = Set.of("to", "toD", "enrich", "pollEnrich", "wireTap", "recipientList", "routingSlip", "dynamicRouter");

    private TaskFence() {
    }

    /** Puts the fence up in a context. Must be done before its routes are made; doing it again changes nothing. */
    public static void install(CamelContext context) {
        var extension = context.getCamelContextExtension();
        if (extension.getInterceptStrategies().stream().noneMatch(TaskFence.class::isInstance)) {
            extension.addInterceptStrategy(new TaskFence());
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        boolean sends = SENDING.contains(definition.getShortName());
        if (WITH_COPIES.contains(definition.getShortName())) {
            return new Stopping(sends ? new Fenced(target, true) : target, isParallel(definition));
        }
        return sends ? new Fenced(target, !isInside(definition)) : target;
    }

    /** Whether a step leads to another route or hands over: neither has an effect on another system. */
    private static boolean isInside(NamedNode definition) {
        return definition instanceof EndpointRequiredDefinition step && INSIDE.stream().anyMatch(step.getEndpointUri()::startsWith);
    }

    /** Whether parts of a step may run in other threads, which do not see what this one has written and not committed. */
    private static boolean isParallel(NamedNode definition) {
        if (definition instanceof SplitDefinition split) {
            return isSet(split.getParallelProcessing()) || split.getExecutorService() != null;
        } else if (definition instanceof MulticastDefinition multicast) {
            return isSet(multicast.getParallelProcessing()) || multicast.getExecutorService() != null;
        } else if (definition instanceof RecipientListDefinition<?> list) {
            return isSet(list.getParallelProcessing()) || list.getExecutorService() != null;
        }
        // its configuration may ask for a time-out, and so for a thread
        return definition instanceof CircuitBreakerDefinition breaker && (breaker.getConfiguration() != null || breaker.getResilience4jConfiguration() != null);
    }

    /** Anything but a plain no: what a placeholder stands for is not known here. */
    private static boolean isSet(@Nullable String option) {
        return option != null && !option.equals("false");
    }

    /** What rests on what was written may only be seen by others when that is durable. */
    private static boolean isFlushed(Exchange exchange) {
        Transactions transactions = exchange.getProperty(TRANSACTIONS, Transactions.class);
        if (transactions == null) {
            return true;
        }
        try {
            transactions.flush();
            return true;
        } catch (RuntimeException e) {
            exchange.setException(e);
            return false;
        }
    }

    /**
     * The task is not surely this worker's any more, so this one stopped. No other system had a part in it: what the exchange was about to ask is
     * neither answered nor failed, and the task runs again.
     */
    public static final class LostClaimException extends RuntimeException {
        LostClaimException(boolean takenOver) {
            super(takenOver ? "stopped before sending: this worker stood still too long and another one has taken over"
                    : "stopped before sending: the store does not confirm that the task is still this worker's");
        }
    }

    /** Whether it stops the work and no other system had a part in it: the claim is lost, or the store failed. */
    public static boolean stopsWork(@Nullable Throwable error) {
        for (Throwable cause : ExceptionUtils.getThrowableList(error)) {
            if (cause instanceof LostClaimException || cause instanceof StoreException || StoreFailure.words(cause).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static void remember(Exchange exchange) {
        // nearly always none, after each step that sends
        if (exchange.getException() != null && stopsWork(exchange.getException()) && exchange.getProperty(STOPPED_BY) instanceof StoppedBy stopped) {
            stopped.error.compareAndSet(null, exchange.getException());
        }
    }

    private record StoppedBy(AtomicReference<Exception> error) {
    }

    private static final class Fenced extends DelegateAsyncProcessor {
        private final boolean flushes;

        Fenced(Processor target, boolean flushes) {
            super(target);
            this.flushes = flushes;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            HeldClaim claim = exchange.getProperty(CLAIM, HeldClaim.class);
            boolean isOurs = claim == null || claim.isOurs();
            if (isOurs && (!flushes || isFlushed(exchange))) {
                return super.process(exchange, doneSync -> {
                    remember(exchange);
                    callback.done(doneSync);
                });
            }
            if (!isOurs) {
                exchange.setException(new LostClaimException(claim.isLost()));
            }
            remember(exchange);
            callback.done(true);
            return true;
        }
    }

    /**
     * A circuit breaker takes an exception that it is configured to ignore from the exchange, as if all had gone well; a split or multicast goes on when a
     * part fails, and leaves the exception out when it puts the parts together. What stopped a part is no result of it: the whole stops with it.
     */
    private static final class Stopping extends DelegateAsyncProcessor {
        private final boolean flushes;

        Stopping(Processor target, boolean flushes) {
            super(target);
            this.flushes = flushes;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            if (flushes && !isFlushed(exchange)) {
                remember(exchange);
                callback.done(true);
                return true;
            }
            Object around = exchange.getProperty(STOPPED_BY);
            StoppedBy stopped = new StoppedBy(new AtomicReference<>());
            exchange.setProperty(STOPPED_BY, stopped);
            return super.process(exchange, doneSync -> {
                exchange.setProperty(STOPPED_BY, around);
                if (stopped.error.get() != null && exchange.getException() == null) {
                    exchange.setException(stopped.error.get());
                }
                remember(exchange);
                callback.done(doneSync);
            });
        }
    }
}
