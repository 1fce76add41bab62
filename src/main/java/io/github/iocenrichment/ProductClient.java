package io.github.iocenrichment;

import io.github.iocenrichment.network.AnswerLimits;
import io.github.iocenrichment.network.ClientFactory;
import io.github.iocenrichment.settings.HostHeader;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.web.ReplayOrders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.net.URIAuthority;

/** Orders and questions of a command to the product that runs at {@code http.host} and {@code http.port}. */
final class ProductClient {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Ivanti is asked and many incidents are looked at before the answer comes. */
    private static final AnswerLimits LIMITS = new AnswerLimits("http", 4 << 20, "http.port", Duration.ofMinutes(2), AnswerLimits.Unpacked.BY_FIRST_BYTES);

    private final Settings settings;

    ProductClient(Settings settings) {
        this.settings = settings;
    }

    /**
     * Sends an order.
     *
     * @param path   of the order
     * @param fields name and value of what it says
     * @return what the product says, in lines; empty when none answers there
     * @throws StartException in one line, when it does not take the order
     */
    Optional<String> order(String path, Map<String, String> fields) {
        HttpPost order = new HttpPost(path);
        order.setHeader(ReplayOrders.HEADER, ReplayOrders.COMMAND);
        order.setEntity(new UrlEncodedFormEntity(fields.entrySet().stream().map(field -> new BasicNameValuePair(field.getKey(), field.getValue())).toList(),
                StandardCharsets.UTF_8));
        return send(order, "X-Answered-By");
    }

    /**
     * Asks for the figures of the status page.
     *
     * @return their JSON; empty when no product answers there
     * @throws StartException in one line, when it does not answer this command
     */
    Optional<String> status() {
        return send(new HttpGet("/status.json"), HttpHeaders.CONTENT_TYPE);
    }

    /** Reads a page of the product; empty when none answers there. */
    Optional<String> page(String path) {
        return send(new HttpGet(path), "X-Answered-By");
    }

    private Optional<String> send(HttpUriRequestBase request, String sign) {
        HttpHost there = new HttpHost("http", HostHeader.isWildcard(settings.text("http.host")) ? "127.0.0.1" : settings.text("http.host"),
                settings.integer("http.port"));
        request.setAuthority(new URIAuthority(settings.list("http.allowed-hosts").stream().findFirst().orElse(there.getHostName()), there.getPort()));
        settings.optional("http.token").ifPresent(token -> request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        try (CloseableHttpClient client = ClientFactory.of(settings).client(CONNECT, LIMITS)) {
            return client.execute(there, request, answer -> read(answer, there, sign));
        } catch (IOException e) {
            // nobody listens there, or it is no product: the store says whether one runs
            return Optional.empty();
        }
    }

    private static Optional<String> read(ClassicHttpResponse answer, HttpHost there, String sign) throws IOException {
        boolean isProduct = answer.containsHeader(sign);
        String text = answer.getEntity() == null ? "" : new String(EntityUtils.toByteArray(answer.getEntity()), StandardCharsets.UTF_8).strip();
        if (answer.getCode() == HttpStatus.SC_UNAUTHORIZED && answer.containsHeader(HttpHeaders.WWW_AUTHENTICATE)
                && answer.getFirstHeader(HttpHeaders.WWW_AUTHENTICATE).getValue().contains("ioc-enrichment")) {
            throw new StartException("the product that runs at " + there.toHostString() + " refuses http.token; give the command the token of that product");
        }
        if (!isProduct) {
            return Optional.empty();
        }
        if (answer.getCode() != HttpStatus.SC_OK) {
            throw new StartException(text);
        }
        return Optional.of(text);
    }
}
