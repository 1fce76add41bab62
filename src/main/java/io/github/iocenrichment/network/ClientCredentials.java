package io.github.iocenrichment.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.iocenrichment.http.UntrustedJson;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.jspecify.annotations.Nullable;

/**
 * The log-in of one system by OAuth 2.0 client credentials (RFC 6749, section 4.4), by its settings {@code NAME.oauth2.*} or {@code output.NAME.oauth2.*}. A
 * token is asked for before the first call, kept until shortly before its end, and asked for anew once when the system refuses it. It is sent to the host of
 * {@code NAME.base-url} alone.
 */
public final class ClientCredentials implements ExecChainHandler {
    private static final ObjectMapper JSON = UntrustedJson.mapper().build();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    /** A token that would end within a call is not used for it. */
    private static final Duration MARGIN = Duration.ofSeconds(30);
    /** Where the system does not say how long its token is good. */
    private static final Duration UNSTATED = Duration.ofMinutes(5);
    private static final String OUTPUT = "output.";
    private static final int LONGEST_TOKEN = 16_000;

    private final String system;
    private final URI tokenUrl;
    private final HttpHost own;
    private final List<NameValuePair> form = new ArrayList<>();
    private final CloseableHttpClient client;
    private final Clock clock;
    private @Nullable Token token;

    private record Token(String value, Instant until) {
    }

    private ClientCredentials(String system, String family, Settings settings, CloseableHttpClient client, Clock clock) {
        this.system = system;
        this.tokenUrl = settings.url(family + "oauth2.token-url");
        this.own = HttpHost.create(URI.create(settings.text(family + "base-url")));
        this.client = client;
        this.clock = clock;
        form.add(new BasicNameValuePair("grant_type", "client_credentials"));
        form.add(new BasicNameValuePair("client_id", settings.text(family + "oauth2.client-id")));
        form.add(new BasicNameValuePair("client_secret", settings.text(family + "oauth2.client-secret")));
        settings.optional(family + "oauth2.scope").ifPresent(scope -> form.add(new BasicNameValuePair("scope", scope)));
    }

    /** The log-in of a source, or of an output that has an address; empty when its settings name none. */
    public static Optional<ClientCredentials> of(AnswerLimits limits, Settings settings, ClientFactory clients, Clock clock) {
        String system = limits.system();
        return Stream.of(system + ".", OUTPUT + system + ".").filter(family -> settings.optional(family + "oauth2.client-id").isPresent()
                && settings.optional(family + "base-url").isPresent()).findFirst()
                .map(family -> new ClientCredentials(system, family, settings, clients.client(CONNECT, limits), clock));
    }

    /** Has every call of a client carry the token. */
    public void addTo(HttpClientBuilder calls) {
        calls.addExecInterceptorBefore(ChainElement.CONNECT.name(), "client-credentials", this);
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) throws IOException, HttpException {
        if (!isOwn(scope.route.getTargetHost())) {
            return chain.proceed(request, scope);
        }
        Token used = token(null);
        if (used == null) {
            return new BasicClassicHttpResponse(HttpStatus.SC_UNAUTHORIZED);
        }
        boolean again = request.getEntity() == null || request.getEntity().isRepeatable();
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + used.value());
        if (again) {
            // whoever watches the calls need not know of a token that is about to be renewed
            scope.clientContext.setAttribute(ObservedCalls.TOKEN_MAY_BE_OLD, true);
        }
        ClassicHttpResponse answer = chain.proceed(request, scope);
        scope.clientContext.removeAttribute(ObservedCalls.TOKEN_MAY_BE_OLD);
        if (answer.getCode() != HttpStatus.SC_UNAUTHORIZED || !again) {
            return answer;
        }
        EntityUtils.consume(answer.getEntity());
        answer.close();
        Token renewed = token(used);
        if (renewed == null) {
            return new BasicClassicHttpResponse(HttpStatus.SC_UNAUTHORIZED);
        }
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + renewed.value());
        return chain.proceed(request, scope);
    }

    private boolean isOwn(HttpHost host) {
        return host.getHostName().equalsIgnoreCase(own.getHostName()) && port(host) == port(own) && host.getSchemeName().equalsIgnoreCase(own.getSchemeName());
    }

    private static int port(HttpHost host) {
        return host.getPort() >= 0 ? host.getPort() : host.getSchemeName().equalsIgnoreCase("https") ? 443 : 80;
    }

    /**
     * The token in force; callers of the same system wait for the one that asks for it.
     *
     * @param refused the token that the system has just refused; null when none was
     * @return null when the log-in itself is refused
     */
    private synchronized Token token(@Nullable Token refused) throws IOException {
        if (token == null || token.equals(refused) || !clock.instant().isBefore(token.until())) {
            token = null;
            token = asked();
        }
        return token;
    }

    private Token asked() throws IOException {
        HttpPost post = new HttpPost(tokenUrl);
        post.setEntity(new UrlEncodedFormEntity(form, StandardCharsets.UTF_8));
        post.setHeader(HttpHeaders.ACCEPT, "application/json");
        return client.execute(post, answer -> {
            int status = answer.getCode();
            byte[] body = answer.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(answer.getEntity());
            if (status == HttpStatus.SC_OK || status == HttpStatus.SC_CREATED) {
                return read(body);
            }
            if (status == HttpStatus.SC_BAD_REQUEST || status == HttpStatus.SC_UNAUTHORIZED || status == HttpStatus.SC_FORBIDDEN) {
                return null;
            }
            throw new LogInException("the log-in of " + system + " answered " + status);
        });
    }

    private Token read(byte[] body) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new LogInException("the log-in of " + system + " did not answer in JSON");
        }
        String value = json == null ? "" : json.path("access_token").asText("");
        if (value.isEmpty() || value.length() > LONGEST_TOKEN || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new LogInException("the log-in of " + system + " gave no usable token");
        }
        LogSecrets.hide(system, value);
        Duration goodFor = json.path("expires_in").asLong(0) > 0 ? Duration.ofSeconds(json.path("expires_in").asLong()) : UNSTATED;
        return new Token(value, clock.instant().plus(goodFor.compareTo(MARGIN.multipliedBy(2)) > 0 ? goodFor.minus(MARGIN) : goodFor.dividedBy(2)));
    }
}
