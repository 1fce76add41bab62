package io.github.iocenrichment.indicator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code cases.txt}; its own head says how it is written. */
final class CaseFile {
    private static final Pattern HIDDEN = Pattern.compile("\\{U\\+([0-9A-F]{4,5})}");

    /** A text and what is found in it, as lines {@code [!] type value}. */
    record Case(String category, int line, ContentKind kind, List<String> ownDomains, String text, List<String> found) {
        @Override
        public String toString() {
            return category + ", line " + line + ": " + text;
        }
    }

    private CaseFile() {
    }

    static List<Case> read() {
        List<String> lines;
        try {
            lines = Files.readAllLines(Path.of("src/test/resources/indicator/cases.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Case> cases = new ArrayList<>();
        String category = "";
        String text = null;
        List<String> own = List.of();
        ContentKind kind = ContentKind.PLAIN;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("[")) {
                category = line.substring(1, line.length() - 1);
            } else if (line.startsWith("own ")) {
                own = List.of(line.substring(4));
            } else if (line.startsWith("> ") || line.startsWith("html> ")) {
                kind = line.startsWith("h") ? ContentKind.HTML : ContentKind.PLAIN;
                text = unhidden(line.substring(line.indexOf("> ") + 2));
            } else if (line.startsWith("= ")) {
                List<String> found = line.equals("= nothing") ? List.of() : Arrays.asList(line.substring(2).split(" ; "));
                cases.add(new Case(category, i, kind, own, text, found));
                own = List.of();
            }
        }
        return cases;
    }

    private static String unhidden(String text) {
        return HIDDEN.matcher(text).replaceAll(match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))))
                .replace("{LF}", "\n");
    }
}
