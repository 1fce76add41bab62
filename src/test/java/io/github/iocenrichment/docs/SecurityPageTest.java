package io.github.iocenrichment.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on security names tests that there are, and no threat without one. */
class SecurityPageTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");
    private static final Page PAGE = Page.of("docs/security.md");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Test.java")).map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> named = TEST.matcher(PAGE.text()).results().map(test -> test.group(1)).collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(tests).containsAll(named);
    }

    @Test
    void everyRowOfATableNamesATest() {
        List<String> rows = PAGE.text().lines().filter(line -> line.startsWith("| ")).toList();

        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows.stream().filter(row -> !row.matches(".*\\| Shown by \\|")).toList()).allMatch(row -> TEST.matcher(row).find(), "names a test");
    }

    @Test
    void whoeverIsAThreatHasASection() {
        assertThat(PAGE.text().lines().filter(line -> line.startsWith("## ")).map(line -> line.substring(3))).contains("The author of a ticket",
                "The author of an attachment", "A source that answers badly", "The HTTP port", "The network and its hosts", "Mistakes of operators",
                "A stolen disk or backup", "Supply chain");
    }
}
