package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.github.iocenrichment.indicator.IndicatorType.DOMAIN;
import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static io.github.iocenrichment.source.AnswerState.FOUND;
import static io.github.iocenrichment.source.AnswerState.NOT_FOUND;
import static io.github.iocenrichment.source.AnswerState.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.store.QuotaWindow;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** URLs that VirusTotal does not know, with {@code virustotal.submit-unknown-urls}: submitted once, polled by coming back, then read. */
class VirusTotalSubmissionRoutesTest {
    private static final String ANALYSIS = "u-4e5253e6ea7755342ad2d8886d9e89fe6b6f6963f9659dd9790c188546e73137-1795425151";
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("33-virustotal").with("virustotal.submit-unknown-urls", "true");

    private final LookUps virusTotal = new LookUps(WORLD, "virustotal");

    @BeforeEach
    void unknown() {
        virusTotal.anotherDay();
        report(okJson("{\"error\":{\"code\":\"NotFoundError\",\"message\":\"not found\"}}").withStatus(404));
        WORLD.outside().stubFor(post(urlPathEqualTo("/virustotal/urls")).willReturn(okJson(
                "{\"data\":{\"type\":\"analysis\",\"id\":\"" + ANALYSIS + "\"}}")));
        analysis("queued");
    }

    private static void report(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathMatching("/virustotal/(urls|domains)/.*")).willReturn(answer));
    }

    private static void analysis(String status) {
        WORLD.outside().stubFor(get(urlPathEqualTo("/virustotal/analyses/" + ANALYSIS)).willReturn(okJson(RouteWorld.json("{'data':{'type':'analysis','id':'"
                + ANALYSIS + "','attributes':{'date':1795425151,'status':'" + status + "','stats':{},'results':{}}}}"))));
    }

    @Test
    void anUnknownUrlIsSubmittedPolledAndRead() {
        String url = "http://new.example.net/a";
        Answer first = virusTotal.ask(URL, url);
        assertThat(first.state()).isEqualTo(PENDING);
        assertThat(first.askAgainAt()).isEqualTo(WORLD.clock().instant().plusSeconds(15));
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo("/virustotal/urls")).withHeader("x-apikey", equalTo("key-of-virustotal"))
                .withHeader("Content-Type", containing("application/x-www-form-urlencoded")).withHeader("TaskKey", absent()).withHeader("api-key", absent())
                .withRequestBody(equalTo("url=http%3A%2F%2Fnew.example.net%2Fa")));

        WORLD.clock().advance(Duration.ofMinutes(11));
        assertThat(virusTotal.ask(URL, url).state()).isEqualTo(PENDING);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/virustotal/analyses/" + ANALYSIS)).withHeader("x-apikey", equalTo("key-of-virustotal"))
                .withHeader("TaskKey", absent()));

        WORLD.clock().advance(Duration.ofMinutes(11));
        analysis("completed");
        report(okJson(RouteWorld.json("{'data':{'id':'" + "0".repeat(64) + "','type':'url','attributes':{'last_analysis_date':1795162500,",
                "'last_analysis_stats':{'malicious':4,'suspicious':1,'undetected':24,'harmless':30,'timeout':0}}}}")));
        assertThat(virusTotal.ask(URL, url).state()).isEqualTo(FOUND);
        WORLD.outside().verify(1, postRequestedFor(urlPathEqualTo("/virustotal/urls")));

        // report and submission, a poll, a poll and the report: each was paid for
        WORLD.outside().verify(5, anyRequestedFor(anyUrl()));
        assertThat(WORLD.store().quotas().state("virustotal", WORLD.clock().instant()).windows()).filteredOn(window -> window.window() == QuotaWindow.DAY)
                .singleElement().satisfies(day -> assertThat(day.limit() - day.remaining()).isEqualTo(5));
    }

    @Test
    void nothingOfAnIncidentThatIsMarkedRedIsSubmitted() {
        assertThat(virusTotal.askMarked("TLP:RED", Indicator.of(URL, "http://eyes-only.example.net/a")).state()).isEqualTo(NOT_FOUND);
        WORLD.outside().verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void aSubmissionThatIsRefusedLeavesTheUrlUnknown() {
        WORLD.outside().stubFor(post(urlPathEqualTo("/virustotal/urls")).willReturn(aResponse().withStatus(403)
                .withBody("{\"error\":{\"code\":\"ForbiddenError\"}}")));
        assertThat(virusTotal.ask(URL, "http://refused.example.net/a").state()).isEqualTo(NOT_FOUND);
    }

    @Test
    void onlyUrlsAreSubmitted() {
        assertThat(virusTotal.ask(DOMAIN, "new.example.net").state()).isEqualTo(NOT_FOUND);
        WORLD.outside().verify(0, postRequestedFor(urlPathEqualTo("/virustotal/urls")));
    }
}
