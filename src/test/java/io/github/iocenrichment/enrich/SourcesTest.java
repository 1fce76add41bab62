package io.github.iocenrichment.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.settings.RoutePlaceholders;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsInput;
import io.github.iocenrichment.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which sources are asked about a type is a setting. */
class SourcesTest {
    @TempDir
    private static Path folder;

    private static Sources sources(Map<String, String> given) {
        return new Sources(AskingVirusTotal.settings(given));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"ip; direct:look-up-abuseipdb", "hash; direct:look-up-hybrid-analysis, direct:look-up-virustotal",
            "url; direct:look-up-virustotal", "domain; direct:look-up-virustotal", "cve; direct:look-up-vulnerability"})
    void asShipped(String kind, String routes) {
        assertThat(String.join(", ", sources(Map.of()).lookUps(kind))).isEqualTo(routes);
    }

    @Test
    void theOrderIsThatOfTheSettingAndNobodyIsAskedTwice() {
        Settings settings = Settings.load(new SettingsInput(null, null, Map.of("ENRICH_URL", " urlscan, virustotal ,urlscan"), new Properties(),
                AskingVirusTotal.MANDATORY, Set.of()));
        assertThat(new Sources(settings).lookUps("url"))
                .containsExactly("direct:look-up-urlscan", "direct:look-up-virustotal");
    }

    @Test
    void whereNobodyIsAskedTheAnswerSaysSo() {
        assertThat(sources(Map.of("enrich.domain", ",")).lookUps("domain")).containsExactly("direct:no-source");
    }

    @Test
    void aSourceWithoutARouteIsRefused() {
        Sources sources = sources(Map.of("enrich.url", "virustotal,urlscn"));
        assertThatThrownBy(() -> sources.check(Set.of("direct:look-up-abuseipdb", "direct:look-up-virustotal", "direct:look-up-hybrid-analysis",
                "direct:look-up-vulnerability", "direct:look-up-urlscan")::contains)).isInstanceOf(SettingsException.class)
                .hasMessageContaining("enrich.url").hasMessageContaining("'urlscn'").hasMessageContaining("direct:look-up-urlscn");
    }

    /** A source that a route file has brought along; it says that it knows URLs and addresses. */
    private static Sources withAdded(String parameters, Map<String, String> environment) throws IOException {
        Path routes = Files.createTempDirectory(folder, "routes");
        Files.writeString(routes.resolve("38-vendor.camel.yaml"), """
                - to: {uri: "kamelet:look-up-source/vendor", parameters: {source: vendor, title: Vendor, types: 'url,ip', baseUrl: 'https://v.example/v1'%s}}
                """.formatted(parameters));
        return new Sources(Settings.load(new SettingsInput(null, null, environment, new Properties(), AskingVirusTotal.MANDATORY,
                RoutePlaceholders.in(routes))));
    }

    static Stream<Arguments> added() {
        String vendor = "direct:look-up-vendor";
        String virusTotal = "direct:look-up-virustotal";
        return Stream.of(
                Arguments.of("", Map.of(), List.of(virusTotal), List.of("38-vendor.camel.yaml")),
                Arguments.of("", Map.of("VENDOR_API_KEY", "k1234567"), List.of(virusTotal, vendor), List.of()),
                Arguments.of("", Map.of("VENDOR_OAUTH2_CLIENT_ID", "client-1", "VENDOR_OAUTH2_CLIENT_SECRET", "secret-of-1",
                        "VENDOR_OAUTH2_TOKEN_URL", "https://v.example/token"), List.of(virusTotal, vendor), List.of()),
                Arguments.of("", Map.of("ENRICH_URL", "vendor,virustotal"), List.of(vendor, virusTotal), List.of()),
                Arguments.of("", Map.of("VENDOR_API_KEY", "k1234567", "ENRICH_DOMAIN", "vendor"), List.of(virusTotal), List.of()),
                Arguments.of(", key: none", Map.of("VENDOR_ENABLED", "true"), List.of(virusTotal, vendor), List.of()),
                Arguments.of(", key: none", Map.of("VENDOR_ENABLED", "false"), List.of(virusTotal), List.of("38-vendor.camel.yaml")));
    }

    @ParameterizedTest
    @MethodSource("added")
    void anAddedSourceIsAskedOnceItIsOnAndItsFileIsLoadedOnlyThen(String parameters, Map<String, String> environment, List<String> urls, List<String> unused)
            throws IOException {
        Sources sources = withAdded(parameters, environment);
        assertThat(sources.lookUps("url")).isEqualTo(urls);
        assertThat(sources.unusedFiles()).isEqualTo(unused);
        assertThat(sources.names()).contains("abuseipdb").satisfies(names -> assertThat(names.contains("vendor")).isEqualTo(unused.isEmpty()));
    }

    @Test
    void whatIsKnownOfItIsInTheCatalog() throws IOException {
        Source vendor = withAdded(", evidence: context, cacheTtl: 1h", Map.of()).catalog().find("vendor").orElseThrow();
        assertThat(vendor.title()).isEqualTo("Vendor");
        assertThat(vendor.is(Source.Trait.CONTEXT)).isTrue();
        assertThat(vendor.keptFor()).isEqualTo(Duration.ofHours(1));
        assertThat(vendor.linkHosts()).containsExactly("v.example");
    }
}
