package io.github.iocenrichment;

import io.github.iocenrichment.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.http.HttpComponent;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One HTTP component for each outside system, so that each has its own connections, never more of them than {@code NAME.max-in-flight}, and its
 * own time-outs. The component's name is the scheme in the routes: {@code uri: "virustotal:{{virustotal.base-url}}"}. Redirects are not followed
 * and nothing is repeated behind the routes' back.
 */
final class HttpComponents {
    private static final Duration FOR_A_CONNECTION = Duration.ofMinutes(5);
    /** Ivanti's attachments may take their time; a server that never ends must not hold an incident. */
    private static final Duration LONGEST_DOWNLOAD = Duration.ofMinutes(10);

    private HttpComponents() {
    }

    /**
     * By the scheme under which they are to be bound.
     *
     * @param addedSources sources that a route file has brought along
     */
    static Map<String, HttpComponent> of(Settings settings, List<String> addedSources) {
        Map<String, HttpComponent> components = new LinkedHashMap<>();
        PoolingHttpClientConnectionManager ivanti = connections(settings.integer("ivanti.max-in-flight"), settings.duration("ivanti.timeout.connect"));
        components.put("ivanti", component(ivanti, settings.duration("ivanti.timeout.read")));
        components.put("ivanti-write", component(ivanti, settings.duration("ivanti.timeout.write")));
        List<String> alike = new ArrayList<>(List.of("abuseipdb", "virustotal", "hybrid-analysis", "intelx"));
        alike.addAll(addedSources);
        for (String name : alike) {
            components.put(name, component(connections(settings.integer(name + ".max-in-flight"), Duration.ofSeconds(10)),
                    settings.duration(name + ".timeout")));
        }
        for (String name : new String[]{"nvd", "epss", "kev"}) {
            components.put(name, component(connections(1, Duration.ofSeconds(10)), settings.duration(name + ".timeout")));
        }
        components.forEach((name, component) -> {
            boolean isIvanti = name.startsWith("ivanti");
            Duration longest = isIvanti ? LONGEST_DOWNLOAD : settings.duration(name + ".timeout");
            component.setHttpClientConfigurer(client -> {
                if (name.equals("intelx")) {
                    leaveMediaTypeAlone(client);
                } else if (!isIvanti) {
                    leaveBytesAlone(client);
                }
                endInTime(client, longest);
            });
        });
        return components;
    }

    private static void endInTime(HttpClientBuilder client, Duration longest) {
        client.addExecInterceptorFirst("end-in-time", (request, scope, chain) -> {
            ClassicHttpResponse answer = chain.proceed(request, scope);
            if (answer.getEntity() != null) {
                answer.setEntity(new TimedBody(answer.getEntity(), longest, scope.execRuntime));
            }
            return answer;
        });
    }

    /** The client writes a space behind the semicolon of a media type; there are TAXII servers that compare it letter for letter (415). */
    private static void leaveMediaTypeAlone(HttpClientBuilder client) {
        client.addRequestInterceptorFirst((request, entity, context) -> {
            if (entity != null && entity.getContentType() != null && entity.getContentType().startsWith("application/taxii+json")) {
                request.setHeader(HttpHeaders.CONTENT_TYPE, entity.getContentType().replace("; ", ";"));
            }
        });
    }

    /** Vendors were seen to announce gzip over plain bytes: nobody shall unpack by that header before the reader has looked at the bytes. */
    private static void leaveBytesAlone(HttpClientBuilder client) {
        client.addResponseInterceptorFirst((response, entity, context) -> response.removeHeaders("Content-Encoding"));
    }

    private static PoolingHttpClientConnectionManager connections(int most, Duration connect) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
        connections.setMaxTotal(most);
        connections.setDefaultMaxPerRoute(most);
        connections.setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(connect))
                .setValidateAfterInactivity(TimeValue.ofSeconds(1)).build());
        return connections;
    }

    private static HttpComponent component(PoolingHttpClientConnectionManager connections, Duration answer) {
        HttpComponent component = new HttpComponent();
        component.setClientConnectionManager(connections);
        component.setResponseTimeout(answer.toMillis());
        component.setSoTimeout(answer.toMillis());
        component.setConnectionRequestTimeout(FOR_A_CONNECTION.toMillis());
        component.setAutomaticRetriesDisabled(true);
        component.setRedirectHandlingDisabled(true);
        component.setCookieManagementDisabled(true);
        // a vendor was seen to name a compression that it did not apply; the readers look at the bytes instead
        component.setContentCompressionDisabled(true);
        return component;
    }
}
