package io.github.iocenrichment.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that install the program say the same as the build; that the package installs is shown by {@code make package-test}. */
class InstallationTest {
    private static final Path PACKAGE = Path.of("deploy/package");
    private static final Path CONTAINER = Path.of("deploy/container");

    @ParameterizedTest
    @ValueSource(strings = {"ioc-enrichment", "ioc-enrichment-archive", "package-test.sh", "deb/postinst", "deb/prerm", "deb/postrm"})
    void everyScriptIsReadByTheShell(String script) throws Exception {
        Process shell = new ProcessBuilder("bash", "-n", PACKAGE.resolve(script).toString()).redirectErrorStream(true).start();

        assertThat(new String(shell.getInputStream().readAllBytes())).isEmpty();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void theStartScriptHasTheOptionsOfMakeRun() throws IOException {
        String options = first("JAVA_OPTIONS \\?= (.*)", Path.of("Makefile"));

        assertThat(first("JAVA_OPTIONS:-([^}]*)}", PACKAGE.resolve("ioc-enrichment"))).isEqualTo(options);
    }

    @Test
    void theImageIsMadeOfFilesThatAreThereAndNotRunAsRoot() throws IOException {
        String file = Files.readString(CONTAINER.resolve("Dockerfile"));
        List<String> copied = Pattern.compile("(?m)^COPY (.*) \\S+$").matcher(file).results().map(match -> match.group(1))
                .flatMap(files -> Arrays.stream(files.split(" "))).map(each -> each.replace("${BIN}", "deploy/package").replace("${JAR}", "target/it.jar"))
                .filter(each -> !each.startsWith("target/")).toList();

        assertThat(copied).hasSize(6).allSatisfy(each -> assertThat(Path.of(each)).exists());
        assertThat(first("(?m)^USER (.*)$", CONTAINER.resolve("Dockerfile"))).isEqualTo("10001:10001");
        assertThat(first("(?m)^FROM \\S+:(\\S+)$", CONTAINER.resolve("Dockerfile"))).as("a fixed version").contains("17");
    }

    @Test
    void theContainerMayDoNoMoreThanItNeeds() throws IOException {
        JsonNode services = new YAMLMapper().readTree(CONTAINER.resolve("compose.yaml").toFile()).get("services");
        JsonNode product = services.get("product");

        assertThat(product.get("read_only").asBoolean()).isTrue();
        assertThat(product.get("cap_drop").get(0).asText()).isEqualTo("ALL");
        assertThat(product.get("image").asText()).isEqualTo("ioc-enrichment:" + version());
        assertThat(product.get("ports").get(0).asText()).startsWith("127.0.0.1:");
        assertThat(product.at("/environment/STORE_URL").asText()).startsWith("jdbc:postgresql://database:");
        assertThat(services.toString()).as("keys stand in files of their own").doesNotContain("PASSWORD\":").doesNotContain("API_KEY")
                .doesNotContain("TOKEN\":");
    }

    @Test
    void thePageNamesTheVersionThatIsBuilt() throws IOException {
        String page = Files.readString(Path.of("docs/installation.md"));

        assertThat(page).contains("ioc-enrichment_" + version() + "_all.deb").contains("ioc-enrichment-" + version() + ".zip");
        assertThat(Files.readString(Path.of("CHANGELOG.md"))).contains("## [" + version() + "]");
    }

    private static String version() throws IOException {
        return first("(?s)<artifactId>ioc-enrichment</artifactId>\\s*<version>([^<]*)<", Path.of("pom.xml"));
    }

    private static String first(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern).matcher(Files.readString(file)).results().findFirst().orElseThrow(() -> new AssertionError(file + " has no " + pattern))
                .group(1);
    }
}
