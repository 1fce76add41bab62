package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.stage.LastErrors;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages for operators over real HTTP: who may see them, what they say, what their buttons do. */
class StatusRoutesTest {
    private static final String TOKEN = "token-of-the-page-0123456789abcdef";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("80-status", "82-console", "81-replay-order", "15-replay", "35-unanswered", "11-ivanti", "12-ivanti-calls").with("http.token", TOKEN);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + path));
    }

    private static HttpRequest.Builder allowed(String path) {
        return to(path).header("Authorization", "Bearer " + TOKEN);
    }

    private HttpResponse<String> press(String form, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = allowed("/orders").header("Content-Type", "application/x-www-form-urlencoded");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private static void parked(String key) throws SQLException {
        try (Connection connection = WORLD.store().dataSource().getConnection(); PreparedStatement insert = connection.prepareStatement("""
                insert into task (task_name, task_instance, execution_time, picked, consecutive_failures, version, created_at, parked_at, last_error)
                values ('record', ?, current_timestamp, false, 3, 1, current_timestamp, current_timestamp, 'Incident.Category is a required field')""")) {
            insert.setString(1, key);
            insert.executeUpdate();
        }
    }

    private String formToken() throws IOException, InterruptedException {
        Matcher token = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"").matcher(send(allowed("/")).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    @ParameterizedTest
    @CsvSource({"/, text/html, <html", "/status.json, application/json, {", "/observe/health, application/json, UP", "/observe/metrics, text/plain, # TYPE"})
    void whoHasTheTokenSeesThePage(String path, String type, String content) throws Exception {
        HttpResponse<String> page = send(allowed(path));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/status.json", "/observe/health", "/observe/metrics"})
    void whoHasNotIsAskedForIt(String path) throws Exception {
        for (HttpRequest.Builder request : new HttpRequest.Builder[]{to(path), to(path).header("Authorization", "Bearer wrong")}) {
            HttpResponse<String> page = send(request);
            assertThat(page.statusCode()).isEqualTo(401);
            assertThat(page.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic");
            assertThat(page.body()).contains("http.token").doesNotContain("<html", "UP", "# TYPE");
        }
    }

    @ParameterizedTest
    @CsvSource({"/?refresh=15, true", "/?refresh=soon, false", "/?refresh=-1, false", "/?refresh=0, false", "/, false"})
    void thePageLoadsItselfAnewWhenItsAddressAsksForIt(String path, boolean anew) throws Exception {
        HttpResponse<String> page = send(allowed(path));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body().contains("http-equiv=\"refresh\"")).isEqualTo(anew);
    }

    @Test
    void parkedWorkIsShownAndReleased() throws Exception {
        String recId = WORLD.admitted("Suspicious mail");
        parked(recId);
        assertThat(send(allowed("/")).body()).contains("record|" + recId);
        HttpResponse<String> answer = press("token=" + formToken() + "&action=release&id=" + URLEncoder.encode("record|" + recId, StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Released");
        HttpResponse<String> again = send(allowed("/"));
        assertThat(again.body()).doesNotContain("record|" + recId);
    }

    @Test
    void whoReleasedItIsOnThePage() throws Exception {
        String recId = WORLD.admitted("Suspicious mail");
        parked(recId);
        String basic = Base64.getEncoder().encodeToString(("anna <b>:" + TOKEN).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = send(to("/orders").header("Authorization", "Basic " + basic).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + formToken() + "&action=drop&id=record%7C" + recId)));
        assertThat(answer.body()).contains("Dropped");
        // the clock stands, so that the latest row is not known by its time
        assertThat(WORLD.store().audit().latest(100)).filteredOn(row -> row.action().equals("drop")).singleElement().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo("done");
            assertThat(row.subject()).startsWith("record of incident ");
            assertThat(row.address() + " " + row.userName()).isEqualTo("127.0.0.1 anna <b>");
        });
        String page = send(allowed("/")).body();
        assertThat(page).contains("Operator actions and refused access", "anna &lt;b&gt;").doesNotContain("<b>", TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"/observe/health/live", "/observe/health/ready"})
    void probesGetTheStatusAndNothingElse(String path) throws Exception {
        HttpResponse<String> probe = send(to(path));
        assertThat(probe.statusCode()).isEqualTo(200);
        assertThat(probe.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(probe.headers().firstValue("Content-Type")).contains("application/json");
    }

    /** No call is made for the probe: it is answered by what the last ones met. */
    @ParameterizedTest
    @CsvSource({"ivanti, 503, ivanti", "intelx, 503, intelx", "intelx, 401, credentials", "hybrid-analysis, 403, credentials"})
    void aSystemThatFailsOrRefusesTheKeyMakesItNotReadyAndStillLive(String system, int answer, String check) throws Exception {
        LastErrors errors = WORLD.bean("lastErrors", LastErrors.class);
        errors.answered(system, answer, false);
        try {
            assertThat(send(to("/observe/health/ready"))).satisfies(ready -> assertThat(ready.statusCode() + ready.body())
                    .isEqualTo("503{\"status\":\"DOWN\"}"));
            assertThat(send(to("/observe/health/live")).statusCode()).isEqualTo(200);
            assertThat(send(allowed("/observe/health"))).satisfies(all -> {
                assertThat(all.statusCode()).isEqualTo(503);
                assertThat(all.body()).contains("\"" + check + "\":\"DOWN\"", "\"store\":\"UP\"", "\"camel\":\"UP\"");
            });
        } finally {
            errors.answered(system, 200, false);
        }
        assertThat(send(to("/observe/health/ready")).statusCode()).isEqualTo(200);
    }

    @Test
    void camelsHealthChecksAreThoseOfTheProductAndItsOwn() {
        assertThat(HealthCheckRegistry.get(WORLD.context()).getCheckIDs()).contains("store", "poll", "ivanti", "intelx", "credentials", "context");
    }

    @Test
    void whatIsNotParkedAnyMoreIsSaid() throws Exception {
        String recId = WORLD.admitted("Suspicious mail");
        parked(recId);
        String token = formToken();
        press("token=" + token + "&action=release&id=record%7C" + recId);
        assertThat(press("token=" + token + "&action=release&id=record%7C" + recId).statusCode()).isEqualTo(409);
    }

    @Test
    void anOrderFromAnotherSiteOrWithAnOldPageIsRefused() throws Exception {
        String recId = WORLD.admitted("Suspicious mail");
        parked(recId);
        String order = "token=" + formToken() + "&action=release&id=record%7C" + recId;
        assertThat(press(order, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(press("token=0123&action=release&id=record%7C" + recId).statusCode()).isEqualTo(403);
        assertThat(press("").statusCode()).isEqualTo(403);
        assertThat(press("token=%zz").statusCode()).isEqualTo(403);
        assertThat(send(allowed("/")).body()).contains("record|" + recId);
        press(order);
    }

    @Test
    void anOrderWithoutTheTokenIsRefused() throws Exception {
        String recId = WORLD.admitted("Suspicious mail");
        parked(recId);
        String order = "token=" + formToken() + "&action=release&id=record%7C" + recId;
        HttpResponse<String> answer = send(to("/orders").POST(HttpRequest.BodyPublishers.ofString(order)));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(send(allowed("/")).body()).contains("record|" + recId);
        press(order);
    }

    @Test
    void otherMethodsAreNotServed() throws Exception {
        assertThat(send(allowed("/orders").GET()).statusCode()).isIn(404, 405);
        assertThat(send(allowed("/").POST(HttpRequest.BodyPublishers.noBody())).statusCode()).isIn(404, 405);
    }
}
