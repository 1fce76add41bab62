package io.github.iocenrichment.task;

import org.apache.camel.spi.Metadata;

/** The headers that {@code task:} sets and reads. */
public final class TaskHeaders {
    @Metadata(javaType = "String", description = "The key of the piece of work. When handing over without it, the key of the work in hand is taken; "
            + "where no work is in hand, the body is the key, or a list of keys.")
    public static final String KEY = "TaskKey";
    @Metadata(label = "consumer", javaType = "Integer",
            description = "How often this work was begun before without coming to its end. Above 0: ask the remote system before acting.")
    public static final String ATTEMPTS = "TaskAttempts";
    @Metadata(label = "consumer", javaType = "java.time.Instant",
            description = "When an operator last released this work after it was parked; absent when none did.")
    public static final String RELEASED_AT = "TaskReleasedAt";
    @Metadata(label = "producer", description = "How long to wait before the work becomes due, such as 15s; beats the option delay.", javaType = "String")
    public static final String DELAY = "TaskDelay";
    @Metadata(label = "producer", description = "When the work becomes due; beats the delay.", javaType = "java.time.Instant")
    public static final String DUE_AT = "TaskDueAt";
    @Metadata(label = "producer", description = "1 is the most urgent; among due work the more urgent comes first.", javaType = "Integer", defaultValue = "5")
    public static final String PRIORITY = "TaskPriority";
    @Metadata(label = "consumer", javaType = "java.time.Instant",
            description = "Header or exchange property, set by the route: run this work again at that time; counts no try.")
    public static final String POSTPONE_UNTIL = "TaskPostponeUntil";

    /**
     * Exchange property with the {@link io.github.iocenrichment.store.Work} that the route does: what it claims elsewhere ends with it, hand-overs take its
     * key.
     */
    public static final String WORK = "TaskWork";

    private TaskHeaders() {
    }
}
