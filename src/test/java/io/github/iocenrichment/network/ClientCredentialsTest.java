package io.github.iocenrichment.network;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.github.iocenrichment.MovableClock;
import io.github.iocenrichment.settings.LogSecrets;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log-in of a source by client credentials. */
class ClientCredentialsTest {
    @RegisterExtension
    static final WireMockExtension OUTSIDE = WireMockExtension.newInstance().options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final List<Integer> told = new ArrayList<>();
    private final MovableClock clock = new MovableClock("2026-11-30T08:00:00Z");
    private CloseableHttpClient client;

    /** What the log-in answers, one after the other by the number of the token. */
    private static void logIn(int status, int number, int goodFor) {
        OUTSIDE.stubFor(post("/token").willReturn(aResponse().withStatus(status).withBody("{\"access_token\":\"opaque-token-" + number
                + "\",\"token_type\":\"bearer\",\"expires_in\":" + goodFor + "}")));
    }

    private static void vendor(String token, ResponseDefinitionBuilder answer) {
        OUTSIDE.stubFor(get("/api/v1/x").withHeader("Authorization", equalTo("Bearer " + token)).willReturn(answer));
    }

    private static Settings settings() {
        Map<String, String> given = new HashMap<>(Map.of("ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "key-of-ivanti",
                "intelx.base-url", "https://intelx.example/ctixapi", "intelx.access-id", "id", "intelx.secret-key", "key-of-intelx",
                "stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "stix.producer.name", "SOC"));
        given.put("vendor.base-url", OUTSIDE.baseUrl().replace("localhost", "127.0.0.1") + "/api/v1");
        given.put("vendor.oauth2.token-url", OUTSIDE.baseUrl().replace("localhost", "127.0.0.1") + "/token");
        given.put("vendor.oauth2.client-id", "client-7");
        given.put("vendor.oauth2.client-secret", "secret&of=vendor");
        given.put("vendor.oauth2.scope", "read:intel");
        given.put("output.hook.base-url", OUTSIDE.baseUrl().replace("localhost", "127.0.0.1") + "/api/v1/x?sig=s3cr3t-signature");
        given.put("output.hook.oauth2.token-url", OUTSIDE.baseUrl().replace("localhost", "127.0.0.1") + "/token");
        given.put("output.hook.oauth2.client-id", "client-8");
        given.put("output.hook.oauth2.client-secret", "secret-of-the-hook");
        return Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), given, Set.of("vendor.base-url")));
    }

    @BeforeEach
    void connect() {
        connect(AnswerLimits.of(settings(), "vendor"));
    }

    private void connect(AnswerLimits limits) {
        CallObserver observer = new CallObserver() {
            @Override
            public boolean maySend(String system) {
                return true;
            }

            @Override
            public void answered(String system, int status, boolean page) {
                told.add(status);
            }

            @Override
            public void broken(String system) {
                told.add(0);
            }
        };
        ClientFactory clients = ClientFactory.of(settings(), new CallsInFlight(), observer);
        HttpClientBuilder builder = HttpClientBuilder.create();
        clients.configure(builder, limits);
        ClientCredentials.of(limits, settings(), clients, clock).orElseThrow().addTo(builder);
        client = builder.build();
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
    }

    private int call() throws IOException {
        return call("127.0.0.1");
    }

    private int call(String host) throws IOException {
        return client.execute(new HttpGet("http://" + host + ":" + OUTSIDE.getPort() + "/api/v1/x"), answer -> {
            assertThat(answer.getEntity() == null ? "" : new String(answer.getEntity().getContent().readAllBytes())).doesNotContain("secret");
            return answer.getCode();
        });
    }

    @Test
    void anOutputLogsInByItsOwnClient() throws IOException {
        client.close();
        connect(new AnswerLimits("hook", 100_000, "source.max-answer-bytes", Duration.ofSeconds(5), AnswerLimits.Unpacked.BY_FIRST_BYTES));
        logIn(200, 8, 1800);
        vendor("opaque-token-8", ok("{}"));
        assertThat(List.of(call(), call())).containsExactly(200, 200);
        OUTSIDE.verify(1, postRequestedFor(urlEqualTo("/token"))
                .withRequestBody(equalTo("grant_type=client_credentials&client_id=client-8&client_secret=secret-of-the-hook")));
        assertThat(settings().secretValues()).contains("secret-of-the-hook", "client-8");
    }

    private static void verifyLogIns(int times) {
        OUTSIDE.verify(times, postRequestedFor(urlEqualTo("/token")));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void aTokenIsAskedForOnceAndKept(int status) throws IOException {
        logIn(status, 1, 1800);
        vendor("opaque-token-1", ok("{}"));
        assertThat(List.of(call(), call())).containsExactly(200, 200);
        verifyLogIns(1);
        OUTSIDE.verify(postRequestedFor(urlEqualTo("/token")).withHeader("Content-Type", equalTo("application/x-www-form-urlencoded; charset=UTF-8"))
                .withRequestBody(equalTo("grant_type=client_credentials&client_id=client-7&client_secret=secret%26of%3Dvendor&scope=read%3Aintel")));
        assertThat(LogSecrets.known().mask("the vendor quotes opaque-token-1 in its answer")).isEqualTo("the vendor quotes xxxxxx in its answer");
    }

    @Test
    void itIsRenewedShortlyBeforeItsEnd() throws IOException {
        logIn(200, 1, 1800);
        vendor("opaque-token-1", ok("{}"));
        vendor("opaque-token-2", ok("{}"));
        call();
        logIn(200, 2, 1800);
        clock.advance(Duration.ofSeconds(1769));
        call();
        verifyLogIns(1);
        clock.advance(Duration.ofSeconds(2));
        call();
        verifyLogIns(2);
        OUTSIDE.verify(1, getRequestedFor(urlEqualTo("/api/v1/x")).withHeader("Authorization", equalTo("Bearer opaque-token-2")));
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndNobodyHearsOfIt() throws IOException {
        logIn(200, 1, 1800);
        vendor("opaque-token-1", ok("{}"));
        call();
        vendor("opaque-token-1", aResponse().withStatus(401).withBody("{\"error\":\"expired\"}"));
        vendor("opaque-token-2", ok("{}"));
        logIn(200, 2, 1800);
        assertThat(call()).isEqualTo(200);
        verifyLogIns(2);
        assertThat(told).doesNotContain(401);
    }

    @Test
    void aSystemThatRefusesTheNewTokenTooRefusesTheClient() throws IOException {
        logIn(200, 1, 1800);
        OUTSIDE.stubFor(get("/api/v1/x").willReturn(aResponse().withStatus(401)));
        assertThat(call()).isEqualTo(401);
        verifyLogIns(2);
        OUTSIDE.verify(2, getRequestedFor(urlEqualTo("/api/v1/x")));
        assertThat(told).contains(401);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void aLogInThatIsRefusedIsARefusedKey(int status) throws IOException {
        OUTSIDE.stubFor(post("/token").willReturn(aResponse().withStatus(status).withBody("{\"error\":\"invalid_client\"}")));
        assertThat(call()).isEqualTo(401);
        OUTSIDE.verify(0, getRequestedFor(urlEqualTo("/api/v1/x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{}", "{\"access_token\":\"a b\"}", "[]"})
    void aLogInWithoutATokenFailsInWords(String body) {
        OUTSIDE.stubFor(post("/token").willReturn(ok(body)));
        assertThatThrownBy(this::call).isInstanceOf(LogInException.class).hasMessageStartingWith("the log-in of vendor").hasMessageNotContaining("secret");
    }

    @Test
    void anOutageOfTheLogInIsNoRefusal() {
        OUTSIDE.stubFor(post("/token").willReturn(aResponse().withStatus(503)));
        assertThatThrownBy(this::call).isInstanceOf(LogInException.class).hasMessage("the log-in of vendor answered 503");
    }

    @Test
    void noOtherHostGetsTheToken() throws IOException {
        logIn(200, 1, 1800);
        OUTSIDE.stubFor(get("/api/v1/x").willReturn(ok("{}")));
        assertThat(call("localhost")).isEqualTo(200);
        OUTSIDE.verify(getRequestedFor(urlEqualTo("/api/v1/x")).withHeader("Authorization", absent()));
        verifyLogIns(0);
    }
}
