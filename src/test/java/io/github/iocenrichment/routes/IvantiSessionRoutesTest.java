package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Patience;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls to Ivanti with user name and password: a session is opened when needed, and once more when it was refused. */
class IvantiSessionRoutesTest {
    private static final String LOGIN = "/ivanti/api/rest/authentication/login";
    private static final String FIRST = "tenant.example#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA#1";
    private static final String SECOND = "tenant.example#BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB#2";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("11-ivanti", "12-ivanti-calls").with("ivanti.api-key", "").with("ivanti.tenant", "tenant.example")
            .with("ivanti.username", "enricher").with("ivanti.password", "password-of-ivanti").with("ivanti.role", "Admin");

    private static Exchange read() {
        return WORLD.run("direct:read-from-ivanti", null, "path", "/odata/businessobject/incidents", "query", "$top=1");
    }

    private static void loginBrings(String session) {
        WORLD.outside().stubFor(post(LOGIN).willReturn(okJson("\"" + session + "\"")));
    }

    @BeforeEach
    void loggedOut() {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
        read();
        WORLD.outside().resetAll();
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
    }

    @Test
    void theFirstCallLogsInAndTheNextUsesTheSession() {
        loginBrings(FIRST);
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).willReturn(okJson("{\"value\":[]}")));
        assertThat(read().getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        assertThat(read().getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo(LOGIN)).withHeader("Authorization", absent())
                .withHeader("Content-Type", equalTo("application/json")).withRequestBody(equalToJson(
                        "{\"tenant\":\"tenant.example\",\"username\":\"enricher\",\"password\":\"password-of-ivanti\",\"role\":\"Admin\"}")));
    }

    @Test
    void aSessionThatEndedIsOpenedAgainOnce() {
        loginBrings(FIRST);
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).willReturn(okJson("{\"value\":[]}")));
        read();
        WORLD.outside().resetAll();
        loginBrings(SECOND);
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).willReturn(aResponse().withStatus(401)));
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(SECOND)).willReturn(okJson("{\"value\":[]}")));
        assertThat(read().getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo(LOGIN)));
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void aSessionThatAnotherCallOpenedMeanwhileIsUsedWithoutALogIn() throws Exception {
        loginBrings(FIRST);
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).willReturn(okJson("{\"value\":[]}")));
        read();
        WORLD.outside().resetAll();
        loginBrings(SECOND);
        // the slow call is refused after the quick one has opened a new session
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).inScenario("ended").whenScenarioStateIs(STARTED)
                .willSetStateTo("slow call is on its way").willReturn(aResponse().withStatus(401).withFixedDelay(1_500)));
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).inScenario("ended")
                .whenScenarioStateIs("slow call is on its way").willReturn(aResponse().withStatus(401)));
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(SECOND)).willReturn(okJson("{\"value\":[]}")));
        CompletableFuture<Exchange> slow = CompletableFuture.supplyAsync(IvantiSessionRoutesTest::read);
        await().until(() -> WORLD.outside().getAllScenarios().getScenarios().stream().anyMatch(one -> one.getState().startsWith("slow")));
        assertThat(read().getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        assertThat(slow.get(Patience.SECONDS, TimeUnit.SECONDS).getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo(LOGIN)));
        WORLD.outside().verify(4, getRequestedFor(anyUrl()));
    }

    @Test
    void callsThatFindTheSessionEndedTogetherLogInOnce() throws Exception {
        loginBrings(FIRST);
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).willReturn(okJson("{\"value\":[]}")));
        read();
        WORLD.outside().resetAll();
        // the log-in takes so long that every call has been refused before it ends
        WORLD.outside().stubFor(post(LOGIN).willReturn(okJson("\"" + SECOND + "\"").withFixedDelay(1_500)));
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(FIRST)).willReturn(aResponse().withStatus(401).withFixedDelay(200)));
        WORLD.outside().stubFor(get(anyUrl()).withHeader("Authorization", equalTo(SECOND)).willReturn(okJson("{\"value\":[]}")));
        List<CompletableFuture<Exchange>> calls = Stream.generate(() -> CompletableFuture.supplyAsync(IvantiSessionRoutesTest::read)).limit(2).toList();
        for (CompletableFuture<Exchange> call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS).getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        }
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo(LOGIN)));
    }

    @Test
    void aSecondRefusalIsFinal() {
        loginBrings(FIRST);
        assertThat(read().getException()).isInstanceOf(IvantiRefusedException.class).hasMessageNotContaining(FIRST);
        WORLD.outside().verify(2, postRequestedFor(urlEqualTo(LOGIN)));
        WORLD.outside().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void wrongCredentialsNameTheirSettingsAndNothingIsRead() {
        WORLD.outside().stubFor(post(LOGIN).willReturn(aResponse().withStatus(400).withBody("{\"message\":\"Tenant not found or wrong password\"}")));
        assertThat(read().getException()).isInstanceOf(IvantiRefusedException.class)
                .hasMessageContaining("ivanti.tenant, ivanti.username, ivanti.password, ivanti.role")
                .hasMessageNotContaining("password-of-ivanti");
        WORLD.outside().verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void aLogInDuringMaintenanceIsTriedLater() {
        WORLD.outside().stubFor(post(LOGIN).willReturn(aResponse().withStatus(503)));
        assertThat(read().getException()).isInstanceOfSatisfying(IvantiUnavailableException.class, thrown ->
                assertThat(thrown.retryAt()).isEqualTo(WORLD.clock().instant().plusSeconds(20)));
    }
}
