package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;

/** Hands a piece of work over, together with what the work in hand writes; without work in hand it is on the disk when this returns. */
final class TaskProducer extends DefaultProducer {
    private static final int LONGEST_KEY = 300;
    static final int USUAL_PRIORITY = 5;

    private final TaskEndpoint endpoint;

    TaskProducer(TaskEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        TaskComponent component = endpoint.getComponent();
        Instant now = component.getClock().instant();
        Instant due = due(message, now);
        int priority = message.getHeader(TaskHeaders.PRIORITY, USUAL_PRIORITY, Integer.class);
        boolean handedOver = component.table().handOver(endpoint.getName(), keys(exchange), due, Math.max(0, Math.min(99, priority)), endpoint.getOnlyIf());
        if (handedOver) {
            component.transactions().afterCommit(() -> component.wake(endpoint.getName(), due));
        }
        // meant for this hand-over, not for the next one of the same exchange
        message.removeHeader(TaskHeaders.DELAY);
        message.removeHeader(TaskHeaders.DUE_AT);
    }

    private Instant due(Message message, Instant now) {
        Instant at = instant(message.getHeader(TaskHeaders.DUE_AT));
        if (at != null) {
            return at;
        }
        Duration delay = message.getHeader(TaskHeaders.DELAY, endpoint.getDelay(), Duration.class);
        return delay.isNegative() ? now : now.plus(delay);
    }

    static @Nullable Instant instant(@Nullable Object value) {
        if (value == null || value instanceof Instant) {
            return (Instant) value;
        }
        return Instant.parse(value.toString());
    }

    /** What the header names; else the key of the work in hand, which goes on to its next stage; else what the body names. */
    private List<String> keys(Exchange exchange) {
        Object key = exchange.getMessage().getHeader(TaskHeaders.KEY);
        if (key == null && exchange.getProperty(TaskHeaders.WORK) instanceof Work inHand) {
            key = inHand.key();
        }
        Object body = exchange.getMessage().getBody();
        if (key == null && body instanceof Collection<?> several) {
            return several.stream().map(this::key).toList();
        }
        return List.of(key(key == null && body instanceof String one ? one : key));
    }

    private String key(@Nullable Object key) {
        if (key == null || key.toString().isBlank() || key.toString().length() > LONGEST_KEY) {
            throw new IllegalArgumentException("task:" + endpoint.getName() + " needs a key of 1 to " + LONGEST_KEY
                    + " characters: that of the work in hand, in the header " + TaskHeaders.KEY + " or as body, or several as a list in the body");
        }
        return key.toString();
    }
}
