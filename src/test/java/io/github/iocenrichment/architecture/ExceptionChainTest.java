package io.github.iocenrichment.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A chain of causes may lead back into itself: a loop of one's own over it never ends, {@code ExceptionUtils} does. */
class ExceptionChainTest {
    private static final Pattern LOOP = Pattern.compile("\\b(\\w+) = \\1\\.getCause\\(\\)");

    @Test
    void nobodyFollowsCausesByHand() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> loops = sources.filter(Files::isRegularFile).filter(ExceptionChainTest::loops).toList();
            assertThat(loops).isEmpty();
        }
    }

    private static boolean loops(Path source) {
        try {
            return LOOP.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
