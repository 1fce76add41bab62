package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages while the store does not answer. */
class StatusFailureRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("80-status");

    @BeforeEach
    void theStoreIsGone() {
        WORLD.store().close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void healthSaysSoWithItsStatus() throws Exception {
        HttpResponse<String> health = get("/observe/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains("\"status\":\"DOWN\"", "\"store\":\"DOWN\"", "\"poll\":\"UP\"",
                "\"reasons\":{\"store\":\"the store does not answer\"}");
    }

    @Test
    void aProbeForReadinessSeesItAndOneForLifeDoesNot() throws Exception {
        assertThat(get("/observe/health/ready")).satisfies(ready -> assertThat(ready.statusCode() + " " + ready.body()).isEqualTo("503 {\"status\":\"DOWN\"}"));
        assertThat(get("/observe/health/live")).satisfies(live -> assertThat(live.statusCode() + " " + live.body()).isEqualTo("200 {\"status\":\"UP\"}"));
    }

    @Test
    void aPageThatCannotBeMadeShowsNothingOfTheCause() throws Exception {
        long failed = WORLD.problems("pages");
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).isEqualTo("This page cannot be shown now; the log says why.");
        assertThat(page.headers().map().toString()).doesNotContain("Exception", "jdbc");
        assertThat(WORLD.problems("pages")).isEqualTo(failed + 1);
    }
}
