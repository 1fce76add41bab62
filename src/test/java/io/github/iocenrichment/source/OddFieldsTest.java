package io.github.iocenrichment.source;

import static io.github.iocenrichment.source.Replies.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.iocenrichment.http.HttpReply;
import io.github.iocenrichment.indicator.IndicatorType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each field of each vendor's full answer, replaced by everything that it should not be, or left out. */
class OddFieldsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHA256 = "dbd76649d937961fce52934165c41fe21d931c1befb623c3bee2533d887f75ec";
    private static final String MD5 = "fcf03f8078dc889fb6015a770ad38300";
    private static final List<String> ODDITIES = List.of("null", "\"\"", "\"x\"", "\"\\u202e\\u0000\"", "-1", "0", "1.5", "1e400", "99999999999999999999",
            "\"12\"", "\"1e999999999\"", "true", "[]", "[null]", "[[[]]]", "[\"x\", 1, {}]", "{}", "{\"x\": null}", "{\"x\": {\"y\": []}}");

    static Stream<Arguments> answers() {
        Function<HttpReply, Answer> abuse = r -> new AbuseIpDbReader().read(IndicatorType.IPV4, "203.0.113.77", r, NOW).answer();
        Function<HttpReply, Answer> file = r -> new VirusTotalReader().read(IndicatorType.SHA256, SHA256, r, NOW).answer();
        Function<HttpReply, Answer> url = r -> new VirusTotalReader().read(IndicatorType.URL, "http://login-update.example.net/", r, NOW).answer();
        Function<HttpReply, Answer> domain = r -> new VirusTotalReader().read(IndicatorType.DOMAIN, "bad.example.net", r, NOW).answer();
        Function<HttpReply, Answer> overview = r -> new HybridAnalysisReader().readOverview(SHA256, r, NOW).answer();
        Function<HttpReply, Answer> search = r -> {
            HybridAnalysisReader reader = new HybridAnalysisReader();
            HybridAnalysisReader.HashSearch found = reader.readSearch(IndicatorType.MD5, MD5, r, NOW);
            return found.reading() != null ? found.reading().answer() : Answer.without(AnswerState.FOUND, "x", IndicatorType.MD5, MD5, null, NOW);
        };
        Function<HttpReply, Answer> nvd = r -> new NvdReader().read("CVE-2026-41234", r, NOW).answer();
        Function<HttpReply, Answer> epss = r -> new EpssReader().read(List.of("CVE-2026-41234"), r, NOW).get(0).answer();
        Function<HttpReply, Answer> kev = r -> KevCatalog.empty().update(r, NOW).catalog().answer("CVE-2026-41234", Duration.ofDays(1), NOW);
        return Stream.of(Arguments.of("abuseipdb-check", abuse), Arguments.of("virustotal-file", file), Arguments.of("virustotal-url", url),
                Arguments.of("virustotal-domain", domain), Arguments.of("hybrid-analysis-overview", overview),
                Arguments.of("hybrid-analysis-search", search), Arguments.of("hybrid-analysis-search-old", search), Arguments.of("nvd-cve", nvd),
                Arguments.of("epss", epss), Arguments.of("kev", kev));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void aFieldThatIsNotWhatItShouldBeBreaksNothing(String name, Function<HttpReply, Answer> reader) throws IOException {
        JsonNode whole;
        try (InputStream file = OddFieldsTest.class.getResourceAsStream("/source/" + name + ".json")) {
            whole = JSON.readTree(file);
        }
        assertThat(reader.apply(Replies.json(200, whole.toString())).state()).isEqualTo(AnswerState.FOUND);
        List<String> pointers = new ArrayList<>();
        collect(whole, "", pointers);
        assertThat(pointers).hasSizeGreaterThan(4);
        for (String pointer : pointers) {
            for (String oddity : ODDITIES) {
                check(pointer + " = " + oddity, reader, replaced(whole, pointer, JSON.readTree(oddity), oddity));
            }
        }
    }

    private static void check(String what, Function<HttpReply, Answer> reader, String body) throws IOException {
        Answer answer = reader.apply(Replies.json(200, body));
        assertThat(answer.state()).as(what).isNotNull();
        Map<?, ?> back = JSON.readValue(JSON.writeValueAsString(answer.facts()), Map.class);
        assertThat(JSON.writeValueAsString(back)).as(what).isEqualTo(JSON.writeValueAsString(answer.facts()));
        assertThat(JSON.writeValueAsString(answer.facts())).as(what).doesNotContain("null", "\\u0000", "\u202e");
        assertThat(answer.summary() == null || !answer.summary().contains("null")).as(what).isTrue();
    }

    private static void collect(JsonNode node, String at, List<String> pointers) {
        node.fieldNames().forEachRemaining(name -> {
            pointers.add(at + "/" + name.replace("~", "~0").replace("/", "~1"));
            collect(node.get(name), at + "/" + name.replace("~", "~0").replace("/", "~1"), pointers);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.add(at + "/" + i);
            collect(node.get(i), at + "/" + i, pointers);
        }
    }

    /** A huge exponent would be unfolded by the tree model, so it is put in as text and unquoted. */
    private static String replaced(JsonNode whole, String pointer, JsonNode value, String written) {
        JsonNode copy = whole.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1).replace("~1", "/").replace("~0", "~");
        boolean asText = written.equals("1e400");
        if (parent instanceof ObjectNode object) {
            if (asText) {
                object.put(name, "@huge@");
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), asText ? JSON.getNodeFactory().textNode("@huge@") : value);
        }
        return copy.toString().replace("\"@huge@\"", written);
    }
}
