package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutePlaceholdersTest {
    @TempDir
    Path routes;

    @BeforeEach
    void writeRoutes() throws IOException {
        Files.writeString(routes.resolve("35-urlscan.camel.yaml"), """
                # like {{this.comment}}
                - route:
                    from: {uri: "direct:look-up-urlscan"}
                    steps:
                      - toD: {uri: "{{urlscan.base-url}}/search?key={{ urlscan.api-key }}&size={{urlscan.size:10}}"}
                      - log: {message: "{{?urlscan.optional}} {{env:HOME}} {{ivanti.base-url}}"}
                """);
        // a parameter of a Kamelet is no setting
        Files.writeString(routes.resolve("shell.kamelet.yaml"), "direct:ask-{{source}}?timeout={{urlscan.size:10}}");
        Files.writeString(routes.resolve("notes.txt"), "{{not.a.route}}");
    }

    @Test
    void findsTheNamesAndThoseWithoutDefault() {
        RoutePlaceholders found = RoutePlaceholders.in(routes);
        assertThat(found.names()).containsExactlyInAnyOrder("urlscan.base-url", "urlscan.api-key", "urlscan.size", "urlscan.optional", "ivanti.base-url");
        assertThat(found.required()).containsOnlyKeys("urlscan.base-url", "urlscan.api-key", "ivanti.base-url")
                .containsEntry("urlscan.api-key", "35-urlscan.camel.yaml");
    }

    @Test
    void aNameWithoutValueIsReportedInOneLine() {
        RoutePlaceholders found = RoutePlaceholders.in(routes);
        SettingsException stop = catchThrowableOfType(SettingsException.class, () -> found.check(load(found, Map.of())));
        assertThat(stop).hasMessageStartingWith("urlscan.base-url is not set").hasMessageContaining("URLSCAN_BASE_URL");
        assertThatCode(() -> found.check(load(found, Map.of("urlscan.base-url", "https://u.example", "urlscan.api-key", "k-0001")))).doesNotThrowAnyException();
    }

    @Test
    void aFolderThatIsNotThereRefersToNothing() {
        assertThat(RoutePlaceholders.in(routes.resolve("absent")).names()).isEmpty();
    }

    private static Settings load(RoutePlaceholders found, Map<String, String> more) {
        Map<String, String> forced = new HashMap<>(Given.MANDATORY);
        forced.putAll(more);
        return Settings.load(new SettingsInput(null, null, Map.of(), new Properties(), forced, found));
    }
}
