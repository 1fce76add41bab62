package io.github.iocenrichment.network;

/** Is asked before each call to another system leaves, and informed of its result. Called from many threads at once. */
public interface CallObserver {
    /** For calls that nobody keeps account of. */
    CallObserver NONE = new CallObserver() {
        @Override
        public boolean maySend(String system) {
            return true;
        }

        @Override
        public void answered(String system, int status, boolean page) {
            // nobody wants to know
        }

        @Override
        public void broken(String system) {
            // nobody wants to know
        }
    };

    /**
     * The connection of a call stands, and nothing has been sent on it.
     *
     * @param system name of the system, as in its settings
     * @return false when it must not be sent, for the system has refused the key
     */
    boolean maySend(String system);

    /**
     * The head of an answer has come; its connection is not used by another call yet.
     *
     * @param page whether a web page came in place of an answer for programs
     */
    void answered(String system, int status, boolean page);

    /** The call ended without an answer. */
    void broken(String system);

    /** How long the call took, see {@link CallTimes#took}. */
    default void took(String system, String outcome, long nanos) {
        // who does not want to know need not listen
    }
}
