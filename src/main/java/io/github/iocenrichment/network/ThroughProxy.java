package io.github.iocenrichment.network;

import io.github.iocenrichment.settings.ProxySettings;
import io.github.iocenrichment.source.SourceFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Which calls go through a proxy, with its credentials from the first request on, and what it means when the proxy answers in place of the system
 * behind it: the client would hand its 403 on as if a vendor had refused a key.
 */
final class ThroughProxy extends DefaultRoutePlanner implements ExecChainHandler {
    private static final String REACHED = "ioc-enrichment.reached";
    private static final int REFUSED_BY_PROXY = 407;

    private final ProxySettings settings;

    ThroughProxy(ProxySettings settings) {
        super(null);
        this.settings = settings;
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
        int port = target.getPort() > 0 ? target.getPort() : "https".equals(target.getSchemeName()) ? 443 : 80;
        return settings.of(target.getSchemeName(), target.getHostName(), port).map(proxy -> new HttpHost("http", proxy.host(), proxy.port())).orElse(null);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        HttpHost proxy = scope.route.getProxyHost();
        if (proxy == null) {
            return chain.proceed(request, scope);
        }
        ProxySettings.Proxy known = scope.route.isTunnelled() ? settings.https() : settings.http();
        if (known.username() != null) {
            BasicScheme basic = new BasicScheme();
            basic.initPreemptive(new UsernamePasswordCredentials(known.username(), known.password().toCharArray()));
            scope.clientContext.resetAuthExchange(proxy, basic);
        }
        ClassicHttpResponse answer;
        try {
            answer = chain.proceed(request, scope);
        } catch (ConnectException | ConnectTimeoutException | NoRouteToHostException | UnknownHostException e) {
            throw new ProxyException("the proxy of " + known.origin() + " cannot be reached: " + SourceFailure.words(e), e);
        }
        if (isOfProxy(answer, scope.route, scope.clientContext)) {
            scope.execRuntime.discardEndpoint();
            throw ProxyException.answered(answer.getCode(), known);
        }
        return answer;
    }

    /** Runs right before the request itself, so when a tunnel stands. */
    static ClassicHttpResponse reached(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        scope.clientContext.setAttribute(REACHED, Boolean.TRUE);
        return chain.proceed(request, scope);
    }

    private static boolean isOfProxy(ClassicHttpResponse answer, HttpRoute route, HttpContext context) {
        return route.isTunnelled() ? context.getAttribute(REACHED) == null : answer.getCode() == REFUSED_BY_PROXY;
    }
}
