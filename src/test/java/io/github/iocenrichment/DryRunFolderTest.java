package io.github.iocenrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.iocenrichment.privacy.UrlPrivacy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run writes is read by people and scripts while it goes on. */
class DryRunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aFurtherNoteReplacesTheFileWhole() throws IOException {
        DryRunFolder dry = new DryRunFolder(folder, UrlPrivacy.builtIn());
        note(dry, "first");
        try (InputStream reader = Files.newInputStream(folder.resolve("INC48201.note.txt"))) {
            note(dry, "second");

            assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8)).as("what was opened before").contains("first").doesNotContain("second");
        }
        assertThat(folder.resolve("INC48201.note.txt")).content().isEqualTo("Findings of INC48201\n\nfirst\n\nFindings of INC48201\n\nsecond\n\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).as("nothing else is left").hasSize(1);
        }
    }

    @Test
    void whatAnEndedProcessLeftIsWrittenOver() throws IOException {
        Files.writeString(folder.resolve("INC48201.note.txt.part"), "half of a note that was longer than the next one");

        note(new DryRunFolder(folder, UrlPrivacy.builtIn()), "whole");

        assertThat(folder.resolve("INC48201.note.txt")).content().isEqualTo("Findings of INC48201\n\nwhole\n\n");
    }

    private static void note(DryRunFolder dry, String body) throws IOException {
        dry.keep("/api/odata/businessobject/journals", JsonNodeFactory.instance.objectNode().put("Subject", "Findings of INC48201").put("NotesBody", body));
    }
}
