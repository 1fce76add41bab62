package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The webhook with which Ivanti has itself polled at once. */
class HookRoutesTest {
    private static final String TOKEN = "token-of-the-page-1234";
    private static final String HOOK = "token-of-the-hook-5678";

    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("13-hook", "80-status").mocking("seda:*").with("http.token", TOKEN).with("ivanti.hook.token", HOOK);

    private final HttpClient http = HttpClient.newHttpClient();

    private int call(String path, String authorization, String type, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + path)).header("Content-Type", type);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"application/json, {\"RecId\": 1}", "text/plain, anything", "application/x-www-form-urlencoded, a=b"})
    void aCallWithItsTokenIsTakenWhateverItSends(String type, String body) throws Exception {
        assertThat(call("/hooks/ivanti", "Bearer " + HOOK, type, body)).isEqualTo(202);
        assertThat(WORLD.received("seda:calls-of-ivanti")).hasSize(1);
    }

    @Test
    void theTokenMayBeThePasswordOfBasic() throws Exception {
        assertThat(call("/hooks/ivanti", "Basic " + Base64.getEncoder().encodeToString(("ivanti:" + HOOK).getBytes()), "application/json", "{}"))
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"/hooks/ivanti, , 401", "/hooks/ivanti, Bearer wrong-token-wrong-1, 401", "/hooks/ivanti, Bearer token-of-the-page-1234, 401",
            "/orders, Bearer token-of-the-hook-5678, 401",
        "/hooks/ivanti/, Bearer token-of-the-hook-5678, 401", "/hooks/ivanti?token=token-of-the-hook-5678, , 401"})
    void noOtherTokenOpensItAndItsOwnOpensNothingElse(String path, String authorization, int status) throws Exception {
        assertThat(call(path, authorization, "application/x-www-form-urlencoded", "a=b")).isEqualTo(status);
        assertThat(WORLD.received("seda:calls-of-ivanti")).isEmpty();
    }

    @Test
    void aCallHasThePollBegin() {
        assertThat(WORLD.run("direct:from-poll-when-called", null).getException()).isNull();
        assertThat(WORLD.received("seda:polls")).hasSize(1);
    }
}
