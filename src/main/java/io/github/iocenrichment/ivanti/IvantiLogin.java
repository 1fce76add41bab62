package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.http.HttpReply;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Who we are to Ivanti, for the routes: the API key, or a session that is opened when needed and once more when it was refused. */
public final class IvantiLogin {
    private final IvantiSession session;
    /** Held by the one call that logs in. */
    private final Semaphore turn = new Semaphore(1, true);
    private final Clock clock;

    public IvantiLogin(IvantiSession session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    public boolean loginNeeded() {
        return session.authorization().isEmpty();
    }

    /** Value of the header {@code Authorization}. */
    public String header() {
        return session.authorization().orElseThrow(() -> new IvantiUnavailableException("no session with Ivanti is open", clock.instant()));
    }

    /** Waits until nobody else is logging in; whoever waited asks again whether it is still needed. */
    public void takeTurn() {
        turn.acquireUninterruptibly();
    }

    /** To be called after every {@link #takeTurn}, however the log-in ended. */
    public void endTurn() {
        turn.release();
    }

    /** JSON body of a log-in. */
    public String loginRequest() {
        return session.loginBody();
    }

    public void loggedIn(HttpReply reply) {
        Optional<IvantiFault> fault = session.loggedIn(reply, clock.instant());
        if (fault.isPresent()) {
            throw fault.get().isPassing() ? new IvantiUnavailableException("Ivanti log-in: " + fault.get().line(), clock.instant().plus(Duration.ofSeconds(20)))
                    : new IvantiRefusedException("Ivanti log-in: " + fault.get().line(), true);
        }
    }

    /**
     * True when the answer says that the session has ended and the call is to be repeated once, with a new one.
     *
     * @param sent the {@code Authorization} that the call was made with: another call may have opened a new session meanwhile
     */
    public boolean loginEnded(int status, String sent) {
        if (status != 401 || !session.usesLogin()) {
            return false;
        }
        return session.refused(sent, false) != IvantiSession.AfterRefusal.FAIL;
    }
}
