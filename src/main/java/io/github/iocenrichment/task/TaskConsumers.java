package io.github.iocenrichment.task;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The workers of this node, one for each task from which a route starts. */
final class TaskConsumers {
    private final Map<String, TaskConsumer> byName = new ConcurrentHashMap<>();

    /** @throws IllegalStateException when the task has a worker already */
    void add(String name, TaskConsumer consumer) {
        if (byName.putIfAbsent(name, consumer) != null) {
            throw new IllegalStateException("two routes start from task:" + name + "; only one may");
        }
    }

    void remove(String name, TaskConsumer consumer) {
        byName.remove(name, consumer);
    }

    /** Names of the tasks that this node works on. */
    Set<String> names() {
        return byName.keySet();
    }

    /** The task that is handed the key when work of that name is parked; null for none. */
    @Nullable String onParked(String name) {
        TaskConsumer consumer = byName.get(name);
        return consumer == null ? null : consumer.getEndpoint().getOnParked();
    }

    /** Has the worker of a task, if this node has one, look for work now. */
    void wake(String name) {
        TaskConsumer consumer = byName.get(name);
        if (consumer != null) {
            consumer.wake();
        }
    }

    void wakeAll() {
        byName.values().forEach(TaskConsumer::wake);
    }
}
