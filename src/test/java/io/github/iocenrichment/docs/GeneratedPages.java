package io.github.iocenrichment.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Writes the pages of {@code docs/}, and the table for the lint, that are generated from the code: {@code make docs}. */
final class GeneratedPages {
    static final String COMMAND = "make docs";
    static final List<GeneratedPage> ALL = List.of(new GeneratedPage(Path.of("docs/settings.md"), SettingsPage::text),
            new GeneratedPage(Path.of("docs/beans.md"), BeansPage::text),
            new GeneratedPage(Path.of("docs/routes-diagrams.md"), RouteDiagrams::text),
            new GeneratedPage(Path.of("src/main/resources/lint/beans.properties"), BeansPage::table));

    private GeneratedPages() {
    }

    /**
     * A page that no hand writes.
     *
     * @param path where it lies
     * @param text what stands on it according to the code
     */
    record GeneratedPage(Path path, Supplier<String> text) {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    public static void main(String[] arguments) throws IOException {
        for (GeneratedPage page : ALL) {
            Files.writeString(page.path(), page.text().get());
        }
    }
}
