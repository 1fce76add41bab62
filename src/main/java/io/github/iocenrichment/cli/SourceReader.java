package io.github.iocenrichment.cli;

import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.AttachmentText;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads one file as an attachment and finds the indicators in all of its pieces. */
final class SourceReader {
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
        AttachmentText read = reader.read(name, Files.readAllBytes(file));
        List<List<Indicator>> found = read.pieces().stream().map(piece -> extractor.extract(piece.text(), piece.kind(), name, piece.path())).toList();
        return new Content(IndicatorPolicy.merge(found), read.unread().stream().map(unread -> unread.name() + ": " + unread.reason()).toList());
    }
}
