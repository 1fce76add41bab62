package io.github.iocenrichment.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar contains besides the program: it is listed, each library once, each with its licence. */
class LibrariesTest {
    private static final Path SHIPPED = Path.of("target/classes/META-INF");
    private static final Path SBOM = SHIPPED.resolve("sbom/ioc-enrichment.cdx.json");

    @Test
    void theBillOfMaterialsNamesEveryLibraryThatIsShippedAndNoOther() throws IOException {
        List<String> shipped = Arrays.stream(Files.readString(Path.of("target/libraries/runtime.classpath")).split(File.pathSeparator))
                .map(library -> Path.of(library.strip()).getFileName().toString()).toList();

        assertThat(components()).extracting(each -> each.get("name").asText() + "-" + each.get("version").asText() + ".jar")
                .containsExactlyInAnyOrderElementsOf(shipped);
        assertThat(components()).allSatisfy(each -> {
            assertThat(each.get("purl").asText()).startsWith("pkg:maven/");
            assertThat(each.get("hashes")).extracting(hash -> hash.get("alg").asText()).contains("SHA-256");
        });
    }

    @Test
    void theProgramItselfIsTheSubjectOfTheBill() throws IOException {
        assertThat(bill().at("/metadata/component/name").asText()).isEqualTo("ioc-enrichment");
        assertThat(bill().get("bomFormat").asText()).isEqualTo("CycloneDX");
    }

    @Test
    void noLibraryIsThereInTwoVersions() throws IOException {
        assertThat(components()).extracting(each -> each.get("group").asText() + ":" + each.get("name").asText()).doesNotHaveDuplicates();
    }

    /** A family of libraries that are released together is taken from one release. */
    @Test
    void librariesOfOneFamilyHaveOneVersion() throws IOException {
        for (String family : List.of("org.apache.camel", "io.netty", "io.vertx", "org.apache.poi", "org.apache.tika", "org.apache.pdfbox", "org.flywaydb",
                "org.apache.james", "io.micrometer", "org.apache.logging.log4j", "ch.qos.logback")) {
            assertThat(components()).filteredOn(each -> isOf(family, each)).isNotEmpty()
                    .extracting(each -> each.get("version").asText()).as(family).containsOnly(version(family));
        }
    }

    private static String version(String family) throws IOException {
        return components().stream().filter(each -> isOf(family, each)).findFirst().orElseThrow().get("version").asText();
    }

    /** Netty's binding to OpenSSL is counted by itself. */
    private static boolean isOf(String family, JsonNode component) {
        return component.get("group").asText().equals(family) && !component.get("name").asText().startsWith("netty-tcnative");
    }

    @Test
    void everyLibraryHasItsLicence() throws IOException {
        assertThat(components()).allSatisfy(each -> assertThat(enclosed(each) || named(each)).as("licence of %s: a file of its own, or a text of one of %s",
                each.get("purl"), licences(each)).isTrue());
    }

    @Test
    void theProgramHasItsOwn() throws IOException {
        for (String name : List.of("LICENSE", "NOTICE")) {
            assertThat(SHIPPED.resolve(name)).hasSameTextualContentAs(Path.of(name));
        }
    }

    private static boolean enclosed(JsonNode component) throws IOException {
        Path folder = SHIPPED.resolve("licenses").resolve(component.get("name").asText() + "-" + component.get("version").asText() + "-jar");
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> file.getFileName().toString().matches("(LICEN[SC]E|COPYRIGHT).*"));
        }
    }

    private static boolean named(JsonNode component) {
        return licences(component).stream().anyMatch(name -> Files.isRegularFile(SHIPPED.resolve("licenses/texts").resolve(name + ".txt")));
    }

    /** Identifiers of SPDX, or what stands for one in a pom.xml. */
    private static List<String> licences(JsonNode component) {
        List<String> names = new ArrayList<>();
        for (JsonNode each : component.path("licenses")) {
            String name = each.at("/license/id").asText(each.at("/license/name").asText());
            // "The BSD License" of TwelveMonkeys is the one of three clauses
            boolean threeClauses = component.get("group").asText().startsWith("com.twelvemonkeys") && name.startsWith("BSD-4");
            names.add(name.equals("Mozilla Public License Version 1.1") ? "MPL-1.1" : threeClauses ? "BSD-3-Clause" : name);
        }
        return names;
    }

    private static List<JsonNode> components() throws IOException {
        List<JsonNode> components = new ArrayList<>();
        bill().get("components").forEach(components::add);
        return components;
    }

    private static JsonNode bill() throws IOException {
        assertThat(SBOM).as("the build writes it when it is online; run mvn test once without -o").exists();
        return new ObjectMapper().readTree(SBOM.toFile());
    }
}
