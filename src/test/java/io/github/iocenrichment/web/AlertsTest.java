package io.github.iocenrichment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules and dashboard ask for metrics that are made, and each alert has its part of the page. */
class AlertsTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:ioc|jvm|process|system)_[a-z_]+");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (\\w+)$");

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonNode> rules() throws IOException {
        List<JsonNode> rules = new ArrayList<>();
        new ObjectMapper(new YAMLFactory()).readTree(read("deploy/prometheus/alerts.yaml")).path("groups")
                .forEach(group -> group.path("rules").forEach(rules::add));
        return rules.stream();
    }

    static Stream<String> expressions() throws IOException {
        List<String> all = new ArrayList<>(rules().map(rule -> rule.path("expr").asText()).toList());
        new ObjectMapper().readTree(read("deploy/grafana/ioc-enrichment.json")).findValues("expr").forEach(expression -> all.add(expression.asText()));
        return all.stream();
    }

    private static Set<String> made() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Metrics.ofProcess(registry);
        // that those of ours on the operator's page are made is shown beside that page
        return METRIC.matcher(registry.scrape() + read("docs/operations.md")).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void asksForMetricsThatAreMade(String expression) {
        List<String> names = METRIC.matcher(expression).results().map(MatchResult::group).toList();
        assertThat(names.isEmpty() && expression.startsWith("up{") ? List.of() : names.stream()
                .map(name -> name.replaceFirst("(_seconds)_(bucket|count|sum)$", "$1")).toList()).isSubsetOf(made());
        assertThat(expression.chars().filter(c -> c == '(').count()).isEqualTo(expression.chars().filter(c -> c == ')').count());
        assertThat(names.isEmpty()).isEqualTo(expression.startsWith("up{"));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isWhole(JsonNode rule) {
        assertThat(rule.path("alert").asText()).matches("Ioc[A-Z][A-Za-z]+");
        assertThat(rule.path("for").asText()).matches("\\d+[mh]");
        assertThat(rule.path("labels").path("severity").asText()).isIn("info", "warning", "critical");
        assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
        assertThat(rule.path("annotations").path("runbook_url").asText())
                .isEqualTo("docs/alerts.md#" + rule.path("alert").asText().toLowerCase(Locale.ROOT));
    }

    @Test
    void eachHasItsPartOfThePageAndNoOtherHasOne() throws IOException {
        assertThat(HEADING.matcher(read("docs/alerts.md")).results().map(heading -> heading.group(1)))
                .containsExactlyElementsOf(rules().map(rule -> rule.path("alert").asText()).toList());
        assertThat(rules()).allSatisfy(rule -> assertThat(read("docs/alerts.md")).contains("`" + rule.path("expr").asText() + "`"));
    }
}
