package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a route file says of the source that it brings along. */
class SourceDeclarationsTest {
    private static final Map<String, String> MANDATORY = Map.of("ivanti.base-url", "https://itsm.example/HEAT/api", "ivanti.api-key", "key-of-ivanti",
            "intelx.base-url", "https://intelx.example/ctixapi", "intelx.access-id", "id", "intelx.secret-key", "key-of-intelx",
            "stix.producer.id", "identity--3f1b1f3a-6d5c-4a43-9a50-1f3d3c1f9b11", "stix.producer.name", "SOC");

    private static List<DeclaredSource> declared(String parameters) {
        return SourceDeclarations.in("""
                - route:
                    id: look-up-vendor
                    from:
                      uri: direct:look-up-vendor
                      steps:
                        - choice:
                            otherwise:
                              steps:
                                - to: {id: shell, uri: "kamelet:look-up-source/vendor", parameters: {%s}}
                """.formatted(parameters), "38-vendor.camel.yaml");
    }

    /** Those of the page's table: each has its route file, and nobody is told that it has no key. */
    @Test
    void whatShipsAndIsOffIsKnown() throws IOException {
        String page = Files.readString(Path.of("docs", "routes.md"));
        String table = page.substring(page.indexOf("## Sources that ship and are off"));
        List<String> names = Pattern.compile("\\| `([a-z-]+)\\.(?:api-key|enabled)").matcher(table).results().map(row -> row.group(1)).toList();
        assertThat(names).hasSize(7).allSatisfy(name -> {
            Path route = Path.of("routes", "38-" + name + ".camel.yaml");
            assertThat(SourceDeclarations.in(Files.readString(route), route.getFileName().toString())).singleElement().satisfies(source -> {
                assertThat(source.name()).isEqualTo(name);
                assertThat(source.isShipped()).isTrue();
            });
        });
        assertThat(declared("source: vendor").get(0).isShipped()).isFalse();
    }

    private static Settings settings(String parameters, Map<String, String> environment) {
        return Settings.load(new SettingsInput(null, null, environment, new Properties(), MANDATORY, Set.of(), declared(parameters), Map.of()));
    }

    @Test
    void theFamilyOfSettingsHasTheFilesDefaults() {
        Settings settings = settings("source: vendor, title: Vendor X, types: 'ip,url', baseUrl: 'https://api.vendor.example/v1/', linkHosts:"
                + " 'Vendor.example', "
                + "evidence: context, cacheTtl: 1h, quotaPerDay: 50, quotaPer30s: '5'",
                Map.of("VENDOR_QUOTA_PER_DAY", "7", "VENDOR_API_KEY", "secret-of-vendor"));
        assertThat(settings.all()).containsEntry("vendor.title", "Vendor X").containsEntry("vendor.base-url", "https://api.vendor.example/v1")
                .containsEntry("vendor.link-hosts", "vendor.example").containsEntry("vendor.evidence", "context").containsEntry("vendor.cache.ttl", "1h")
                .containsEntry("vendor.quota.per-day", "7").containsEntry("vendor.quota.per-30s", "5").containsEntry("vendor.quota.per-hour", "")
                .containsEntry("vendor.timeout", "20s").containsEntry("vendor.max-in-flight", "4").containsEntry("vendor.enabled", "false");
        assertThat(settings.secretValues()).contains("secret-of-vendor");
        assertThat(settings.sources()).singleElement().satisfies(source -> {
            assertThat(source.types()).containsExactly("ip", "url");
            assertThat(source.needsKey()).isTrue();
        });
    }

    @Test
    void withoutAKeyThereIsNoSettingForOne() {
        assertThat(settings("source: vendor, key: none, baseUrl: 'https://api.vendor.example'", Map.of()).all())
                .containsKey("vendor.enabled").doesNotContainKeys("vendor.api-key", "vendor.oauth2.client-id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "source: vendor; vendor.base-url is not set and must be; ",
            "source: Vendor, baseUrl: 'https://a.example'; calls a source 'Vendor'; small letters",
            "source: vendor, types: 'ip,urls', baseUrl: 'https://a.example'; names the type 'urls' for vendor; take of ip, hash, url, domain and cve",
            "source: vendor, baseUrl: 'ftp://a.example'; vendor.base-url is no http or https address; start it with https",
            "source: vendor, baseUrl: 'https://a.example', evidence: proof; vendor.evidence; routes/38-vendor.camel.yaml",
            "source: vendor, baseUrl: 'https://a.example', cacheTtl: long; vendor.cache.ttl; routes/38-vendor.camel.yaml"})
    void whatNoSettingMayBeIsRefusedWithTheFile(String parameters, String wrong, String fix) {
        assertThatThrownBy(() -> settings(parameters, Map.of())).isInstanceOf(SettingsException.class).hasMessageContaining(wrong.replace(" and must be", ""))
                .hasMessageContaining(fix == null ? "" : fix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"source: virustotal", "title: nameless"})
    void ownSourcesAndNamelessOnesAreNotAdded(String parameters) {
        assertThat(settings(parameters, Map.of()).sources()).isEmpty();
    }

    @Test
    void aFileThatIsNoYamlIsReportedByTheRoutes() {
        assertThat(SourceDeclarations.in("- route: kamelet:look-up-source\n  - [", "x.camel.yaml")).isEmpty();
    }
}
