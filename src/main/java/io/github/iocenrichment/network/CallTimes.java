package io.github.iocenrichment.network;

/** Learns how long each call to another system took. Called from many threads at once. */
@FunctionalInterface
public interface CallTimes {
    /** For calls whose time nobody wants to know. */
    CallTimes NOBODY = (system, outcome, nanos) -> {
        // nothing is kept
    };

    /**
     * A call has ended.
     *
     * @param system  name of the system, as in its settings
     * @param outcome {@code 2xx}, {@code 3xx}, {@code 404}, {@code 429}, {@code 4xx}, {@code 5xx}, or {@code broken} without an answer
     * @param nanos   from the connection's lease to the head of the answer
     */
    void took(String system, String outcome, long nanos);

    /** The class of a status; two that mean something of their own stand for themselves. */
    static String outcome(int status) {
        return status == 404 || status == 429 ? String.valueOf(status) : status / 100 + "xx";
    }
}
