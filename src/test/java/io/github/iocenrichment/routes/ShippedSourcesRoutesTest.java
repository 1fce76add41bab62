package io.github.iocenrichment.routes;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static io.github.iocenrichment.indicator.IndicatorType.DOMAIN;
import static io.github.iocenrichment.indicator.IndicatorType.IPV4;
import static io.github.iocenrichment.indicator.IndicatorType.IPV6;
import static io.github.iocenrichment.indicator.IndicatorType.MD5;
import static io.github.iocenrichment.indicator.IndicatorType.SHA256;
import static io.github.iocenrichment.indicator.IndicatorType.URL;
import static io.github.iocenrichment.source.AnswerState.FAILED;
import static io.github.iocenrichment.source.AnswerState.FOUND;
import static io.github.iocenrichment.source.AnswerState.NOT_FOUND;
import static io.github.iocenrichment.source.AnswerState.QUOTA;
import static io.github.iocenrichment.source.AnswerState.REJECTED;
import static io.github.iocenrichment.source.AnswerState.UNAUTHORISED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sources that ship and are off until they have a key: what each is asked, and what each kind of answer becomes. */
class ShippedSourcesRoutesTest {
    private static final List<String> SOURCES = List.of("urlhaus", "malwarebazaar", "threatfox", "greynoise", "shodan-internetdb", "otx", "urlscan-io");
    private static final String FILE = "0c415dd718e3b3728707d579cf8214f54c2942e964975a5f925e0b82fea644b4";
    private static final String NO_KEY = "";

    @RegisterExtension
    static final RouteWorld WORLD = world();

    private static RouteWorld world() {
        RouteWorld world = RouteWorld.of(SOURCES.stream().map(source -> "38-" + source).toArray(String[]::new)).with("shodan-internetdb.enabled", "true");
        SOURCES.stream().filter(source -> !source.equals("shodan-internetdb")).forEach(source -> world.with(source + ".api-key", "key-of-" + source));
        return world.withAddressesBelowTheirNames(SOURCES);
    }

    private record Asked(String source, IndicatorType type, String value) {
        @Override
        public String toString() {
            return source + " on a " + type.label();
        }
    }

    private static Asked asked(String source, IndicatorType type, String value) {
        return new Asked(source, type, value);
    }

    private static Answer ask(Asked asked, ResponseDefinitionBuilder reply) {
        WORLD.outside().stubFor(any(anyUrl()).willReturn(reply));
        LookUps lookUps = new LookUps(WORLD, asked.source());
        lookUps.anotherDay();
        return lookUps.ask(Indicator.of(asked.type(), asked.value()));
    }

    private static ResponseDefinitionBuilder json(String... lines) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(RouteWorld.json(lines));
    }

    /** What travelled: method, path with query, the header of the key, and the body. */
    private static String sent(String keyHeader) {
        LoggedRequest request = WORLD.outside().getAllServeEvents().get(0).getRequest();
        return request.getMethod() + " " + request.getUrl() + " " + (keyHeader.isEmpty() ? "" : keyHeader + "=" + request.getHeader(keyHeader)) + " "
                + request.getBodyAsString();
    }

    static Stream<Arguments> found() {
        return Stream.of(
                Arguments.of(asked("urlhaus", URL, "http://mossy-anvil.net/a?b=1"), "Auth-Key",
                "POST /urlhaus/url/ Auth-Key=key-of-urlhaus url=http%3A%2F%2Fmossy-anvil.net%2Fa%3Fb%3D1",
                        json("{'query_status':'ok','url_status':'online','threat':'malware_download','date_added':'2026-11-20 01:33:07"
                        + " UTC','tags':['elf','mozi'],"
                                + "'urlhaus_reference':'https://urlhaus.abuse.ch/url/105821/'}"),
                        "malicious", "listed for malware_download, online; tags elf, mozi", "https://urlhaus.abuse.ch/url/105821/", "2026-11-20T01:33:07Z"),
                Arguments.of(asked("urlhaus", IPV4, "198.51.100.7"), "Auth-Key", "POST /urlhaus/host/ Auth-Key=key-of-urlhaus host=198.51.100.7",
                        json("{'query_status':'ok','url_count':'12','urlhaus_reference':'https://urlhaus.abuse.ch/host/198.51.100.7/',"
                                + "'urls':[{'date_added':'2026-11-19 10:00:00 UTC'}]}"),
                        "suspicious", "12 malware URLs", "https://urlhaus.abuse.ch/host/198.51.100.7/", "2026-11-19T10:00:00Z"),
                Arguments.of(asked("urlhaus", MD5, "99ad3000abb169e60844a0689dbe9f8c"), "Auth-Key",
                        "POST /urlhaus/payload/ Auth-Key=key-of-urlhaus md5_hash=99ad3000abb169e60844a0689dbe9f8c",
                        json("{'query_status':'ok','signature':'Mozi','url_count':'3'}"), "malicious", "3 malware URLs; family Mozi", null, null),
                Arguments.of(asked("malwarebazaar", SHA256, FILE), "Auth-Key", "POST /malwarebazaar/ Auth-Key=key-of-malwarebazaar query=get_info&hash=" + FILE,
                        json("{'query_status':'ok','data':[{'sha256_hash':'" + FILE + "','file_type':'exe','signature':'RedLineStealer','tags':['exe'],"
                                + "'first_seen':'2026-11-18 08:55:33'}]}"),
                        "malicious", "sample of malware (exe); family RedLineStealer; tags exe", "https://bazaar.abuse.ch/sample/" + FILE + "/",
                        "2026-11-18T08:55:33Z"),
                Arguments.of(asked("threatfox", IPV4, "198.51.100.9"), "Auth-Key",
                        "POST /threatfox/ Auth-Key=key-of-threatfox {\"query\": \"search_ioc\", \"search_term\": \"198.51.100.9\"}",
                        json("{'query_status':'ok','data':[{'id':'41','ioc':'198.51.100.90:443','threat_type':'payload','confidence_level':10},{'id':'42',"
                                + "'ioc':'198.51.100.9:443','threat_type':'botnet_cc','malware_printable':'Cobalt Strike','confidence_level':75,"
                                + "'first_seen':'2026-11-17 13:36:27 UTC','tags':null}]}"),
                        "malicious", "botnet_cc, confidence 75; family Cobalt Strike", "https://threatfox.abuse.ch/ioc/42/", "2026-11-17T13:36:27Z"),
                Arguments.of(asked("greynoise", IPV4, "198.51.100.10"), "key", "GET /greynoise/198.51.100.10 key=key-of-greynoise ",
                        json("{'ip':'198.51.100.10','noise':true,'riot':false,'classification':'malicious','name':'unknown',"
                                + "'link':'https://viz.greynoise.io/ip/198.51.100.10','last_seen':'2026-11-21','message':'Success'}"),
                        "malicious", "malicious, scans the internet (unknown)", "https://viz.greynoise.io/ip/198.51.100.10", "2026-11-21T00:00:00Z"),
                Arguments.of(asked("greynoise", IPV4, "198.51.100.11"), "key", "GET /greynoise/198.51.100.11 key=key-of-greynoise ",
                        json("{'ip':'198.51.100.11','noise':false,'riot':true,'classification':'benign','name':'Cloudflare'}"),
                        "benign", "benign, known service (Cloudflare)", null, null),
                Arguments.of(asked("shodan-internetdb", IPV6, "2001:db8::5"), NO_KEY, "GET /shodan-internetdb/2001%3Adb8%3A%3A5  ",
                        json("{'ip':'2001:db8::5','ports':[22,443],'hostnames':['a.example'],'tags':['cloud'],'cpes':[],'vulns':[]}"),
                        null, "open ports [22, 443], names [a.example]; tags cloud", "https://www.shodan.io/host/2001%3Adb8%3A%3A5", null),
                Arguments.of(asked("otx", IPV4, "198.51.100.12"), "X-OTX-API-KEY", "GET /otx/IPv4/198.51.100.12/general X-OTX-API-KEY=key-of-otx ",
                        json("{'validation':[],'pulse_info':{'count':2,'pulses':[{'name':'Botnet','tags':['c2'],'modified':'2026-11-16T07:00:00.123000',"
                                + "'malware_families':[{'id':'Mirai','display_name':'Mirai'}]}]}}"),
                        "suspicious", "in 2 pulses, such as Botnet; family Mirai; tags c2", null, "2026-11-16T07:00:00.123Z"),
                Arguments.of(asked("otx", IPV6, "2001:db8::6"), "X-OTX-API-KEY", "GET /otx/IPv6/2001%3Adb8%3A%3A6/general X-OTX-API-KEY=key-of-otx ",
                        json("{'validation':[{'source':'majestic'}],'pulse_info':{'count':50,'pulses':[{'name':'Noise'}]}}"),
                        null, "in 50 pulses, such as Noise", null, null),
                Arguments.of(asked("otx", SHA256, FILE), "X-OTX-API-KEY", "GET /otx/file/" + FILE + "/general X-OTX-API-KEY=key-of-otx ",
                        json("{'pulse_info':{'count':1,'pulses':[{'name':'Stealer'}]}}"), "suspicious", "in 1 pulses, such as Stealer", null, null),
                Arguments.of(asked("otx", URL, "http://mossy-anvil.net/b"), "X-OTX-API-KEY",
                        "GET /otx/url/http%3A%2F%2Fmossy-anvil.net%2Fb/general X-OTX-API-KEY=key-of-otx ",
                        json("{'pulse_info':{'count':1,'pulses':[{'name':'Drop'}]}}"), "suspicious", "in 1 pulses, such as Drop", null, null),
                Arguments.of(asked("urlscan-io", URL, "http://mossy-anvil.net/c"), "API-Key",
                        "GET /urlscan-io/search/?q=page.url.keyword:%22http%3A%2F%2Fmossy-anvil.net%2Fc%22&size=1 API-Key=key-of-urlscan-io ",
                        json("{'total':7,'has_more':true,'results':[{'_id':'68e26c59-2eae-437b-aeb1-cf750fafe7d7','verdicts':{'malicious':true},"
                                + "'task':{'time':'2026-11-15T06:00:00.000Z','tags':['phishing']}}]}"),
                        "malicious", "7 scans; tags phishing", "https://urlscan.io/result/68e26c59-2eae-437b-aeb1-cf750fafe7d7/", "2026-11-15T06:00:00Z"),
                Arguments.of(asked("urlscan-io", DOMAIN, "mossy-anvil.net"), "API-Key",
                        "GET /urlscan-io/search/?q=page.domain:%22mossy-anvil.net%22&size=1 API-Key=key-of-urlscan-io ",
                        json("{'total':1,'results':[{'_id':'a1','task':{'time':'2026-11-15T06:00:00.000Z'}}]}"), null, "1 scans",
                        "https://urlscan.io/result/a1/", "2026-11-15T06:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void whatIsKnownIsFound(Asked asked, String keyHeader, String sent, ResponseDefinitionBuilder reply, String verdict, String summary, String link,
                            String observedAt) {
        Answer answer = ask(asked, reply);
        assertThat(answer.state()).as(answer.reason()).isEqualTo(FOUND);
        assertThat(answer.facts().get("verdict")).isEqualTo(verdict);
        assertThat(answer.summary()).isEqualTo(summary);
        assertThat(answer.link()).isEqualTo(link);
        assertThat(answer.observedAt() == null ? null : answer.observedAt().toString()).isEqualTo(observedAt);
        assertThat(sent(keyHeader)).isEqualTo(sent);
        Map<String, String> headers = Map.of("Authorization", "", "x-apikey", "", "TaskKey", "");
        assertThat(WORLD.outside().getAllServeEvents().get(0).getRequest().getHeaders().keys()).doesNotContainAnyElementsOf(headers.keySet());
    }

    private static Stream<Asked> one(String source) {
        return Stream.of(asked(source, switch (source) {
            case "malwarebazaar" -> SHA256;
            case "urlscan-io" -> IPV4;
            case "urlhaus", "threatfox", "otx" -> DOMAIN;
            default -> IPV4;
        }, source.equals("malwarebazaar") ? FILE.replace("0c", "ff") : List.of("urlhaus", "threatfox", "otx").contains(source) ? "quiet-anvil.net"
                : "198.51.100.20"));
    }

    static Stream<Arguments> others() {
        Map<String, ResponseDefinitionBuilder> notFound = Map.of("urlhaus", json("{'query_status':'no_results'}"), "malwarebazaar",
                json("{'query_status':'hash_not_found'}"), "threatfox", json("{'query_status':'no_result','data':'Your search did not yield any results'}"),
                "greynoise", json("{'ip':'198.51.100.20','noise':false,'riot':false,'message':'IP not observed'}").withStatus(404),
                "shodan-internetdb", json("{'detail':'No information available'}").withStatus(404), "otx", json("{'pulse_info':{'count':0,'pulses':[]}}"),
                "urlscan-io", json("{'results':[],'total':0,'has_more':false}"));
        return SOURCES.stream().flatMap(ShippedSourcesRoutesTest::one).flatMap(asked -> Stream.of(
                Arguments.of(asked, "no record", notFound.get(asked.source()), NOT_FOUND),
                Arguments.of(asked, "another form", json("{'hello':'world'}"), FAILED),
                Arguments.of(asked, "a list", json("[]"), FAILED),
                Arguments.of(asked, "a web page", aResponse().withBody("<html>edge</html>"), FAILED),
                Arguments.of(asked, "an outage", aResponse().withStatus(503), FAILED),
                Arguments.of(asked, "a used-up quota", json("{}").withStatus(429).withHeader("Retry-After", "60"), QUOTA),
                Arguments.of(asked, "a refused key", json("{'error':'unauthorized'}").withStatus(401), UNAUTHORISED)));
    }

    static Stream<Arguments> inWords() {
        return Stream.of(Arguments.of(asked("urlhaus", DOMAIN, "quiet-anvil.net"), "unknown_auth_key", UNAUTHORISED),
                Arguments.of(asked("urlhaus", DOMAIN, "quiet-anvil.net"), "invalid_host", REJECTED),
                Arguments.of(asked("malwarebazaar", SHA256, FILE), "illegal_hash", REJECTED),
                Arguments.of(asked("threatfox", DOMAIN, "quiet-anvil.net"), "illegal_search_term", REJECTED));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("others")
    void everyOtherAnswerIsWhatItIs(Asked asked, String kind, ResponseDefinitionBuilder reply, AnswerState state) {
        Answer answer = ask(asked, reply);
        assertThat(answer.state()).as(answer.reason()).isEqualTo(state);
        assertThat(String.valueOf(answer.reason())).doesNotContain("key-of-");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("inWords")
    void aRefusalInWordsIsOne(Asked asked, String status, AnswerState state) {
        assertThat(ask(asked, json("{'query_status':'" + status + "'}")).state()).isEqualTo(state);
    }

    static Stream<Asked> aboutOthers() {
        return Stream.of(asked("threatfox", IPV4, "198.51.100.30"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("aboutOthers")
    void whatIsAboutAnotherValueIsNoAnswer(Asked asked) {
        assertThat(ask(asked, json("{'query_status':'ok','data':[{'id':'1','ioc':'198.51.100.3:80','confidence_level':100},",
                "{'id':'2','ioc':'198.51.100.30.evil.example','confidence_level':100}]}")).state()).isEqualTo(NOT_FOUND);
    }
}
