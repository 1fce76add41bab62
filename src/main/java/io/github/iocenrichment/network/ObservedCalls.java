package io.github.iocenrichment.network;

import java.io.IOException;
import java.util.Locale;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.util.TimeValue;

/** Runs right before a request is sent, when its connection has been leased: asks once more whether it may be, after the wait for that connection. */
final class ObservedCalls implements ExecChainHandler {
    /** Attribute of a call whose token may be too old: a refusal of it says nothing of the key. */
    static final String TOKEN_MAY_BE_OLD = "token-may-be-old";
    private final String system;
    private final CallObserver observer;

    ObservedCalls(String system, CallObserver observer) {
        this.system = system;
        this.observer = observer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        if (!observer.maySend(system)) {
            return refusedAsBefore(scope);
        }
        long begun = System.nanoTime();
        ClassicHttpResponse answer;
        try {
            answer = chain.proceed(request, scope);
        } catch (IOException | HttpException | RuntimeException e) {
            observer.broken(system);
            observer.took(system, "broken", System.nanoTime() - begun);
            throw e;
        }
        if (answer.getCode() != HttpStatus.SC_UNAUTHORIZED || scope.clientContext.getAttribute(TOKEN_MAY_BE_OLD) == null) {
            observer.answered(system, answer.getCode(), isPage(answer));
        }
        observer.took(system, CallTimes.outcome(answer.getCode()), System.nanoTime() - begun);
        return answer;
    }

    /** What the system answered to the same key before; no circuit breaker takes it for a failure. The connection is used by the next call. */
    private static ClassicHttpResponse refusedAsBefore(ExecChain.Scope scope) {
        scope.execRuntime.markConnectionReusable(null, TimeValue.NEG_ONE_MILLISECOND);
        scope.execRuntime.releaseEndpoint();
        return new BasicClassicHttpResponse(HttpStatus.SC_UNAUTHORIZED);
    }

    private static boolean isPage(ClassicHttpResponse answer) {
        String type = answer.getEntity() == null ? null : answer.getEntity().getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).contains("html");
    }
}
