package io.github.iocenrichment.network;

import io.github.iocenrichment.settings.ProxySettings;
import io.github.iocenrichment.settings.Settings;
import java.time.Duration;
import org.apache.commons.lang3.StringUtils;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.BufferedHttpEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Makes the client of every outgoing call, of the routes and of the check alike. Each is bounded: connections, time, length of the answer and of its
 * headers. Redirects are not followed, nothing is repeated behind the caller's back, no cookie is kept.
 */
public final class ClientFactory {
    /** How the product calls itself where a route says nothing else; some gateways refuse the names of libraries. */
    private static final String NAME = "ioc-enrichment";
    /** The largest known answers have some thirty headers, and none of a line longer than a session token. */
    private static final Http1Config HEADERS = Http1Config.custom().setMaxHeaderCount(200).setMaxLineLength(16_384).build();

    private final ThroughProxy proxy;
    private final TlsSocketStrategy tls;
    private final CallsInFlight calls;
    private final CallObserver observer;

    private ClientFactory(ProxySettings proxy, String trust, CallsInFlight calls, CallObserver observer) {
        this.observer = observer;
        this.proxy = new ThroughProxy(proxy);
        this.tls = new Trust(trust);
        this.calls = calls;
    }

    /**
     * Clients by the settings {@code network.*}.
     *
     * @param calls    takes every call, to end it when the process is asked to stop
     * @param observer is asked before each call and informed of its result
     */
    public static ClientFactory of(Settings settings, CallsInFlight calls, CallObserver observer) {
        return new ClientFactory(settings.proxy(), settings.text("network.trust"), calls, observer);
    }

    /** The same for calls that nobody ends before their time. */
    public static ClientFactory of(Settings settings) {
        return of(settings, new CallsInFlight(), CallObserver.NONE);
    }

    /** Connections to one system, never more than so many at one time. */
    public PoolingHttpClientConnectionManager connections(int most, Duration connect) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(HEADERS).build())
                .setTlsSocketStrategy(tls)
                .setMaxConnTotal(most).setMaxConnPerRoute(most)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(connect))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(1)).build())
                .build();
        calls.watch(connections);
        return connections;
    }

    /** What holds for each call, whoever makes it. */
    public void configure(HttpClientBuilder client, AnswerLimits limits) {
        client.setUserAgent(NAME);
        client.addRequestInterceptorFirst((request, entity, context) -> request.setPath(StringUtils.removeEnd(request.getPath(), "?")));
        leaveMediaTypeAlone(client);
        client.setRoutePlanner(proxy);
        client.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "reached", ThroughProxy::reached);
        client.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "answer-deadline", new AnswerDeadline(limits.time()));
        client.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "observed", new ObservedCalls(limits.system(), observer));
        client.addExecInterceptorFirst("bounded-body", (request, scope, chain) -> {
            ClassicHttpResponse answer = calls.send(request, scope, chain);
            if (answer.getEntity() != null) {
                // what is compressed is unpacked here, within the limit, and by nobody behind
                boolean announced = answer.containsHeader(HttpHeaders.CONTENT_ENCODING);
                answer.removeHeaders(HttpHeaders.CONTENT_ENCODING);
                answer.setEntity(new BoundedBody(answer.getEntity(), limits, announced, scope.execRuntime));
            }
            return answer;
        });
        client.addExecInterceptorFirst("through-proxy", proxy);
        client.addExecInterceptorFirst("known-length", (request, scope, chain) -> {
            if (request.getEntity() != null && request.getEntity().getContentLength() < 0) {
                // there are servers and gateways that take no body in chunks; what is sent lies in memory anyway
                request.setEntity(new BufferedHttpEntity(request.getEntity()));
            }
            return chain.proceed(request, scope);
        });
    }

    /** A client for few calls, one after the other. */
    public CloseableHttpClient client(Duration connect, AnswerLimits limits) {
        HttpClientBuilder client = HttpClientBuilder.create().setConnectionManager(connections(1, connect)).disableRedirectHandling()
                .disableAutomaticRetries().disableCookieManagement().disableContentCompression()
                .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(Timeout.of(limits.time())).build());
        configure(client, limits);
        return client.build();
    }

    /** The client writes a space behind the semicolon of a media type; there are TAXII servers that compare it letter for letter (415). */
    private static void leaveMediaTypeAlone(HttpClientBuilder client) {
        client.addRequestInterceptorFirst((request, entity, context) -> {
            if (entity != null && entity.getContentType() != null && entity.getContentType().startsWith("application/taxii+json")) {
                request.setHeader(HttpHeaders.CONTENT_TYPE, entity.getContentType().replace("; ", ";"));
            }
        });
    }
}
