package io.github.iocenrichment.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.network.AnswerLimits;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.store.FigureStore.Counted;
import io.github.iocenrichment.store.Journey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One trace of each noted incident for an OpenTelemetry collector, as OTLP JSON over HTTP: a span from intake to note, and one of each stage below it. Made
 * from what the store knows, after the note: stages run hours apart, in other threads and on other nodes, and no header of a trace goes to any vendor.
 */
public final class IncidentTraces {
    private static final Logger LOG = LoggerFactory.getLogger("traces");
    private static final String PATH = "/v1/traces";
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final AnswerLimits LIMITS = new AnswerLimits("tracing", 1 << 20, "tracing.endpoint", Duration.ofSeconds(10),
            AnswerLimits.Unpacked.BY_FIRST_BYTES);
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final int INTERNAL = 1;

    private final String address;
    private final ClientFactory clients;
    private final String node;
    private final String version;
    private boolean failing;

    /**
     * @param endpoint {@code tracing.endpoint}; empty for none
     * @param node     name of this node
     */
    public IncidentTraces(String endpoint, ClientFactory clients, String node, String version) {
        this.address = endpoint.isEmpty() || endpoint.endsWith(PATH) ? endpoint : endpoint.replaceFirst("/+$", "") + PATH;
        this.clients = clients;
        this.node = node;
        this.version = version;
    }

    /** Sends the traces of these incidents. A collector that is away costs them and nothing else. */
    synchronized void send(List<Counted> incidents) {
        if (address.isEmpty() || incidents.isEmpty()) {
            return;
        }
        String problem = problem(json(incidents));
        if (problem != null && !failing) {
            LOG.warn("Traces cannot be sent to tracing.endpoint: {}; they are left out until it answers", problem);
        } else if (problem == null && failing) {
            LOG.info("Traces are sent to tracing.endpoint again");
        }
        failing = problem != null;
    }

    /** Null when the collector has taken them. */
    private @Nullable String problem(String body) {
        HttpPost post = new HttpPost(address);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        try (CloseableHttpClient client = clients.client(CONNECT, LIMITS)) {
            return client.execute(post, answer -> {
                EntityUtils.consume(answer.getEntity());
                return answer.getCode() / 100 == 2 ? null : "HTTP " + answer.getCode();
            });
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    String json(List<Counted> incidents) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode resource = root.putArray("resourceSpans").addObject();
        ArrayNode about = resource.putObject("resource").putArray("attributes");
        attribute(about, "service.name", "ioc-enrichment");
        attribute(about, "service.version", version);
        attribute(about, "service.instance.id", node);
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "ioc-enrichment").put("version", version);
        ArrayNode spans = scope.putArray("spans");
        incidents.forEach(incident -> trace(spans, incident));
        return root.toString();
    }

    private static void trace(ArrayNode spans, Counted incident) {
        String trace = id(incident.recId() + "|" + incident.notedAt(), TRACE_BYTES);
        Instant begun = incident.notedAt().minusSeconds(incident.seconds());
        ObjectNode whole = span(spans, trace, 0, "incident", begun, incident.notedAt());
        ArrayNode facts = whole.putArray("attributes");
        attribute(facts, "incident.rec_id", incident.recId());
        incident.figures().forEach((name, amount) -> {
            if (name.equals("indicators") || name.startsWith("verdict|")) {
                facts.addObject().put("key", "incident." + name.replace('|', '.').replace('-', '_')).putObject("value").put("intValue", String.valueOf(amount));
            }
        });
        Instant before = begun;
        int number = 1;
        for (Journey.Step step : incident.journey()) {
            span(spans, trace, number++, "until " + step.stage(), before, step.at()).put("parentSpanId", whole.path("spanId").asText());
            before = step.at();
        }
    }

    private static ObjectNode span(ArrayNode spans, String trace, int number, String name, Instant from, Instant to) {
        return spans.addObject().put("traceId", trace).put("spanId", id(trace + "|" + number, SPAN_BYTES)).put("name", name).put("kind", INTERNAL)
                .put("startTimeUnixNano", nanos(from)).put("endTimeUnixNano", nanos(to.isBefore(from) ? from : to));
    }

    private static String nanos(Instant at) {
        return at.getEpochSecond() + String.format("%09d", at.getNano());
    }

    private static void attribute(ArrayNode attributes, String key, String value) {
        attributes.addObject().put("key", key).putObject("value").put("stringValue", value);
    }

    /** Computed, so that a trace that is sent twice is the same trace. */
    private static String id(String text, int bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
