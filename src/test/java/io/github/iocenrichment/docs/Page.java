package io.github.iocenrichment.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown page of the project, as far as the tests of the documentation read it. */
record Page(Path path, String text) {
    private static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Page of(String path) {
        try {
            return new Page(Path.of(path), Files.readString(Path.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every page that people are sent to. */
    static List<Page> all() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "templates/README.md"),
                    docs.map(Path::toString).filter(name -> name.endsWith(".md")).sorted()).map(Page::of).toList();
        }
    }

    /** The part under a heading of the second level. */
    Page section(String heading) {
        Matcher part = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)").matcher(text);
        if (!part.find()) {
            throw new IllegalArgumentException(path + " has no section " + heading);
        }
        return new Page(path, part.group(1));
    }

    /** Cells of the rows of all tables whose first cell is code, that code without its marks. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (String line : prose().lines().toList()) {
            if (line.startsWith("| `")) {
                List<String> cells = new ArrayList<>(Stream.of(line.substring(1, line.lastIndexOf('|')).split(" \\| ")).map(String::strip).toList());
                cells.set(0, cells.get(0).replace("`", ""));
                rows.add(cells);
            }
        }
        return rows;
    }

    /** Targets of links that stay within the project. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).filter(target -> !target.matches("[a-z]+:.*")).toList();
    }

    /** Names under which headings can be linked to. */
    Set<String> anchors() {
        return HEADING.matcher(prose()).results().map(heading -> heading.group(1).toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')).collect(Collectors.toSet());
    }

    private String prose() {
        return FENCE.matcher(text).replaceAll("");
    }
}
