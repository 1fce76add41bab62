package io.github.iocenrichment.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.RouteCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lists that a site keeps beside the program are read as the start reads them. */
class OwnFilesLintTest {
    @TempDir
    private Path top;

    @BeforeEach
    void addTheShippedRoutes() throws IOException {
        ShippedRoutes.copyTo(top);
        Files.writeString(top.resolve("application.properties"), "# ours\nverdict.overrides=verdicts.txt\n");
    }

    private List<String> lint(Map<String, String> environment) {
        return RouteCheck.of(top, environment, new Properties()).stream().map(Fault::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            verdicts.txt         ! 203.0.113.7              ! application.properties:2: verdict.overrides cannot be used: verdicts.txt, line 2: is not of the form
            verdicts.txt         ! 203.0.113.0/33 malicious ! verdict.overrides cannot be used: verdicts.txt, line 2: names no address, network, domain, URL or hash
            allow-list.txt       ! not a value              ! indicators.allow-list cannot be used:
            url-services.txt     ! host / kind that is none ! privacy.url-services cannot be used:
            extraction-rules.txt ! [no such section]        ! indicators.rules cannot be used:
            """)
    void aBrokenLineIsNamed(String file, String line, String fault) throws IOException {
        Files.writeString(top.resolve(file), "# ours\n" + line + "\n");
        assertThat(lint(Map.of())).singleElement().asString().contains(fault).contains("line 2");
    }

    @Test
    void soAreABrokenWarningListAndAFolderThatIsNotThere() throws IOException {
        Files.createDirectory(top.resolve("lists"));
        Files.writeString(top.resolve("lists/own.json"), "{\"type\": \"regex\", \"list\": [\"(\"]}");
        assertThat(lint(Map.of("WARNING_LISTS_FOLDER", "lists"))).singleElement().asString().contains("warning-lists.folder cannot be used: ", "own.json",
                "has a regular expression that cannot be read");
        assertThat(lint(Map.of("WARNING_LISTS_FOLDER", "none"))).singleElement().asString().contains("there is no folder");
    }

    @Test
    void soundFilesAreNoFault() throws IOException {
        Files.writeString(top.resolve("verdicts.txt"), "203.0.113.7, false positive, our own scanner\n");
        Files.writeString(top.resolve("allow-list.txt"), "198.51.100.0/24 # ours\n");
        assertThat(lint(Map.of())).isEmpty();
    }
}
