package io.github.iocenrichment.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events: pages that are open learn that there is news and fetch themselves anew. One look at the store serves all streams, and no stream holds a
 * thread. Lives on the event loop, so nothing here is locked.
 */
final class LiveStreams {
    static final String PATH = "/live";
    /** Further pages look by themselves. */
    static final int MOST = 32;
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final long LOOK_MILLIS = 2000;
    /** Every so many looks a comment is sent that keeps the connection open, well within the time after which a silent connection is closed. */
    private static final int SIGN_EVERY = 8;

    private final Vertx vertx;
    private final Supplier<String> stamp;
    private final Set<HttpServerResponse> open = new LinkedHashSet<>();
    private String last;
    private int looks;
    private boolean isLooking;

    /** @param stamp changes when there is something new to show; may wait for the store */
    LiveStreams(Vertx vertx, Supplier<String> stamp) {
        this.vertx = vertx;
        this.stamp = stamp;
    }

    void start() {
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    }

    /** Takes a request for a stream. False when it is none. */
    boolean takes(HttpServerRequest request) {
        if (!PATH.equals(request.path()) || request.method() != HttpMethod.GET) {
            return false;
        }
        HttpServerResponse response = request.response();
        if (open.size() >= MOST) {
            response.setStatusCode(503).putHeader("Content-Type", "text/plain; charset=utf-8").end("There are " + MOST + " streams open already.\n");
            return true;
        }
        open.add(response);
        response.closeHandler(closed -> open.remove(response));
        response.exceptionHandler(broken -> open.remove(response));
        response.setChunked(true).putHeader("Content-Type", "text/event-stream; charset=utf-8").write("retry: 5000\n: open\n\n");
        return true;
    }

    int size() {
        return open.size();
    }

    private void look() {
        if (open.isEmpty() || isLooking) {
            return;
        }
        isLooking = true;
        vertx.executeBlocking(stamp::get).onComplete(seen -> {
            isLooking = false;
            if (seen.failed()) {
                LOG.debug("The store could not be asked for news: {}", String.valueOf(seen.cause()));
            }
            // a store that is away is news as well: the page says so
            news(seen.succeeded() ? seen.result() : "away");
        });
    }

    private void news(String now) {
        boolean isNew = last != null && !now.equals(last);
        last = now;
        looks++;
        if (isNew || looks % SIGN_EVERY == 0) {
            List.copyOf(open).forEach(response -> send(response, isNew ? "event: change\ndata: now\n\n" : ": alive\n\n"));
        }
    }

    /** Who does not read is let go: what is sent to them would pile up. */
    private void send(HttpServerResponse response, String text) {
        if (response.closed() || response.writeQueueFull()) {
            open.remove(response);
            response.reset();
        } else {
            response.write(text);
        }
    }
}
