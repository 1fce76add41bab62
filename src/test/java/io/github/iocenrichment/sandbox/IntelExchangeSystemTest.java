package io.github.iocenrichment.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntelExchangeSystemTest {
    private static final String INGEST = "/ingestion/ingestion-api/ingest_bundle/";
    private static final String LOOK_UP = "/ingestion/openapi/bulk-lookup/indicator/";

    private final MovableClock clock = new MovableClock("2026-11-23T09:00:00Z");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.standard().withClock(clock).withSampleIncidents(false));

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private String signed(String path, long ahead) {
        String expires = String.valueOf(clock.instant().getEpochSecond() + ahead);
        return sandbox.intelExchangeUrl() + path + (path.contains("?") ? "&" : "?") + "AccessID=" + sandbox.keys().intelxAccessId() + "&Expires=" + expires
                + "&Signature=" + Http.enc(OpenApiSignature.sign(sandbox.keys().intelxAccessId(), sandbox.keys().intelxSecret(), expires));
    }

    private Http.Answer get(String path) throws IOException {
        return Http.get(signed(path, 25));
    }

    private Http.Answer post(String path, JsonNode body) throws IOException {
        return Http.post(signed(path, 25), body.toString(), "Content-Type", "application/json");
    }

    private static ObjectNode indicator(String pattern, int confidence) {
        ObjectNode indicator = Json.object().put("type", "indicator").put("spec_version", "2.1").put("created", "2026-11-23T09:00:00.000Z")
                .put("id", "indicator--" + UUID.nameUUIDFromBytes(pattern.getBytes(StandardCharsets.UTF_8)))
                .put("modified", "2026-11-23T09:00:00.000Z").put("pattern", pattern).put("confidence", confidence);
        indicator.putArray("labels").add("ticket-48213");
        indicator.putArray("object_marking_refs").add("marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da");
        return indicator;
    }

    private static ObjectNode request(String source, String collection, ObjectNode... objects) {
        ObjectNode body = Json.object().put("source_name", source).put("collection_name", collection);
        ArrayNode list = body.putObject("bundle").put("type", "bundle").put("id", "bundle--2f2cf180-47dd-4dc7-a82b-d9f4349f66b7").putArray("objects");
        list.addAll(List.of(objects));
        return body;
    }

    private JsonNode lookUp(String... values) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("value");
        List.of(values).forEach(list::add);
        return post(LOOK_UP + "?enrichment_data=false&relation_data=false&page=1&page_size=100", body).json();
    }

    @Test
    void theSignatureOfTheContract() {
        assertThat(OpenApiSignature.sign("5b0c1d6e-7f3a-4a58-9b21-0d4c7e5f8a90", "kq7Zt0WcR2mVx9BdL5sYpH3uEaJ8nGfT", "1767225618"))
                .isEqualTo("f+LgU+jRpMLtZr2fgA0/cn3ENbQ=");
    }

    @Test
    void signaturesAreGoodWhileTheyLastAndNotTwiceEncoded() throws Exception {
        String url = signed("/ping/", 30);
        assertThat(Http.get(url).json().path("result").asText()).isEqualTo("pong");
        assertThat(Http.get(url).status()).as("a second time").isEqualTo(200);
        clock.advance(Duration.ofSeconds(31));
        assertThat(Http.get(url).status()).as("expired").isEqualTo(401);
        assertThat(Http.get(signed("/ping/", 31)).status()).as("too far ahead").isEqualTo(403);
        assertThat(Http.get(signed("/ping/", 20).replace("%3D", "%253D")).status()).as("encoded twice").isEqualTo(401);
        assertThat(Http.get(sandbox.intelExchangeUrl() + "/ping/").status()).isEqualTo(401);
        assertThat(Http.get(signed("/publishing/heartbeat/", 5)).json().path("status").asText()).isEqualTo("success");
    }

    @Test
    void pathsWithoutTheFinalSlashAre404() throws Exception {
        assertThat(Http.get(signed("/ping", 20)).status()).isEqualTo(404);
        assertThat(Http.get(signed("/pong/", 20)).status()).isEqualTo(404);
    }

    @Test
    void sentIsNotStoredUntilLater() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT20S");
        Http.Answer sent = post(INGEST, request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION,
                indicator("[ipv4-addr:value = '93.115.28.40']", 96)));
        assertThat(sent.json()).isEqualTo(Json.object().put("success", true).put("message", "Successfully sent bundle to ingestion."));
        assertThat(lookUp("93.115.28.40").path("results")).isEmpty();
        clock.advance(Duration.ofSeconds(20));
        JsonNode row = lookUp("93.115.28.40", "1.2.3.4").at("/results/0");
        assertThat(row.path("ioc_type").asText()).isEqualTo("ipv4-addr");
        assertThat(row.at("/sources/0/name").asText()).isEqualTo(IntelExchangeSystem.SOURCE);
        assertThat(row.path("tlp").asText()).isEqualTo("GREEN");
        assertThat(row.path("confidence_score").asText()).as("text for a number, and not what was sent").isEqualTo("86");
        assertThat(row.path("confidence_score").isTextual()).isTrue();
        assertThat(row.path("is_whitelisted").asText()).isEqualTo("false");
    }

    @Test
    void valuesInEveryKindOfPattern() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT0S");
        post(INGEST, request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION,
                indicator("[url:value = 'https://mossy-anvil.net/a?next=\\'home\\'&p=\\\\']", 50),
                indicator("[file:hashes.'SHA-256' = 'aa' OR file:hashes.'SHA-1' = 'bb' OR file:hashes.MD5 = 'cc']", 50)));
        List<String> types = new ArrayList<>();
        lookUp("https://mossy-anvil.net/a?next='home'&p=\\", "aa", "bb", "cc").path("results").forEach(row -> types.add(row.path("ioc_type").asText()));
        assertThat(types).containsExactly("url", "SHA-256", "SHA-1", "MD5");
    }

    @Test
    void anUnknownAddressLandsInImportWithoutAWord() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT0S");
        Http.Answer sent = post(INGEST, request("Nobody", "Nothing", indicator("[domain-name:value = 'mossy-anvil.net']", 60)));
        assertThat(sent.json().path("success").asBoolean()).isTrue();
        assertThat(sandbox.ingestPosts()).singleElement().satisfies(post -> assertThat(post.source() + "/" + post.collection()).isEqualTo("Import/STIX2"));
        post(INGEST, request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION, indicator("[domain-name:value = 'mossy-anvil.net']", 60)));
        assertThat(lookUp("mossy-anvil.net").at("/results/0/sources")).as("merged by value").hasSize(2);
    }

    @Test
    void theAddressByIdAsTheListsGiveIt() throws Exception {
        JsonNode source = get("/conversion/feed-sources/custom_stix_sources/?q=" + Http.enc("ioc enr")).json().at("/results/0");
        assertThat(source.path("name").asText()).isEqualTo(IntelExchangeSystem.SOURCE);
        JsonNode collection = get("/conversion/feed-sources/collection/?source=" + source.path("id").asText()).json().at("/results/0");
        ObjectNode body = request("", "", indicator("[domain-name:value = 'a-anvil.net']", 60));
        body.put("source_id", source.path("id").asText()).put("source_type", "CUSTOM_STIX_SOURCES").put("collection_id", collection.path("id").asText());
        post(INGEST, body);
        assertThat(sandbox.ingestPosts().get(0).collection()).isEqualTo(IntelExchangeSystem.COLLECTION);
    }

    @Test
    void postsAreNeverDeDuplicatedAndMalformedOnesRefused() throws Exception {
        ObjectNode body = request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION, indicator("[domain-name:value = 'a-anvil.net']", 60));
        post(INGEST, body);
        post(INGEST, body);
        assertThat(sandbox.ingestPosts()).hasSize(2);
        assertThat(sandbox.publishedObjects()).hasSize(2);
        assertThat(post(INGEST, Json.object().put("source_name", "x")).status()).isEqualTo(400);
        sandbox.turn(Switch.INTELX_ACCEPT, "false");
        assertThat(post(INGEST, body).json().path("success").asBoolean(true)).isFalse();
        assertThat(sandbox.ingestPosts()).hasSize(2);
    }

    @Test
    void lookUpsComeInPages() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT0S");
        String[] values = IntStream.range(0, 12).mapToObj(i -> "d" + i + "-anvil.net").toArray(String[]::new);
        ObjectNode[] indicators = Arrays.stream(values).map(v -> indicator("[domain-name:value = '" + v + "']", 60)).toArray(ObjectNode[]::new);
        post(INGEST, request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION, indicators));
        ObjectNode body = Json.object();
        List.of(values).forEach(body.withArray("value")::add);
        JsonNode first = post(LOOK_UP, body).json();
        assertThat(first.path("results")).hasSize(10);
        assertThat(first.path("total").asText()).isEqualTo("12");
        assertThat(first.path("next").asText()).startsWith("/ctixapi" + LOOK_UP).contains("page=2");
        assertThat(first.path("results").findValues("tags").get(0).isArray()).isTrue();
        JsonNode second = post(LOOK_UP + "?page=2", body).json();
        assertThat(second.path("results")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
        JsonNode byQuery = post("/ingestion/threat-data/list/?page=1&page_size=10",
                Json.object().put("query", "type = \"indicator\" AND value IN ('d1-anvil.net','nothing')")).json();
        assertThat(byQuery.path("results")).hasSize(1);
    }

    @Test
    void droppedPartsAllowedValuesAndQuotasBySwitch() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT0S");
        sandbox.turn(Switch.INTELX_DROP, "broken-references");
        post(INGEST, request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION, indicator("[domain-name:value = 'a-anvil.net']", 60)));
        assertThat(sandbox.lookUp("a-anvil.net")).as("its marking is not in the bundle").isNull();
        sandbox.turn(Switch.INTELX_DROP, "");
        post(INGEST, request(IntelExchangeSystem.SOURCE, IntelExchangeSystem.COLLECTION, indicator("[domain-name:value = 'a-anvil.net']", 60)));
        sandbox.knowledge().allow("a-anvil.net");
        assertThat(sandbox.lookUp("a-anvil.net").path("is_whitelisted").asBoolean()).isTrue();
        sandbox.turn(Switch.INTELX_QUOTA_PER_MINUTE, "1");
        Http.Answer refused = get("/ping/");
        assertThat(refused.status() + " " + refused.header("Retry-After")).isEqualTo("429 61");
        sandbox.turn(Switch.INTELX_RETRY_AFTER, "false");
        assertThat(get("/ping/").header("Retry-After")).isNull();
    }

    @Test
    void whatTheKeyMayAskOfAdministrationIsBySwitch() throws Exception {
        String report = "/publishing/subscriber/inboxing-report/?status=active";
        assertThat(get("/rest-auth/rate-limit/openapi/").json().path("openapi_cred_api_limit_per_minute").asText()).isEqualTo("0");
        assertThat(get(report).status()).isEqualTo(403);
        sandbox.turn(Switch.INTELX_ROLE, "nothing");
        assertThat(get("/rest-auth/rate-limit/openapi/").status()).isEqualTo(403);
        sandbox.turn(Switch.INTELX_ROLE, "inbox");
        assertThat(get(report).json().at("/results/0/collection/id").asText()).isEqualTo(TaxiiSystem.COLLECTION_ID);
        assertThat(get("/publishing/subscriber/inboxing-report/").status()).isEqualTo(400);
        sandbox.turn(Switch.INTELX_ROLE, "other-inbox");
        assertThat(get(report).json().at("/results/0/collection/id").asText()).isNotEqualTo(TaxiiSystem.COLLECTION_ID);
    }

    @Test
    void anyTypeOfObjectMayBeAskedFor() throws Exception {
        ObjectNode body = Json.object();
        body.putArray("value").add("agenttesla");
        assertThat(post("/ingestion/openapi/bulk-lookup/malware/?page=1&page_size=100", body).json().path("results").isArray()).isTrue();
    }

    @Test
    void createIntelGoesThroughItsStates() throws Exception {
        sandbox.turn(Switch.INTELX_STORE_DELAY, "PT0S");
        ObjectNode body = Json.object().put("title", "Ticket 48213").put("source", "New source").put("collection", "New collection");
        body.putObject("all_sdos").putObject("all_iocs").putArray("ipv4").addObject().put("value", "93.115.28.40");
        Http.Answer created = post("/conversion/quick-intel/open-api/", body);
        assertThat(created.status()).isEqualTo(201);
        String report = "/conversion/quick-intel/receive-report/?task_id=" + created.json().path("task_id").asText();
        List<String> states = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            states.add(get(report).json().path("report_status").asText());
        }
        assertThat(states).containsExactly("PENDING", "PROCESSING", "CREATED");
        assertThat(sandbox.lookUp("93.115.28.40").at("/sources/0/name").asText()).isEqualTo("New source");
        sandbox.turn(Switch.INTELX_REPORT, "FAILED");
        assertThat(get(report).json().path("report_status").asText()).isEqualTo("FAILED");
        assertThat(post("/conversion/quick-intel/open-api/", body.put("title", "x".repeat(101))).status()).isEqualTo(400);
    }

    @Test
    void twoContentsOfOneVersionAreAViolation() throws Exception {
        ObjectNode one = indicator("[domain-name:value = 'a-anvil.net']", 60);
        post(INGEST, request("x", "y", one));
        post(INGEST, request("x", "y", one.deepCopy()));
        assertThat(sandbox.violations()).isEmpty();
        post(INGEST, request("x", "y", one.deepCopy().put("confidence", 61)));
        post(INGEST, request("x", "y", one.deepCopy().put("created", "2026-11-23T08:00:00.000Z").put("modified", "2026-11-23T09:00:00.001Z")));
        post(INGEST, request("x", "y", one.deepCopy().put("revoked", true).put("modified", "2026-11-23T09:00:00.002Z")));
        post(INGEST, request("x", "y", one.deepCopy().put("modified", "2026-11-23T09:00:00.003Z")));
        assertThat(sandbox.violations()).extracting(Violation::what).satisfiesExactly(what -> assertThat(what).startsWith("two contents"),
                what -> assertThat(what).startsWith("created of"), what -> assertThat(what).endsWith("was revoked before"));
    }
}
