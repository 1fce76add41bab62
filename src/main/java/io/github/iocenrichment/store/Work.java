package io.github.iocenrichment.store;

/**
 * A piece of work while one worker has it: once it is settled, put off or taken over, the task's row has another version.
 *
 * @param task    name of the task
 * @param key     its key
 * @param version of the worker's claim
 */
public record Work(String task, String key, long version) {
}
