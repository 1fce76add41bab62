package io.github.iocenrichment.task;

import java.time.Duration;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Durable hand-over of a piece of work, named by its key, from one route to another.
 *
 * <p>What holds:
 * <ul>
 * <li>When {@code to: task:NAME} returns, the work is on the disk. It stays there until a route that starts from it has ended without an
 *     exception; kill -9 at any moment loses nothing. So a route runs <em>at least</em> once for a hand-over, and its effects must be
 *     repeatable: {@code TaskAttempts} above 0 says that an earlier try may have acted.</li>
 * <li>One key runs once at a time, across all nodes. Handing it over while it waits does not double it, but may bring it forward; handing it
 *     over while it runs makes it run again afterwards.</li>
 * <li>A route hands on the key of its own work; another key, or one where no work is in hand, is named by the header {@code TaskKey} or as body.</li>
 * <li>A failure is tried again with back-off and jitter; after the last try the work is parked for an operator ({@link ParkedTasks}). An
 *     exception that is {@link NotRetryable} parks at once; one that is {@link RetryLater} names the time itself and does not count.</li>
 * <li>The route may put the work off by setting the exchange property or header {@code TaskPostponeUntil}; that counts no try.</li>
 * <li>When a process dies, its work is resumed at once by its next life, or within 12 s by another node.</li>
 * <li>A death counts against the work that had begun and had made nothing durable since; after {@code deaths} of them the work is parked. One
 *     death before that it is a suspect: suspects run one at a time, and meanwhile no work begins on that node whose route says
 *     {@code yieldToSuspects}. A process that is asked to stop is no death.</li>
 * </ul>
 */
@UriEndpoint(firstVersion = "0.1.0", scheme = "task", title = "Task", syntax = "task:name", category = {Category.WORKFLOW},
        headersClass = TaskHeaders.class, remote = false)
public class TaskEndpoint extends DefaultEndpoint {
    @UriPath(description = "Name of the task, usually the stage of the journey")
    @Metadata(required = true)
    private final String name;
    @UriParam(label = "consumer", defaultValue = "1", description = "How many are worked on at one time on this node")
    private int concurrency = 1;
    @UriParam(label = "consumer", defaultValue = "8", description = "How often a failing one is tried before it is parked")
    private int attempts = 8;
    @UriParam(label = "consumer", defaultValue = "2s", javaType = "java.time.Duration",
            description = "Wait before the second try; doubles with each further one")
    private Duration backoff = Duration.ofSeconds(2);
    @UriParam(label = "consumer", defaultValue = "10m", javaType = "java.time.Duration", description = "Longest wait between two tries")
    private Duration maxBackoff = Duration.ofMinutes(10);
    @UriParam(label = "consumer", defaultValue = "false",
            description = "Whether this work waits on this node while work runs that may have ended the process before")
    private boolean yieldToSuspects;
    @UriParam(label = "consumer", description = "Name of the task that is handed the key when this work is parked: after the last try or the last death")
    private String onParked;
    @UriParam(label = "producer", defaultValue = "0s", javaType = "java.time.Duration", description = "How long to wait before the work becomes due")
    private Duration delay = Duration.ZERO;
    @UriParam(label = "producer", defaultValue = "", description = "Bean that decides in the transaction of the hand-over whether it takes place")
    private HandOverCondition onlyIf;

    TaskEndpoint(String uri, TaskComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (concurrency < 1 || attempts < 1 || backoff.isNegative() || backoff.isZero() || maxBackoff.compareTo(backoff) < 0) {
            throw new IllegalArgumentException("task:" + name + " needs concurrency and attempts of at least 1 and 0 < backoff <= maxBackoff");
        }
        TaskConsumer consumer = new TaskConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public Producer createProducer() {
        return new TaskProducer(this);
    }

    @Override
    public TaskComponent getComponent() {
        return (TaskComponent) super.getComponent();
    }

    public String getName() {
        return name;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public int getAttempts() {
        return attempts;
    }

    public void setAttempts(int attempts) {
        this.attempts = attempts;
    }

    public Duration getBackoff() {
        return backoff;
    }

    public void setBackoff(Duration backoff) {
        this.backoff = backoff;
    }

    public Duration getMaxBackoff() {
        return maxBackoff;
    }

    public void setMaxBackoff(Duration maxBackoff) {
        this.maxBackoff = maxBackoff;
    }

    public boolean isYieldToSuspects() {
        return yieldToSuspects;
    }

    public void setYieldToSuspects(boolean yieldToSuspects) {
        this.yieldToSuspects = yieldToSuspects;
    }

    public String getOnParked() {
        return onParked;
    }

    public void setOnParked(String onParked) {
        this.onParked = onParked;
    }

    public HandOverCondition getOnlyIf() {
        return onlyIf;
    }

    public void setOnlyIf(HandOverCondition onlyIf) {
        this.onlyIf = onlyIf;
    }

    public Duration getDelay() {
        return delay;
    }

    public void setDelay(Duration delay) {
        this.delay = delay;
    }
}
