package io.github.iocenrichment.server;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The open connections, each with what it is doing. Bounds their number and the time that a request takes to arrive, also when it comes byte by byte.
 * Lives on the one event loop of the server, so nothing here is locked.
 */
final class Connections {
    private final ServerLimits limits;
    private final LongSupplier millis;
    private final Map<HttpConnection, State> open = new LinkedHashMap<>();

    private static final class State {
        private long since;
        private @Nullable HttpServerRequest request;
        private boolean answered;
        private boolean refused;
    }

    /** @param millis a clock that only moves forward */
    Connections(ServerLimits limits, LongSupplier millis) {
        this.limits = limits;
        this.millis = millis;
    }

    void opened(HttpConnection connection) {
        connection.closeHandler(closed -> open.remove(connection));
        if (open.size() >= limits.connections()) {
            // active connections stay open, and new ones are accepted: one that holds connections open cannot keep others out
            List<HttpConnection> waiting = open.entrySet().stream().filter(one -> !inWork(one.getValue())).map(Map.Entry::getKey).limit(1).toList();
            if (waiting.isEmpty()) {
                connection.close();
                return;
            }
            open.remove(waiting.get(0));
            waiting.get(0).close();
        }
        State state = new State();
        state.since = millis.getAsLong();
        open.put(connection, state);
    }

    /** A request's head is here. False when its connection is being closed and nothing more is answered on it. */
    boolean arrived(HttpServerRequest request) {
        State state = open.remove(request.connection());
        if (state == null) {
            return false;
        }
        state.since = millis.getAsLong();
        state.request = request;
        state.answered = false;
        // the latest at the end: the first that waits is the one that has waited longest
        open.put(request.connection(), state);
        return !state.refused;
    }

    /** Whatever else arrives on the connection of this request is not answered. */
    void refused(HttpServerRequest request) {
        State state = open.get(request.connection());
        if (state != null) {
            state.refused = true;
        }
        InboundFilter.stop(request.connection());
    }

    /** Closes what has taken its time. To be called once a second or so. */
    void sweep() {
        long now = millis.getAsLong();
        for (Map.Entry<HttpConnection, State> one : List.copyOf(open.entrySet())) {
            State state = one.getValue();
            if (state.request != null && !state.answered && state.request.response().ended()) {
                state.answered = true;
                state.since = now;
            }
            boolean late = state.request == null || !state.answered && !state.request.isEnded() ? now - state.since > limits.requestTime().toMillis()
                    : state.answered && now - state.since > limits.keepAlive().toMillis();
            if (late) {
                one.getKey().close();
            }
        }
    }

    private static boolean inWork(State state) {
        return state.request != null && !state.refused && state.request.isEnded() && !state.request.response().ended();
    }

    int size() {
        return open.size();
    }
}
