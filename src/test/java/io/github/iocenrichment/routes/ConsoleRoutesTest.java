package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.store.AnswerStore;
import io.github.iocenrichment.store.EffectStore;
import io.github.iocenrichment.store.RawAnswer;
import io.github.iocenrichment.store.SearchStore;
import io.github.iocenrichment.task.ParkedTasks;
import io.github.iocenrichment.verdict.VerdictValue;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The views of the console over HTTP, and what their buttons order. What they look like in a browser is shown elsewhere. */
class ConsoleRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("80-status", "82-console", "84-raw-answers", "81-replay-order", "15-replay", "35-unanswered", "11-ivanti",
            "12-ivanti-calls");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static String known;

    @BeforeAll
    static void anIncidentThatWasPublished() {
        known = WORLD.admitted("=HYPERLINK(\"https://evil.example\") <b>Beacon</b>");
        WORLD.store().incidents().judged(known, "enriched", "malicious", Map.of("indicators", 1L, "verdict|malicious", 1L, "answer|virustotal"
                + "|found", 1L, "asked|virustotal", 1L),
                List.of(SearchStore.term("ioc", "198.51.100.7"), SearchStore.term("word", "beacon"), "verdict|malicious", "answer|virustotal|found"),
                WORLD.clock().instant());
        WORLD.store().incidents().noted(known, "done", WORLD.clock().instant());
        WORLD.store().effects().begin(EffectStore.planned("publication|" + known, "publication", known, """
                {"bundle":{"objects":[{"type":"indicator","id":"indicator--1","name":"<i>198.51.100.7</i>"},{"type":"ipv4-addr","id":"ipv4-addr--1","value":"198.51.100.7"},
                {"type":"relationship","id":"relationship--1","source_ref":"indicator--1","target_ref":"ipv4-addr--1"}]}}""", WORLD.clock().instant()));
    }

    @Test
    void aRawAnswerIsShownAndDownloadedOnDemand() throws Exception {
        String recId = Incidents.enriched(WORLD, Incidents.finding(WORLD, Indicator.of(IndicatorType.IPV4, "203.0.113.9"), VerdictValue.MALICIOUS, 90),
                Incidents.finding(WORLD, Indicator.of(IndicatorType.IPV4, "203.0.113.10"), VerdictValue.MALICIOUS, 90));
        String id = RawAnswer.id(new AnswerStore.Key("abuseipdb", IndicatorType.IPV4, "203.0.113.9"), WORLD.clock().instant());
        String body = "{\"isp\":\"<script>owned()</script>\"}";
        WORLD.store().answers().inOne(set -> {
            set.saveRaw(List.of(RawAnswer.of(id, 0, WORLD.clock().instant(), 200, body.getBytes(StandardCharsets.UTF_8), body)));
            return null;
        });
        assertThat(send(to("/incidents/" + recId)).body()).containsOnlyOnce("/incidents/" + recId + "/raw/" + id).contains("34 bytes", "not kept.");
        HttpResponse<String> page = send(to("/incidents/" + recId + "/raw/" + id));
        assertThat(page.body()).contains("Raw answer of AbuseIPDB", "203.0.113[.]9", "HTTP 200, 34 bytes", "&lt;script&gt;", "2026-11-23")
                .doesNotContain("<script>owned");
        HttpResponse<String> file = send(to("/incidents/" + recId + "/raw/" + id + "/0"));
        assertThat(file.body()).isEqualTo(body);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment; filename=\"abuseipdb-").endsWith("-0.json\"");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        for (String other : List.of("/incidents/" + recId + "/raw/" + id + "/1", "/incidents/" + recId + "/raw/" + "0".repeat(64),
                "/incidents/" + known + "/raw/" + id)) {
            assertThat(send(to(other)).statusCode()).as(other).isEqualTo(404);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WORLD.port() + path.replace("KNOWN", known).replace("LONG", "a".repeat(2001))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/incidents/KNOWN | 200 | text/html | &lt;b&gt;Beacon&lt;/b&gt;", "/incidents/KNOWN | 200 | text/html | boxlabel",
            "/incidents/unknown | 404 | text/html | no such incident",
        "/incidents/KNOWN/bundle.json | 200 | application/stix+json | \"bundle--", "/incidents/unknown/bundle.json | 404 | text/html | no bundle",
        "/search | 200 | text/html | KNOWN", "/search?q=hxxp://198.51.100.7 | 200 | text/html | No incident fits",
        "/search?q=198.51.100%5B.%5D7 | 200 | text/html | KNOWN",
        "/search?q=BEACON | 200 | text/html | KNOWN", "/search?q=beacon+unheard | 200 | text/html | No incident fits",
        "/search?q=%3Cb%3E | 200 | text/html | value=\"&lt;b&gt;\"",
        "/search?verdict=malicious&source=virustotal&state=found | 200 | text/html | KNOWN", "/search?state=found | 200 | text/html | choose one",
        "/search?from=soon | 200 | text/html | A day is written",
        "/search?from=2026-11-23&to=2026-11-23 | 200 | text/html | KNOWN", "/search?to=2026-11-22 | 200 | text/html | No incident fits",
        "/search?stage=done | 200 | text/html | KNOWN",
        "/search.csv?from=soon | 400 | text/html | A day is written", "/search.csv?state=found | 400 | text/html | choose one",
        "/search?stage=LONG | 200 | text/html | may have 2000 characters", "/search.csv?q=LONG | 400 | text/html | may have 2000 characters",
        "/search?after=nonsense | 200 | text/html | A day is written", "/search.csv?q=beacon | 200 | text/csv | KNOWN,\"'=HYPERLINK",
        "/work | 200 | text/html | No work is parked",
        "/sources | 200 | text/html | VirusTotal", "/trends?range=24h | 200 | text/html | Incidents by worst verdict",
        "/trends?range=forever | 200 | text/html | 7d", "/figures.csv?range=24h | 200 | text/csv | Z,incidents,1",
        "/report.html?hours=24 | 200 | text/html | Made by ioc-enrichment", "/report.html?hours=999999 | 200 | text/html | <svg",
        "/report.csv?hours=now | 200 | text/csv | 2026-11-23,incidents,1" ,
        "/assets/console.css | 200 | text/css | --bg", "/assets/console.js | 200 | text/javascript | EventSource",
        "/assets/layout.ftl | 404 | text/html | no such file", "/assets/..%2Flogback.xml | 404 | text/html | no such file"})
    void eachViewHasItsAddress(String path, int status, String type, String content) throws Exception {
        HttpResponse<String> page = send(to(path));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(status);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("script-src 'self'").doesNotContain("unsafe");
        assertThat(page.body()).contains(content.replace("KNOWN", known));
        if (type.equals("text/html")) {
            assertThat(page.body()).doesNotContain("<b>Beacon", "<i>198");
        }
    }

    private static String order(String action, String id, String reason) throws IOException, InterruptedException {
        Matcher token = Pattern.compile("name=\"token\" value=\"([0-9a-f]+)\"").matcher(send(to("/incidents/KNOWN")).body());
        assertThat(token.find()).isTrue();
        String form = "token=" + token.group(1) + "&action=" + action + "&id=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&reason=" + reason
                + "&back=/work";
        HttpResponse<String> answer = send(to("/orders").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return answer.statusCode() + " " + answer.body().replaceAll("(?s).*<h1>(.*?)</h1>\\s*<p[^>]*>(.*?)</p>.*", "$1: $2");
    }

    private static void parked(String key, String words) throws SQLException {
        try (Connection connection = WORLD.store().dataSource().getConnection(); PreparedStatement insert = connection.prepareStatement("""
                insert into task (task_name, task_instance, execution_time, picked, consecutive_failures, version, created_at, parked_at, last_error)
                values ('record', ?, current_timestamp, false, 3, 1, current_timestamp, current_timestamp, ?)""")) {
            insert.setString(1, key);
            insert.setString(2, words);
            insert.executeUpdate();
        }
    }

    @Test
    void whatFailedForOneReasonIsReleasedTogetherAndADropIsTakenBack() throws Exception {
        ParkedTasks tasks = new ParkedTasks(WORLD.store().transactions(), WORLD.clock());
        parked("A1", "timed out after 31 s");
        parked("A2", "timed out after 47 s");
        parked("B1", "refused");
        assertThat(order("drop", "record|B1", "no+use")).startsWith("200 Dropped");
        assertThat(order("undrop", "record|B1", "a+mistake")).startsWith("200 Taken back");
        assertThat(order("undrop", "record|B1", "twice")).startsWith("409 Not done");
        Matcher cause = Pattern.compile("name=\"id\" value=\"([0-9a-f-]{36})\"").matcher(send(to("/work")).body());
        assertThat(cause.find()).isTrue();
        assertThat(order("release-all", cause.group(1), "the+network+is+back")).isEqualTo("200 Released: 2 pieces of work are tried again now.");
        assertThat(order("release-all", cause.group(1), "again")).startsWith("409 Not done");
        assertThat(tasks.list()).extracting(ParkedTasks.Parked::key).containsExactly("B1");
        assertThat(order("drop", "record|B1", "no+use")).startsWith("200");
        assertThat(WORLD.store().audit().latest(20)).extracting(row -> row.action() + " " + row.reason())
                .contains("drop no use", "undrop a mistake", "release the network is back");
    }

    @Test
    void settingsAreReadAnewOnlyByAProductThatCan() throws Exception {
        assertThat(send(to("/")).body()).doesNotContain("Read settings anew");
        assertThat(order("reload", "settings", "a+new+key")).startsWith("409 Not done: The sandbox and a dry run do not begin anew");
    }

    @Test
    void anIncidentIsDoneAgainOrAskedAboutAgainFromItsPage() throws Exception {
        WORLD.outside().stubFor(get(urlPathEqualTo("/ivanti/api/odata/businessobject/incidents")).willReturn(okJson(RouteWorld.json(
                "{'value':[{'RecId':'FF49A5136B36486F897C62E9348C433B','IncidentNumber':48213,'Subject':'Beacon','Priority':'2'}]}"))));
        assertThat(order("ask", known, "the+key+works")).isEqualTo("200 Ordered: Nothing is unanswered that could be asked now.");
        assertThat(order("again", "FF49A5136B36486F897C62E9348C433B", "it+has+changed")).startsWith("200 Ordered: INC48213 handed to the running product");
        assertThat(WORLD.handedOver("collect")).hasSize(1);
        assertThat(order("again", "no number", "x")).startsWith("404 Not done");
        assertThat(order("explode", known, "x")).startsWith("400 Not done");
        assertThat(WORLD.store().audit().latest(20)).extracting(row -> row.action() + " " + row.subject())
                .contains("ask unanswered questions of incident 48213");
    }
}
