package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.attachment.Unread;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which attachments an incident has: by the relationship and by the parent link, page by page, as tenants differ. */
class CollectListRoutesTest {
    private static final String ATTACHMENTS = "/ivanti/api/odata/businessobject/attachments";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("20-collect", "11-ivanti", "12-ivanti-calls").with("ivanti.attachment.max-bytes", "1000");

    private Collecting incident;

    @BeforeEach
    void anIncident() {
        incident = new Collecting(WORLD);
        WORLD.outside().stubFor(get(urlPathEqualTo(Collecting.DOWNLOAD)).willReturn(aResponse().withStatus(404)));
    }

    @Test
    void whereTheRelationshipIsUnknownTheParentIsAskedFor() {
        String id = RouteWorld.newRecId();
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path() + "/IncidentContainsAttachment")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + incident.recId() + "'"))
                .willReturn(okJson("{\"value\":[" + Collecting.row(id, "hosts.txt", "20") + "]}")));
        incident.download(id, Collecting.file("hosts.txt", "203.0.113.9"));
        assertThat(Collecting.values(incident.collect())).contains("203.0.113.9");
    }

    /** So many rows, whose files are gone when they are asked for: all that is in question is whether they are listed. */
    private static String[] many(int rows) {
        return IntStream.range(0, rows).mapToObj(i -> Collecting.row("%032X".formatted(i), "dump-" + i + ".bin", "1001")).toArray(String[]::new);
    }

    /** One page of the attachments as they are listed by their parent. */
    private void page(int skip, String... rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).withQueryParam("$filter", equalTo("ParentLink_RecID eq '" + incident.recId() + "'"))
                .withQueryParam("$top", equalTo("100")).withQueryParam("$skip", skip == 0 ? absent() : equalTo("" + skip))
                .willReturn(okJson("{\"@odata.count\":1,\"value\":[" + String.join(",", rows) + "]}")));
    }

    @Test
    void aRelationshipThatGivesAPageIsFollowedByTheRest() {
        String[] rows = many(103);
        incident.attachments(Arrays.copyOf(rows, 25));
        page(0, Arrays.copyOf(rows, 100));
        page(100, Arrays.copyOfRange(rows, 100, 103));
        assertThat(incident.collect().unread()).hasSize(103).extracting(Unread::name).doesNotHaveDuplicates();
    }

    @Test
    void aListWithoutEndIsReadUpToAThousandRows() {
        incident.attachments(many(25));
        for (int page = 0; page <= 1000; page += 100) {
            page(page, IntStream.range(page, page + 100).mapToObj(i -> Collecting.row("%032X".formatted(i), "dump-" + i + ".bin", "1001"))
                    .toArray(String[]::new));
        }
        assertThat(incident.collect().unread()).contains(new Unread("attachments", "Ivanti lists more than 1000; the rest was not looked at"))
                .hasSizeLessThanOrEqualTo(501).last().isEqualTo(new Unread("attachments", "501 more files and parts were not or not wholly read"));
        WORLD.outside().verify(10, getRequestedFor(urlPathEqualTo(ATTACHMENTS)));
    }

    @Test
    void whatIvantiCountsAndTheRelationshipDoesNotGiveIsAskedFor() {
        String[] rows = many(3);
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path() + "/IncidentContainsAttachment"))
                .willReturn(okJson("{\"@odata.count\":3,\"value\":[" + rows[0] + "]}")));
        page(0, rows);
        assertThat(incident.collect().unread()).hasSize(3);
    }

    @Test
    void aServerThatDoesNotSkipIsNotAskedForEver() {
        String[] rows = many(100);
        incident.attachments(rows);
        page(0, rows);
        page(100, rows);
        assertThat(incident.collect().unread()).hasSize(100);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo(ATTACHMENTS)));
    }

    static Stream<Arguments> furtherPages() {
        return Stream.of(Arguments.of("refused", aResponse().withStatus(400)), Arguments.of("forbidden", aResponse().withStatus(403)),
                Arguments.of("unknown", aResponse().withStatus(404)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("furtherPages")
    void whereTheRestIsNotGivenTheNoteSaysHowManyAreMissing(String name, ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path() + "/IncidentContainsAttachment"))
                .willReturn(okJson("{\"@odata.count\":12,\"value\":[" + String.join(",", many(10)) + "]}")));
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).willReturn(answer));
        assertThat(incident.collect().unread()).hasSize(11).contains(new Unread("attachments", "Ivanti counts 12 and lists 10"));
    }

    @Test
    void whereNeitherWayIsKnownTheNoteSaysSo() {
        WORLD.outside().stubFor(get(urlPathEqualTo(incident.path() + "/IncidentContainsAttachment")).willReturn(aResponse().withStatus(404)));
        WORLD.outside().stubFor(get(urlPathEqualTo(ATTACHMENTS)).willReturn(aResponse().withStatus(404)));
        assertThat(incident.collect().unread()).extracting(Unread::name).containsExactly("attachments");
    }

    @Test
    void aRowWithoutAKeyIsNamed() {
        incident.attachments("{\"ATTACHNAME\":\"a.txt\"}");
        assertThat(incident.collect().unread()).singleElement().extracting(Unread::reason).asString().contains("has no sound RecId");
    }
}
