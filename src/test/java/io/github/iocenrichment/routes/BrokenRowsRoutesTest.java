package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.LogLines;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rows of a poll that cannot be read: they come again with each poll until the overlap has passed them. */
class BrokenRowsRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = Polling.routes();
    private static final Polling POLLING = new Polling(WORLD);

    @BeforeEach
    void startAfresh() {
        POLLING.startAfresh();
    }

    private static void rows(String rows) {
        WORLD.outside().stubFor(get(urlPathEqualTo(Polling.INCIDENTS)).withQueryParam("$skip", equalTo("0")).willReturn(okJson("{\"value\":[" + rows + "]}")));
    }

    @Test
    void aRowThatCannotBeReadIsReportedOnce() {
        try (LogLines log = LogLines.of("incidents")) {
            rows("{\"RecId\":\"short\"}");
            POLLING.poll();
            POLLING.poll();
            assertThat(log.lines()).containsExactly("poll: row 1 of 1 has no sound RecId; it is left out");
            rows("{\"RecId\":\"short\"},{}");
            POLLING.poll();
            assertThat(log.lines()).hasSize(3).last().asString().contains("row 2 of 2");
        }
    }
}
