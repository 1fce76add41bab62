package io.github.iocenrichment.http;

import java.io.IOException;
import java.util.Locale;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/** Runs right before a request is sent, when its connection has been leased: whoever waited for that connection is asked again whether to send. */
final class ObservedCalls implements ExecChainHandler {
    private final String system;
    private final CallObserver observer;

    ObservedCalls(String system, CallObserver observer) {
        this.system = system;
        this.observer = observer;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        observer.sending(system);
        ClassicHttpResponse answer;
        try {
            answer = chain.proceed(request, scope);
        } catch (IOException | HttpException | RuntimeException e) {
            observer.broken(system);
            throw e;
        }
        observer.answered(system, answer.getCode(), isPage(answer));
        return answer;
    }

    private static boolean isPage(ClassicHttpResponse answer) {
        String type = answer.getEntity() == null ? null : answer.getEntity().getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).contains("html");
    }
}
