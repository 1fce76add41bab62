package io.github.iocenrichment.stix;

import static io.github.iocenrichment.stix.Samples.NOW;
import static io.github.iocenrichment.stix.Samples.finding;
import static io.github.iocenrichment.stix.Samples.incident;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.AnswerState;
import io.github.iocenrichment.source.Source;
import io.github.iocenrichment.source.SourceCatalog;
import io.github.iocenrichment.verdict.Rules;
import io.github.iocenrichment.verdict.Scorer;
import io.github.iocenrichment.verdict.Verdict;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What added sources say: families and tags reach the objects, context reaches neither verdict nor objects. */
class AddedSourceObjectsTest extends MappingCase {
    private static final String HOST = "login-portal.example.net";

    @BeforeEach
    void catalog() {
        SourceCatalog.use(new SourceCatalog(List.of(source("vendor", "Vendor X", false), source("ports", "Port Watch", true))));
    }

    @AfterEach
    void restore() {
        SourceCatalog.use(new SourceCatalog(List.of()));
    }

    private static Source source(String name, String title, boolean context) {
        return Source.added(name, title, Set.of("domain"), Source.Key.NEEDED, context, List.of(), null);
    }

    private static Answer said(String source, Map<String, Object> facts) {
        return new Answer(source, IndicatorType.DOMAIN, HOST, AnswerState.FOUND, null, null, NOW, NOW, null, "seen by " + source, facts);
    }

    @Test
    void familiesAndTagsBecomeObjectsAndLabels() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.DOMAIN, HOST, VerdictValue.MALICIOUS, 90,
                said("vendor", Map.of("families", List.of("Mozi", "Mirai"), "tags", List.of("C2", "botnet node"))))));
        assertThat(ofType(mapped, "malware")).extracting(one -> one.path("name").asText()).containsExactlyInAnyOrder("mozi", "mirai");
        assertThat(ofType(mapped, "indicator")).singleElement()
                .satisfies(one -> assertThat(one.path("labels").toString()).isEqualTo("[\"vendor:c2\",\"vendor:botnet-node\"]"));
        assertThat(ofType(mapped, "note").get(0).path("abstract").asText()).isEqualTo("Vendor X: " + HOST);
    }

    @Test
    void contextIsNotPublished() {
        StixPackage mapped = map(NOW, incident(finding(IndicatorType.DOMAIN, HOST, VerdictValue.MALICIOUS, 90, said("vendor", Map.of()),
                said("ports", Map.of("verdict", "malicious", "families", List.of("Mozi"), "tags", List.of("open"))))));
        assertThat(mapped.all().toString()).contains("vendor").doesNotContain("ports").doesNotContain("Port Watch").doesNotContain("mozi");
    }

    @Test
    void contextIsNotCounted() {
        Indicator host = Indicator.of(IndicatorType.DOMAIN, HOST);
        Scorer scorer = new Scorer(Rules.from(name -> Rules.settings().stream().filter(rule -> rule.name().equals(name)).findFirst().orElseThrow()
                .defaultValue()));
        Verdict alone = scorer.score(host, List.of(said("ports", Map.of("verdict", "malicious", "score", 100))), NOW).verdict();
        assertThat(alone.value()).isEqualTo(VerdictValue.NOT_CHECKED);
        Answer suspicious = said("vendor", Map.of("verdict", "suspicious", "score", 50));
        Verdict beside = scorer.score(host, List.of(suspicious, said("ports", Map.of("verdict", "malicious", "score", 100))), NOW).verdict();
        assertThat(beside).isEqualTo(scorer.score(host, List.of(suspicious), NOW).verdict());
        assertThat(beside.rules()).extracting(rule -> rule.words()).anySatisfy(words -> assertThat(words).startsWith("Vendor X: calls it suspicious"));
    }
}
