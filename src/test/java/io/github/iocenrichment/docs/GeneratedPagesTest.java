package io.github.iocenrichment.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.docs.GeneratedPages.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated pages say what the code says now. */
class GeneratedPagesTest {

    static List<GeneratedPage> pages() {
        return GeneratedPages.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void isUpToDate(GeneratedPage page) throws IOException {
        assertThat(page.path()).as("%s is missing; run: %s", page, GeneratedPages.COMMAND).exists();
        assertThat(Files.readAllLines(page.path())).as("%s is out of date; run: %s", page, GeneratedPages.COMMAND)
                .isEqualTo(page.text().get().lines().toList());
    }
}
