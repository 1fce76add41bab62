package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingFileTest {
    @TempDir
    Path folder;

    @Test
    void takesAnEditIntoUseAndKeepsTheOldRulesWhenItIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.txt"), "[version words]\nver\n");
        ReloadingFile<ExtractionRules> rules = new ReloadingFile<>(file, "extraction rules", ExtractionRules::builtIn, ExtractionRules::load);
        IndicatorExtractor extractor = new IndicatorExtractor(rules);
        assertThat(extractor.extract("gnomon 93.115.28.40", ContentKind.PLAIN, "", "")).hasSize(1);

        write(file, "[version words]\ngnomon\n", 1_000);
        assertThat(extractor.extract("gnomon 93.115.28.40", ContentKind.PLAIN, "", "")).isEmpty();

        write(file, "[nonsense]\n", 2_000);
        assertThat(extractor.extract("gnomon 93.115.28.40", ContentKind.PLAIN, "", "")).isEmpty();

        Files.delete(file);
        assertThat(extractor.extract("gnomon 93.115.28.40", ContentKind.PLAIN, "", "")).hasSize(1);
    }

    private static void write(Path file, String text, long time) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time));
    }
}
