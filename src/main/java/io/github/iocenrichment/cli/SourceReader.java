package io.github.iocenrichment.cli;

import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.AttachmentText;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads one file as an attachment and finds the indicators in all of its pieces. */
final class SourceReader {
    /** Distinct indicators of one file, as {@code attachment.max-indicators} has it without a setting. */
    private static final int MOST = 5_000;

    private final IndicatorExtractor extractor;
    /** Made for the first file: texts need none. */
    private AttachmentReader reader;

    SourceReader(IndicatorExtractor extractor) {
        this.extractor = extractor;
    }

    /**
     * What a file gave.
     *
     * @param problems what was not or not wholly read, in words
     */
    record Content(List<Indicator> indicators, List<String> problems) {
    }

    Content file(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (reader == null) {
            reader = new AttachmentReader();
        }
        IndicatorCollection found = new IndicatorCollection(MOST);
        AttachmentText read = reader.read(name, Files.readAllBytes(file), piece -> extractor.extract(piece.text(), piece.kind(), name, piece.path(), found));
        List<String> problems = new ArrayList<>();
        read.unread().forEach(unread -> problems.add(unread.name() + ": " + unread.reason()));
        found.leftOut().forEach(type -> problems.add(name + ": only " + type.words() + " kept; the limit is " + MOST + " indicators"));
        return new Content(found.indicators(), problems);
    }
}
