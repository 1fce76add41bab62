package io.github.iocenrichment.report;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whole notes as analysts see them. */
class GoldenNotesTest {
    private final NoteWriter writer = new NoteWriter(Templates.builtIn(), TrustedLinks.vendors());

    @Test
    void sampleOfEverything() throws IOException {
        both("sample", SampleModels.report());
    }

    private void both(String name, IncidentReport report) throws IOException {
        Golden.check(name + ".txt", writer.text(report, NoteWriter.Format.PLAIN));
        Golden.check(name + ".html", writer.text(report, NoteWriter.Format.HTML));
    }
}
