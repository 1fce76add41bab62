package io.github.iocenrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The fenced blocks of a page, for tests that do what the page says. */
public final class DocumentBlocks {
    private final List<String> lines;

    private DocumentBlocks(List<String> lines) {
        this.lines = lines;
    }

    public static DocumentBlocks of(Path page) throws IOException {
        return new DocumentBlocks(Files.readAllLines(page));
    }

    /** The block that follows the first line with these words. */
    public String after(String words) {
        int from = 0;
        while (!lines.get(from).contains(words)) {
            from++;
        }
        while (!lines.get(from).startsWith("```")) {
            from++;
        }
        int to = from + 1;
        while (!lines.get(to).startsWith("```")) {
            to++;
        }
        return String.join("\n", lines.subList(from + 1, to)) + "\n";
    }
}
