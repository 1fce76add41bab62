package io.github.iocenrichment.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.lint.RouteFiles;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The declarations of built-in sources beside the route files as shipped. */
class SourceCatalogTest {
    /** The parameters of a call, from the source to the header. */
    private static final Pattern KEY_HEADER = Pattern.compile("source: (\\S+)\n(?: {14}.*\n)*? {14}keyHeader: (\\S+)");

    @Test
    void theRoutesSendEachKeyInTheHeaderThatLintExpects() {
        Set<String> declared = SourceCatalog.builtIn().stream().filter(source -> source.keyHeader() != null)
                .map(source -> source.name() + " " + source.keyHeader()).collect(Collectors.toSet());
        Set<String> names = SourceCatalog.builtIn().stream().map(Source::name).collect(Collectors.toSet());
        Set<String> sent = RouteFiles.in(Path.of("routes")).texts().values().stream()
                .flatMap(text -> KEY_HEADER.matcher(text).results()).filter(call -> names.contains(call.group(1)))
                .map(call -> call.group(1) + " " + call.group(2)).collect(Collectors.toSet());
        assertThat(sent).isEqualTo(declared);
    }
}
