package io.github.iocenrichment.task;

/** Time that a test has put forward, of which the dispatcher would learn at its next look. */
public final class PassedTime {
    private PassedTime() {
    }

    /** Has the work looked for that is due by now. */
    public static void wake(TaskComponent tasks) {
        TaskDispatcher dispatcher = tasks.dispatcher();
        synchronized (dispatcher) {
            dispatcher.notifyAll();
        }
    }
}
