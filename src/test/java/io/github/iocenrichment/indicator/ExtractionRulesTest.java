package io.github.iocenrichment.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void readsTheBuiltInRulesOnceForAllTexts() {
        assertThat(ExtractionRules.builtIn()).isSameAs(ExtractionRules.builtIn());
    }
}
