package io.github.iocenrichment.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.Main;
import io.github.iocenrichment.settings.Setting;
import io.github.iocenrichment.settings.SettingsCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The first page and those behind it name what there is. */
class ReadmeTest {
    private static final SettingsCatalog CATALOG = SettingsCatalog.standard();
    private static final Page README = Page.of("README.md");
    private static final Page SETTINGS = Page.of("docs/settings.md");

    static List<List<String>> settings() {
        return SETTINGS.rows().stream().filter(row -> !row.get(0).endsWith(".*")).toList();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingStandsThereWithItsDefault(List<String> row) {
        Setting setting = CATALOG.find(row.get(0)).orElseThrow(() -> new AssertionError("there is no setting " + row.get(0)));
        switch (row.get(1)) {
            case "empty" -> assertThat(setting.defaultValue()).as("default of %s", setting.name()).isEmpty();
            case "*mandatory*" -> {
                assertThat(setting.defaultValue()).as("default of %s", setting.name()).isEmpty();
                assertThat(setting.need()).as("%s is mandatory", setting.name()).isNotEqualTo(Setting.of("any", "", setting.kind(), "").need());
            }
            default -> assertThat(row.get(1)).as("default of %s", setting.name()).isEqualTo("`" + setting.defaultValue() + "`");
        }
        assertThat(row.get(2)).as("form of %s", setting.name()).isNotBlank();
        assertThat(row.get(4)).as("meaning of %s", setting.name()).isNotBlank();
    }

    @Test
    void everySettingStandsThereOnce() {
        assertThat(settings()).extracting(row -> row.get(0)).containsExactlyInAnyOrderElementsOf(CATALOG.settings().stream().map(Setting::name).toList());
    }

    @Test
    void everyCommandStandsThereAndNoOther() throws IOException {
        String rows = commands(README.section("Commands"));
        List<String> targets = Pattern.compile("(?m)^([a-z-]+):.*##").matcher(Files.readString(Path.of("Makefile"))).results()
                .map(target -> target.group(1)).toList();
        assertThat(words(rows, "make ([a-z-]+)")).isNotEmpty().isSubsetOf(targets);
        assertThat(words(rows + commands(Page.of("CONTRIBUTING.md").section("Build")), "make ([a-z-]+)")).containsExactlyInAnyOrderElementsOf(targets);
        String program = rows.lines().filter(row -> !row.contains("make ")).collect(Collectors.joining("\n"));
        assertThat(words(program, "(?m)(?:^|, )([a-z]+)")).containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
    }

    private static String commands(Page page) {
        return page.rows().stream().map(row -> row.get(0)).collect(Collectors.joining("\n"));
    }

    private static Set<String> words(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(word -> word.group(1)).collect(Collectors.toSet());
    }

    static List<Page> pages() throws IOException {
        return Page.all();
    }

    /** Whoever has only the archive finds every command as it is typed there; the other form is named where the pages begin. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsAreWrittenAsInTheArchive(Page page) {
        assertThat(page.text().lines().filter(line -> line.contains("java -jar"))).allMatch(line -> line.contains("`java -jar target/ioc-enrichment.jar COMMAND`")
                || page.path().endsWith("CONTRIBUTING.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        for (String link : page.links()) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page.path() : Path.of(page.path().toString()).resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", page.path(), link).exists();
            if (parts.length == 2 && target.toString().endsWith(".md")) {
                assertThat(Page.of(target.toString()).anchors()).as("headings of %s, to which %s links", target, page.path()).contains(parts[1]);
            }
        }
    }

    @Test
    void everyPageIsFoundFromTheIndexAndTheIndexFromTheReadme() throws IOException {
        Page index = Page.of("docs/index.md");
        Set<String> listed = index.links().stream().map(link -> index.path().resolveSibling(link.split("#", 2)[0]).normalize().toString())
                .collect(Collectors.toSet());
        assertThat(listed).containsAll(pages().stream().map(page -> page.path().toString())
                .filter(page -> !page.equals("README.md") && !page.equals("docs/index.md")).toList());
        assertThat(README.links()).contains("docs/index.md");
    }

    static List<String> guarantees() {
        return Page.of("docs/guarantees.md").text().lines().filter(line -> line.startsWith("| ") && !line.startsWith("| Guarantee")).toList();
    }

    @ParameterizedTest
    @MethodSource("guarantees")
    void everyGuaranteeIsShownByTests(String row) throws IOException {
        Set<String> evidence = words(row, "`([A-Za-z]+Test)`");
        assertThat(evidence).as("tests of %s", row).isNotEmpty();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            assertThat(files.map(file -> file.getFileName().toString())).as("tests of %s", row)
                    .containsAll(evidence.stream().map(name -> name + ".java").toList());
        }
    }

    @Test
    void everyClassThatContributorsAreSentToIsThere() throws IOException {
        Set<String> named = words(Page.of("CONTRIBUTING.md").text(), "`([A-Z][a-z]+[A-Z]?[A-Za-z]*)`");
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(named).isNotEmpty().isSubsetOf(files.map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet()));
        }
    }

    @Test
    void everyMetricOfTheOperatorsPageIsMade() throws IOException {
        StringBuilder source = new StringBuilder();
        for (String name : List.of("Metrics", "CallFigures", "FigureJob")) {
            source.append(Files.readString(Path.of("src/main/java/io/github/iocenrichment/web/" + name + ".java")));
        }
        Set<String> made = new HashSet<>();
        Map.of("gauge", "", "Timer.builder", "_seconds", "Counter.builder", "_total").forEach((call, ending) ->
                words(source.toString(), call + "\\(\"(ioc[a-z.]+)\"").forEach(name -> made.add(name.replace('.', '_') + ending)));
        assertThat(words(Page.of("docs/operations.md").text(), "`(ioc_[a-z_]+)")).containsExactlyInAnyOrderElementsOf(made);
    }
}
