package io.github.iocenrichment.network;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * From the request to the last header: a server that sends interim answers without end, or a header now and then, meets no time-out of the client's
 * own. The connection is closed from outside when the time is over.
 */
final class AnswerDeadline implements ExecChainHandler {
    private static final ScheduledThreadPoolExecutor TIMER = timer();
    /** The client's own time-outs are to act first. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Duration longest;

    AnswerDeadline(Duration longest) {
        this.longest = longest.plus(GRACE);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        AtomicBoolean over = new AtomicBoolean();
        ScheduledFuture<?> end = TIMER.schedule(() -> {
            over.set(true);
            scope.execRuntime.discardEndpoint();
        }, longest.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return chain.proceed(request, scope);
        } catch (IOException | HttpException | RuntimeException e) {
            if (over.get()) {
                SocketTimeoutException timeout = new SocketTimeoutException("the answer did not begin in time");
                timeout.initCause(e);
                throw timeout;
            }
            throw e;
        } finally {
            end.cancel(false);
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "answer-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
