package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionRulesTest {
    @TempDir
    Path folder;

    @Test
    void readsWordsPhrasesAndCommentsAndTakesMissingSectionsFromTheBuiltInRules() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.txt"), "# ours\n[version words]\nGnomon \"gnomon edition\" # a product\n");
        ExtractionRules rules = ExtractionRules.load(file);

        assertThat(rules.has(ExtractionRules.Topic.VERSION_WORDS, "gnomon")).isTrue();
        assertThat(rules.has(ExtractionRules.Topic.VERSION_WORDS, "gnomon edition")).isTrue();
        assertThat(rules.has(ExtractionRules.Topic.VERSION_WORDS, "product")).isFalse();
        assertThat(rules.has(ExtractionRules.Topic.FILE_EXTENSIONS, "zip")).isTrue();
    }

    @Test
    void namesTheBrokenLine() throws IOException {
        Path file = folder.resolve("rules.txt");
        Files.writeString(file, "[version words]\nver\n[verbs]\n");
        assertThatThrownBy(() -> ExtractionRules.load(file)).hasMessageContaining("line 3").hasMessageContaining("[verbs]");
        Files.writeString(file, "ver\n");
        assertThatThrownBy(() -> ExtractionRules.load(file)).hasMessageContaining("line 1");
        Files.writeString(file, "[version words]\n\"fixed in\n");
        assertThatThrownBy(() -> ExtractionRules.load(file)).hasMessageContaining("line 2");
    }

    @Test
    void takesAnEditIntoUseAndKeepsTheOldRulesWhenItIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("rules.txt"), "[version words]\nver\n");
        ReloadingRules rules = new ReloadingRules(file);
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
