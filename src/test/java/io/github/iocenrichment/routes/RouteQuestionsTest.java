package io.github.iocenrichment.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code ${variable.work.verifiable}} means {@code isVerifiable()}, but Camel calls a method {@code verifiable} when there is one, also one that
 * changes something and is not public.
 */
class RouteQuestionsTest {
    private static final Pattern QUESTION = Pattern.compile("\\$\\{variable\\.[A-Za-z]+\\.([A-Za-z.]+)\\}");

    @Test
    void noMethodStandsInTheWayOfAQuestion() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String route : texts(Path.of("routes"), ".yaml")) {
            Matcher question = QUESTION.matcher(route);
            while (question.find()) {
                names.addAll(List.of(question.group(1).split("\\.")));
            }
        }
        assertThat(names).contains("more", "verifiable");

        Set<String> inTheWay = new TreeSet<>();
        for (String source : sources()) {
            for (String name : names) {
                String getter = Character.toUpperCase(name.charAt(0)) + name.substring(1);
                if (Pattern.compile("\\b(is|get)" + getter + "\\(\\)").matcher(source).find()
                        && Pattern.compile("^    [\\w<>., ]+ " + name + "\\(", Pattern.MULTILINE).matcher(source).find()) {
                    inTheWay.add(source.lines().filter(line -> line.contains(" class ")).findFirst().orElse("?") + " " + name);
                }
            }
        }
        assertThat(inTheWay).isEmpty();
    }

    /** Of the packages whose classes routes question. */
    private static List<String> sources() throws IOException {
        List<String> all = new ArrayList<>();
        for (String name : List.of("intake", "enrich", "publish", "answer", "replay", "stage")) {
            all.addAll(texts(Path.of("src/main/java/io/github/iocenrichment", name), ".java"));
        }
        return all;
    }

    private static List<String> texts(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).map(file -> {
                try {
                    return Files.readString(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }).toList();
        }
    }
}
