package io.github.iocenrichment.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The page on the architecture names every package and every dependency, and no other. */
class ArchitecturePageTest {
    private static final Page PAGE = Page.of("docs/architecture.md");

    @Test
    void everyDependencyHasItsReason() throws Exception {
        List<List<String>> rows = PAGE.section("Dependencies").rows();
        assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(dependencies());
        assertThat(rows).allSatisfy(row -> assertThat(row.get(1)).as("reason for %s", row.get(0)).hasSizeGreaterThan(10));
    }

    @Test
    void everyPackageIsOnThePage() throws IOException {
        try (Stream<Path> packages = Files.list(Path.of("src/main/java/io/github/iocenrichment"))) {
            assertThat(PAGE.section("Packages").rows()).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(
                    packages.filter(Files::isDirectory).map(one -> one.getFileName().toString()).toList());
        }
    }

    private static List<String> dependencies() throws Exception {
        Element project = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml")).getDocumentElement();
        List<String> names = new ArrayList<>();
        for (Element dependency : children(children(project, "dependencies").get(0), "dependency")) {
            names.add(children(dependency, "artifactId").get(0).getTextContent().strip());
        }
        return names;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                children.add(element);
            }
        }
        return children;
    }
}
