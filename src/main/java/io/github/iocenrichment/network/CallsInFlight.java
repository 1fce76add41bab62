package io.github.iocenrichment.network;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;

/** The calls to other systems that are under way, so that they can be ended: none of them holds up the stop of the process. */
public final class CallsInFlight {
    private final Set<Cancellable> calls = ConcurrentHashMap.newKeySet();
    private final Set<PoolingHttpClientConnectionManager> pools = ConcurrentHashMap.newKeySet();
    private volatile boolean cutOff;

    /** Has the connections of a pool closed with the calls, also those from which an answer's body is still read. */
    void watch(PoolingHttpClientConnectionManager pool) {
        pools.add(pool);
    }

    /** Makes a call that can be ended while it waits for a connection, connects, sends, or waits for its answer. */
    ClassicHttpResponse send(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        if (!(scope.originalRequest instanceof Cancellable call)) {
            return chain.proceed(request, scope);
        }
        calls.add(call);
        try {
            if (cutOff) {
                call.cancel();
            }
            return chain.proceed(request, scope);
        } finally {
            calls.remove(call);
        }
    }

    /** Ends every call and lets none begin. */
    public void cutOff() {
        cutOff = true;
        calls.forEach(Cancellable::cancel);
        pools.forEach(pool -> pool.close(CloseMode.IMMEDIATE));
    }
}
