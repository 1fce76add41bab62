package io.github.iocenrichment.task;

import org.jdbi.v3.core.Handle;

/** Decides whether a piece of work is handed over at all, within the transaction that does it: what it changes is kept together with the hand-over. */
@FunctionalInterface
public interface HandOverCondition {

    /** @param transaction of the hand-over @param key of the piece of work */
    boolean test(Handle transaction, String key);
}
