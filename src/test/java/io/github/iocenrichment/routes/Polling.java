package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.store.StoredIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ivanti's answers to a poll, pages of three rows. */
final class Polling {
    static final String INCIDENTS = "/ivanti/api/odata/businessobject/incidents";

    private final RouteWorld world;

    Polling(RouteWorld world) {
        this.world = world;
    }

    /** The routes of the poll, not yet started. */
    static RouteWorld routes() {
        return RouteWorld.of("10-poll", "11-ivanti", "12-ivanti-calls").with("ivanti.poll.page-size", "3").with("ivanti.max-answer-bytes", "65536")
                .with("ivanti.poll.start-from", "2026-11-23T07:00:00Z").with("ivanti.poll.extra-filter", "Category eq 'Phishing'").mocking("seda:*");
    }

    /** A row of a page. */
    record Row(String recId, String subject, Instant created) {
        static Row at(Instant created) {
            return new Row(RouteWorld.newRecId(), "Suspicious mail", created);
        }

        String json() {
            return RouteWorld.json("{'RecId':'" + recId + "','IncidentNumber':48213,'Subject':'" + subject + "','Priority':'3','CreatedDateTime':'"
                    + created + "'}");
        }
    }

    /** Before each test: what earlier ones admitted is done, and their incidents are outside the overlap. */
    void startAfresh() {
        world.clock().advance(Duration.ofHours(2));
        Stream.concat(world.store().incidents().waiting(1000).stream(), beingCollected().stream())
                .forEach(recId -> world.store().incidents().stage(recId, "collected", world.clock().instant()));
        world.outside().stubFor(any(anyUrl()).willReturn(okJson("{\"value\":[]}")));
    }

    Instant watermark() {
        return world.store().watermarks().at("incidents", () -> Instant.EPOCH);
    }

    Instant ago(int minutes) {
        return world.clock().instant().minus(Duration.ofMinutes(minutes));
    }

    void page(int skip, Row... rows) {
        String value = Arrays.stream(rows).map(Row::json).collect(Collectors.joining(","));
        world.outside().stubFor(get(urlPathEqualTo(INCIDENTS)).withQueryParam("$skip", equalTo(String.valueOf(skip)))
                .willReturn(okJson("{\"@odata.count\":99,\"value\":[" + value + "]}")));
    }

    List<String> beingCollected() {
        return world.store().incidents().atStage("collecting", 1000).stream().map(StoredIncident::recId).toList();
    }

    void poll() {
        assertThat(world.run("direct:from-poll-one-at-a-time", null).getException()).isNull();
    }
}
