package io.github.iocenrichment.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A route reads {@code ${variable.publication.verifiable}}. Camel's Simple language then looks for {@code isVerifiable()}, {@code getVerifiable()} and
 * {@code verifiable()} alike, whatever their visibility, and gives up when it finds two of them: always, or
 * only in a process whose JVM lists the getter before the other.
 */
class RoutePropertiesTest {

    @Test
    void aPropertyThatRoutesReadHasOneMethodOnly() throws IOException {
        Set<String> read = propertiesInRoutes();
        List<String> twice = new ArrayList<>();
        for (JavaClass each : new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.github.iocenrichment")) {
            Set<String> names = each.getMethods().stream().map(JavaMethod::getName).collect(Collectors.toSet());
            for (String name : names) {
                String property = name.matches("(is|get)[A-Z].*") ? name.replaceFirst("is|get", "") : "";
                String plain = property.isEmpty() ? "" : Character.toLowerCase(property.charAt(0)) + property.substring(1);
                if (read.contains(plain) && names.contains(plain)) {
                    twice.add(each.getSimpleName() + ": " + name + " and " + plain);
                }
            }
        }
        assertThat(read).contains("verifiable", "toAsk");
        assertThat(twice).isEmpty();
    }

    private static Set<String> propertiesInRoutes() throws IOException {
        Pattern property = Pattern.compile("\\$\\{variable\\.\\w+\\.(\\w+)");
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            Set<String> read = new HashSet<>();
            for (Path file : files.toList()) {
                property.matcher(Files.readString(file)).results().forEach(match -> read.add(match.group(1)));
            }
            return read;
        }
    }
}
