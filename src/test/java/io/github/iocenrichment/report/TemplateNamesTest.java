package io.github.iocenrichment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator may write in a template is listed beside the templates, every name of it. */
class TemplateNamesTest {
    private static final Path LIST = Path.of("templates/README.md");

    static Stream<String> names() {
        Stream<Class<?>> views = Stream.concat(Stream.of(NoteView.class, RecordView.class),
                Stream.concat(Arrays.stream(NoteView.class.getDeclaredClasses()), Arrays.stream(RecordView.class.getDeclaredClasses())));
        return views.filter(Class::isRecord).flatMap(view -> Arrays.stream(view.getRecordComponents())).map(RecordComponent::getName).distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void isListed(String name) throws IOException {
        assertThat(Files.readString(LIST)).contains("`" + name + "`");
    }

    @ParameterizedTest
    @MethodSource("files")
    void fileIsListed(String file) throws IOException {
        assertThat(Files.readString(LIST)).contains("`" + file + "`");
    }

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(LIST.getParent())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".ftl") || name.endsWith(".properties")).toList().stream();
        }
    }
}
