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
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls to Ivanti with an API key: what travels, and what each kind of answer becomes. */
class IvantiRoutesTest {
    private static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("11-ivanti", "12-ivanti-calls");

    private static Exchange read() {
        return WORLD.run("direct:read-from-ivanti", "left over", "path", "/odata/businessobject/incidents", "query", "$top=1&$skip=0");
    }

    private static Exchange write(String method) {
        return WORLD.run("direct:write-to-ivanti", "left over", "method", method, "path", "/odata/businessobject/incidents",
                "payload", "{\"Subject\":\"æ\"}");
    }

    @Test
    void aReadSendsTheKeyAndNothingElse() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(okJson("{\"value\":[]}").withHeader("Set-Cookie", "SID=1")));
        Exchange done = WORLD.context().createFluentProducerTemplate().to("direct:read-from-ivanti").withHeader("TaskKey", "K").withHeader("x-apikey", "V")
                .withVariable("path", "/odata/businessobject/incidents").withVariable("query", "$top=1&$skip=0").send();

        assertThat(done.getException()).isNull();
        assertThat(done.getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(200);
        assertThat(done.getMessage().getHeaders()).isEmpty();
        WORLD.outside().verify(1, getRequestedFor(urlEqualTo(INCIDENTS + "?$top=1&$skip=0"))
                .withHeader("Authorization", equalTo("rest_api_key=key-of-ivanti")).withHeader("Accept", equalTo("application/json"))
                .withHeader("TaskKey", absent()).withHeader("x-apikey", absent()).withHeader("Cookie", absent()));
    }

    @Test
    void aWriteSendsItsBodyAsJson() {
        WORLD.outside().stubFor(post(anyUrl()).willReturn(okJson("{\"RecId\":\"1\"}").withStatus(201)));
        assertThat(write("POST").getMessage().getBody(IvantiReply.class).http().status()).isEqualTo(201);
        WORLD.outside().verify(1, postRequestedFor(urlEqualTo(INCIDENTS)).withHeader("Authorization", equalTo("rest_api_key=key-of-ivanti"))
                .withHeader("Content-Type", equalTo("application/json")).withRequestBody(equalToJson("{\"Subject\":\"æ\"}")));
    }

    @Test
    void aLinkIsAPatch() {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
        assertThat(write("PATCH").getException()).isNull();
        WORLD.outside().verify(1, patchRequestedFor(urlPathEqualTo(INCIDENTS)));
    }

    @Test
    void whatIsAbsentIsAnAnswer() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(okJson("{\"code\":\"ISM_4000\",\"message\":[\"Record cannot be found\"]}").withStatus(400)));
        assertThat(read().getMessage().getBody(IvantiReply.class).isAbsent()).isTrue();
    }

    @Test
    void aWrongPathIsAnAnswerToARead() {
        WORLD.outside().stubFor(get(anyUrl()).willReturn(aResponse().withStatus(404)));
        assertThat(read().getMessage().getBody(IvantiReply.class).isWrongPath()).isTrue();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("429 names the wait", aResponse().withStatus(429).withHeader("Retry-After", "30"), Duration.ofSeconds(30)),
                Arguments.of("429 without a wait", aResponse().withStatus(429), Duration.ofSeconds(20)),
                Arguments.of("a wait that has passed", aResponse().withStatus(503).withHeader("Retry-After", "0"), Duration.ofSeconds(1)),
                Arguments.of("503", aResponse().withStatus(503), Duration.ofSeconds(20)),
                Arguments.of("500", aResponse().withStatus(500).withBody("{\"message\":\"deadlock\"}"), Duration.ofSeconds(20)),
                Arguments.of("a page with 200", aResponse().withHeader("Content-Type", "text/html").withBody("<html>Log in"), Duration.ofSeconds(20)),
                Arguments.of("a redirect", aResponse().withStatus(302).withHeader("Location", "/login"), Duration.ofSeconds(20)),
                Arguments.of("no JSON", aResponse().withBody("{\"value\":["), Duration.ofSeconds(20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatPassesIsTriedLater(String name, ResponseDefinitionBuilder answer, Duration wait) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(answer));
        assertThat(read().getException()).isInstanceOfSatisfying(IvantiUnavailableException.class, thrown ->
                assertThat(thrown.retryAt()).isEqualTo(WORLD.clock().instant().plus(wait)));
        assertThat(write("POST").getException()).isInstanceOf(IvantiUnavailableException.class);
        WORLD.outside().verify(1, postRequestedFor(anyUrl()));
    }

    static Stream<Arguments> lasting() {
        return Stream.of(
                Arguments.of(aResponse().withStatus(400).withBody("{\"message\":\"Incident.Category is a required field\"}"), "ivanti.record.fields.Category"),
                Arguments.of(aResponse().withStatus(401), "ivanti.api-key"),
                Arguments.of(aResponse().withStatus(403), "ivanti.role"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("lasting")
    void whatDoesNotPassNamesTheSetting(ResponseDefinitionBuilder answer, String setting) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(answer));
        assertThat(write("POST").getException()).isInstanceOf(IvantiRefusedException.class).hasMessageContaining(setting);
        assertThat(read().getException()).isInstanceOf(IvantiRefusedException.class).hasMessageNotContaining("key-of-ivanti");
    }

    @Test
    void aWrongPathIsNoAnswerToAWrite() {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));
        assertThat(write("POST").getException()).isInstanceOf(IvantiRefusedException.class).hasMessageContaining("ivanti.base-url");
    }

    @Test
    void aBrokenConnectionIsNotRepeatedBehindTheRoutesBack() {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        assertThat(write("POST").getException()).isNotNull();
        WORLD.outside().verify(1, postRequestedFor(anyUrl()));
    }
}
