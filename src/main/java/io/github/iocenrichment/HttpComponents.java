package io.github.iocenrichment;

import io.github.iocenrichment.enrich.Sources;
import io.github.iocenrichment.intelx.RequestSigner;
import io.github.iocenrichment.network.AnswerLimits;
import io.github.iocenrichment.network.ClientCredentials;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.output.Outputs;
import io.github.iocenrichment.settings.Loopback;
import io.github.iocenrichment.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * One HTTP component for each outside system, so that each has its own connections, never more of them than {@code NAME.max-in-flight}, and its
 * own time-outs and limits. The component's name is the scheme in the routes: {@code uri: "ivanti:{{ivanti.base-url}}"}, {@code uri: "virustotal:base-url"}.
 * The schemes
 * {@code http} and {@code https} are bounded too: a route that calls an address of its own gets no other client.
 */
final class HttpComponents {
    private static final Duration FOR_A_CONNECTION = Duration.ofMinutes(5);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** To addresses that have no settings of their own. */
    private static final int OTHER_IN_FLIGHT = 4;

    private final Settings settings;
    private final ClientFactory clients;
    private final Clock clock;
    private final Map<String, HttpComponent> components = new LinkedHashMap<>();

    private HttpComponents(Settings settings, ClientFactory clients, Clock clock) {
        this.clock = clock;
        this.settings = settings;
        this.clients = clients;
    }

    /**
     * By the scheme under which they are to be bound.
     *
     * @param sources      the sources that may be called
     * @param clients      makes their clients
     * @param outputs      outputs that the settings name
     * @param clock        the time by which tokens end
     */
    static Map<String, HttpComponent> of(Settings settings, ClientFactory clients, Sources sources, Outputs outputs, Clock clock) {
        HttpComponents all = new HttpComponents(settings, clients, clock);
        all.ivanti();
        sources.names().forEach(name -> all.add(name, new SourceComponent(name, settings), sources.maxInFlight(name)));
        all.add("intelx", new SystemComponent(), settings.integer("intelx.max-in-flight"));
        all.signing("intelx");
        List.of("http", "https").forEach(name -> all.add(name, new SystemComponent(), OTHER_IN_FLIGHT));
        outputs.names().forEach(name -> all.output(name, outputs));
        return all.components;
    }

    private void output(String name, Outputs outputs) {
        AnswerLimits limits = new AnswerLimits(name, settings.number("source.max-answer-bytes"), "source.max-answer-bytes", outputs.timeout(name),
                AnswerLimits.Unpacked.BY_FIRST_BYTES);
        components.put(name, component(new OutputComponent(name, outputs), clients.connections(outputs.mostInFlight(name), CONNECT), limits.time(), limits));
    }

    /** Reading, downloading and writing share their connections. */
    private void ivanti() {
        PoolingHttpClientConnectionManager connections = clients.connections(settings.integer("ivanti.max-in-flight"),
                settings.duration("ivanti.timeout.connect"));
        AnswerLimits pages = AnswerLimits.of(settings, "ivanti");
        components.put("ivanti", component(connections, settings.duration("ivanti.timeout.read"), pages));
        components.put("ivanti-download", component(connections, settings.duration("ivanti.timeout.read"), AnswerLimits.ofFiles(settings)));
        components.put("ivanti-write", component(connections, settings.duration("ivanti.timeout.write"), pages));
    }

    private void add(String name, HttpComponent component, int mostInFlight) {
        AnswerLimits limits = AnswerLimits.of(settings, name);
        components.put(name, component(component, clients.connections(mostInFlight, CONNECT), limits.time(), limits));
    }

    /** Signs when the request has its connection: while it waits for one, the signature that the route made may run out. */
    private void signing(String name) {
        if (settings.optional("intelx.access-id").isEmpty() || settings.optional("intelx.secret-key").isEmpty()) {
            return;
        }
        RequestSigner signer = new RequestSigner(settings.text("intelx.access-id"), settings.text("intelx.secret-key"), clock);
        HttpClientConfigurer before = components.get(name).getHttpClientConfigurer();
        components.get(name).setHttpClientConfigurer(client -> {
            before.configureHttpClient(client);
            client.addRequestInterceptorLast((request, entity, context) -> request.setPath(signer.signedNow(request.getPath())));
        });
    }

    private HttpComponent component(PoolingHttpClientConnectionManager connections, Duration answer, AnswerLimits limits) {
        return component(new SystemComponent(), connections, answer, limits);
    }

    private HttpComponent component(HttpComponent component, PoolingHttpClientConnectionManager connections, Duration answer, AnswerLimits limits) {
        component.setClientConnectionManager(connections);
        component.setResponseTimeout(answer.toMillis());
        component.setSoTimeout(answer.toMillis());
        component.setConnectionRequestTimeout(FOR_A_CONNECTION.toMillis());
        component.setAutomaticRetriesDisabled(true);
        component.setRedirectHandlingDisabled(true);
        component.setCookieManagementDisabled(true);
        component.setContentCompressionDisabled(true);
        component.setHeaderFilterStrategy(withoutTaskHeaders());
        component.setHttpClientConfigurer(client -> {
            clients.configure(client, limits);
            if (OutgoingGuard.isEnclosed(settings.all())) {
                client.addRequestInterceptorFirst(HttpComponents::staysHere);
            }
            ClientCredentials.of(limits, settings, clients, clock).ifPresent(logIn -> logIn.addTo(client));
        });
        return component;
    }

    private static void staysHere(HttpRequest request, EntityDetails entity, HttpContext context) throws HttpException {
        if (request.getAuthority() != null && !Loopback.is(request.getAuthority().getHostName())) {
            throw new ProtocolException("the sandbox calls no address but its own: what a route calls here is off");
        }
    }

    /** What another system answers names no key, time or urgency of a hand-over: those headers of a reply are left out, with Camel's own. */
    private static HeaderFilterStrategy withoutTaskHeaders() {
        HttpHeaderFilterStrategy strategy = new HttpHeaderFilterStrategy();
        strategy.setInFilterStartsWith("camel", "task");
        return strategy;
    }
}
