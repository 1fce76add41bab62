package io.github.iocenrichment.check;

import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.ivanti.IvantiFault;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiSession;
import io.github.iocenrichment.network.AnswerLimits;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The few calls of the start-up check to one system: by the same client as the work's, through the same proxy, with the same trust and limits. */
final class Calls {
    /** As long as the calls of the routes wait for a connection to any system but Ivanti. */
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ClientFactory clients;
    private final Duration connect;
    private final AnswerLimits limits;

    /** @param system name of the system, as in its settings */
    Calls(Settings settings, ClientFactory clients, String system) {
        this.clients = clients;
        this.connect = system.equals("ivanti") ? settings.duration("ivanti.timeout.connect") : CONNECT;
        this.limits = AnswerLimits.of(settings, system).within(LONGEST);
    }

    /** Logs in to Ivanti where the session needs it. @return the refusal, when it is refused */
    Optional<IvantiFault> logIn(IvantiSession session, String base, Instant now) throws IOException {
        return session.usesLogin() ? session.loggedIn(post(base + IvantiPath.LOGIN, session.loginBody(), Map.of("Accept", "application/json")), now)
                : Optional.empty();
    }

    HttpReply get(String address, Map<String, String> headers) throws IOException {
        return send(new HttpGet(URI.create(address)), headers);
    }

    private HttpReply post(String address, String json, Map<String, String> headers) throws IOException {
        HttpPost request = new HttpPost(URI.create(address));
        request.setEntity(new ByteArrayEntity(json.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON.withCharset((String) null)));
        return send(request, headers);
    }

    private HttpReply send(HttpUriRequestBase request, Map<String, String> headers) throws IOException {
        headers.forEach(request::setHeader);
        try (CloseableHttpClient client = clients.client(connect, limits)) {
            return client.execute(request, response -> {
                Map<String, String> answered = new LinkedHashMap<>();
                response.headerIterator().forEachRemaining(header -> answered.putIfAbsent(header.getName(), header.getValue()));
                byte[] body = response.getEntity() == null ? new byte[0] : response.getEntity().getContent().readAllBytes();
                return new HttpReply(response.getCode(), answered, body);
            });
        }
    }
}
