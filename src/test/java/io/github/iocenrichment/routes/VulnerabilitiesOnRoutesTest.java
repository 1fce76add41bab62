package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.moreThanOrExactly;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.github.iocenrichment.Breakers;
import io.github.iocenrichment.enrich.Enrich;
import io.github.iocenrichment.enrich.EnrichmentWork;
import io.github.iocenrichment.enrich.KnownExploited;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.stage.IncidentLog;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.ParameterizedTest;

/** NVD, EPSS and the KEV catalogue on a CVE, with {@code vulnerability.enabled}. */
class VulnerabilitiesOnRoutesTest {
    @RegisterExtension
    static final RouteWorld WORLD = RouteWorld.of("34-vulnerabilities", "36-epss", "37-kev", "38-exploited-lists", "39-cve-org")
            .with("vulnerability.enabled", "true").with("nvd.api-key", "key-of-nvd");

    private static int numbers = 40_000;
    private String cve;

    @BeforeEach
    void anotherDay() {
        WORLD.clock().advance(Duration.ofDays(2));
        for (String source : new String[]{"nvd", "cve-org", "epss", "kev", "kev-enisa", "kev-vulncheck"}) {
            Breakers.of(WORLD.context(), source).transitionToCloseState();
        }
        cve = "CVE-2026-" + ++numbers;
        WORLD.outside().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    }

    private static void kev(ResponseDefinitionBuilder answer) {
        WORLD.outside().stubFor(get(urlPathEqualTo("/kev.json")).willReturn(answer));
    }

    private ResponseDefinitionBuilder catalogue() {
        return okJson(RouteWorld.json("{'catalogVersion':'2026.11.20','dateReleased':'2026-11-20T17:04:19.9796Z','count':1,'vulnerabilities':[{'cveID':'" + cve
                + "','vendorProject':'Example','product':'Gateway','vulnerabilityName':'Bypass','dateAdded':'2026-11-03','shortDescription':'x',",
                "'requiredAction':'y','dueDate':'2026-11-24'}]}")).withHeader("ETag", "\"v1\"").withHeader("Last-Modified", "Fri, 20 Nov 2026 17:04:19 GMT");
    }

    private void everybodyKnowsIt() {
        kev(catalogue());
        WORLD.outside().stubFor(get(urlPathEqualTo("/euvd.json")).willReturn(okJson(RouteWorld.json("[{'cveID':'" + cve
                + "','euvdID':'EUVD-2026-1','dateReported':'2026/05/08'}]"))
                .withHeader("ETag", "\"e1\"").withHeader("Last-Modified", "Fri, 20 Nov 2026 17:04:19 GMT")));
        WORLD.outside().stubFor(get(urlPathEqualTo("/vulncheck")).willReturn(okJson(RouteWorld.json("{'data':[{'cve':['" + cve
                + "'],'date_added':'2026-10-06T00:00:00Z'}]}"))));
        WORLD.outside().stubFor(get(urlPathEqualTo("/epss")).willReturn(okJson(RouteWorld.json("{'status':'OK','total':1,'data':[{'cve':'" + cve
                + "','epss':'0.843210000','percentile':'0.992310000','date':'2026-11-22'}]}"))));
        WORLD.outside().stubFor(get(urlPathEqualTo("/nvd")).willReturn(okJson(RouteWorld.json("{'resultsPerPage':1,'totalResults':1,"
                + "'vulnerabilities':[{'cve':{'id':'"
                + cve + "','vulnStatus':'Analyzed','published':'2026-10-29T13:15:07.297','lastModified':'2026-11-02T20:35:37.490',",
                "'descriptions':[{'lang':'en','value':'Example'}],'metrics':{'cvssMetricV31':[{'type':'Primary','cvssData':{'version':'3.1',",
                "'vectorString':'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H','baseScore':9.8,'baseSeverity':'CRITICAL'}}]}}}]}"))));
    }

    private Map<String, Answer> ask() {
        Indicator indicator = Indicator.of(IndicatorType.CVE, cve);
        EnrichmentWork enrichment = WORLD.bean("enrich", Enrich.class).begin(Incidents.collected(WORLD, indicator));
        WORLD.run("direct:from-refresh-kev", null);
        WORLD.run("direct:from-refresh-kev-enisa", null);
        List<?> answers = null;
        for (String route : new String[]{"direct:look-up-epss", "direct:look-up-vulnerability"}) {
            answers = WORLD.context().createFluentProducerTemplate().to(route).withProcessor(exchange -> {
                exchange.getMessage().setBody(indicator);
                exchange.getMessage().setHeader("TaskKey", "work");
                exchange.getMessage().setHeader("x-apikey", "somebody-elses");
                exchange.setVariable("enrichment", enrichment);
            }).send().getMessage().getBody(List.class);
        }
        return answers.stream().flatMap(one -> one instanceof List<?> several ? several.stream() : Stream.of(one)).map(Answer.class::cast)
                .collect(Collectors.toMap(Answer::source, Function.identity()));
    }

    @Test
    void eachSourceSaysItsPart() {
        everybodyKnowsIt();
        Map<String, Answer> answers = ask();
        assertThat(answers).containsOnlyKeys("nvd", "epss", "kev", "kev-enisa", "kev-vulncheck");
        assertThat(answers.values()).extracting(Answer::state).containsOnly(AnswerState.FOUND);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/vulncheck")).withQueryParam("cve", equalTo(cve))
                .withHeader("Authorization", equalTo("Bearer key-of-vulncheck"))
                .withHeader("apiKey", absent()).withHeader("x-apikey", absent()));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/nvd")).withQueryParam("cveId", equalTo(cve)).withHeader("apiKey", equalTo("key-of-nvd"))
                .withHeader("x-apikey", absent()).withHeader("TaskKey", absent()).withHeader("Authorization", absent()));
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/epss")).withQueryParam("cve", equalTo(cve)).withHeader("apiKey", absent())
                .withHeader("x-apikey", absent()).withHeader("TaskKey", absent()));
    }

    @Test
    void theCatalogueIsComparedAndNotFetchedAgain() {
        everybodyKnowsIt();
        WORLD.run("direct:from-refresh-kev", null);
        WORLD.run("direct:from-refresh-kev", null);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/kev.json")));
        WORLD.clock().advance(Duration.ofDays(1));
        kev(aResponse().withStatus(304));
        assertThat(ask().get("kev").state()).isEqualTo(AnswerState.FOUND);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/kev.json")).withHeader("If-None-Match", equalTo("\"v1\""))
                .withHeader("If-Modified-Since", equalTo("Fri, 20 Nov 2026 17:04:19 GMT")));
    }

    @Test
    void aCopyThatIsKeptIsComparedAtTheStart() {
        everybodyKnowsIt();
        WORLD.run("direct:from-refresh-kev", null);
        KnownExploited afterARestart = KnownExploited.ofCisa(null, true, new KnownExploited.Options(Duration.ofHours(12), Duration.ofHours(72)),
                WORLD.store().copies(), new IncidentLog(WORLD.store().incidents()), WORLD.clock());
        assertThat(afterARestart.isDue()).isTrue();
        Map<String, Object> headers = new HashMap<>();
        afterARestart.onlyIfChanged(headers);
        assertThat(headers).containsEntry("If-None-Match", "\"v1\"");
        afterARestart.take(new HttpReply(304, Map.of(), new byte[0]));
        assertThat(afterARestart.isDue()).isFalse();
    }

    @Test
    void sourcesThatFailAreReportedAsFailed() {
        WORLD.clock().advance(Duration.ofDays(60));
        Map<String, Answer> answers = ask();
        assertThat(answers).containsOnlyKeys("nvd", "cve-org", "epss", "kev", "kev-enisa", "kev-vulncheck");
        assertThat(answers.values()).extracting(Answer::state).containsOnly(AnswerState.FAILED);
    }

    /** Where the NVD has no score, does not know the CVE or could not be asked. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            {'vulnerabilities':[{'cve':{'id':'CVE','vulnStatus':'Deferred','metrics':{}}}]} ! found
            {'vulnerabilities':[]}                                                          ! not-found
            broken                                                                          ! failed
            """)
    void cveOrgStandsInForTheNvd(String nvd, String state) {
        everybodyKnowsIt();
        WORLD.outside().stubFor(get(urlPathEqualTo("/nvd")).willReturn(okJson(RouteWorld.json(nvd.replace("CVE", cve)))));
        WORLD.outside().stubFor(get(urlPathEqualTo("/cve-org/" + cve)).willReturn(okJson(RouteWorld.json("{'cveMetadata':{'cveId':'" + cve + "',"
                + "'state':'PUBLISHED'},",
                "'containers':{'cna':{'providerMetadata':{'shortName':'Example'},'metrics':[{'cvssV3_1':{'baseScore':9.8}}]}}}"))));
        Map<String, Answer> answers = ask();
        assertThat(answers.get("nvd").state().label()).isEqualTo(state);
        assertThat(answers.get("cve-org").summary()).isEqualTo("CVSS 3.1 9.8 (by Example, record at CVE.org, not analysed by NVD)");
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/cve-org/" + cve)).withHeader("apiKey", absent()).withHeader("TaskKey", absent()));
    }

    @Test
    void cveOrgIsNotAskedWhileTheNvdIsStillToBeAsked() {
        everybodyKnowsIt();
        WORLD.outside().stubFor(get(urlPathEqualTo("/nvd")).willReturn(aResponse().withStatus(403).withHeader("Retry-After", "30")));
        assertThat(ask().get("nvd").state()).isEqualTo(AnswerState.QUOTA);
        WORLD.outside().verify(0, getRequestedFor(urlPathEqualTo("/cve-org/" + cve)));
        // whoever has no time to wait for it
        WORLD.clock().advance(Duration.ofMinutes(1));
        cve = "CVE-2026-" + ++numbers;
        WORLD.outside().stubFor(get(urlPathEqualTo("/nvd")).willReturn(aResponse().withStatus(403).withHeader("Retry-After", "300")));
        assertThat(ask().get("nvd").state()).isEqualTo(AnswerState.QUOTA);
        WORLD.outside().verify(1, getRequestedFor(urlPathEqualTo("/cve-org/" + cve)));
    }

    @Test
    void enisasListIsComparedToo() {
        everybodyKnowsIt();
        ask();
        WORLD.clock().advance(Duration.ofDays(1));
        WORLD.outside().stubFor(get(urlPathEqualTo("/euvd.json")).willReturn(aResponse().withStatus(304)));
        assertThat(ask().get("kev-enisa").state()).isEqualTo(AnswerState.FOUND);
        WORLD.outside().verify(moreThanOrExactly(1), getRequestedFor(urlPathEqualTo("/euvd.json")).withHeader("If-None-Match", equalTo("\"e1\""))
                .withHeader("If-Modified-Since", equalTo("Fri, 20 Nov 2026 17:04:19 GMT")));
    }
}
