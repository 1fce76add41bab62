package io.github.iocenrichment.cli;

import io.github.iocenrichment.attachment.AttachmentReader;
import io.github.iocenrichment.attachment.AttachmentText;
import io.github.iocenrichment.indicator.ContentKind;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorCollection;
import io.github.iocenrichment.indicator.IndicatorExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file as an attachment and finds the indicators in all of its pieces. A text that is too long for that, such as a large log, is read a stretch at
 * a time: neither its length nor what it holds is bounded by memory then, only the number of distinct indicators.
 */
final class SourceReader {
    /** Distinct indicators of one file, as {@code attachment.max-indicators} has it without a setting. */
    static final int MOST = 5_000;
    /** So many of them are kept with the places where they stood. */
    private static final int WITH_PLACES = 5_000;
    /** Longer than the characters that the service reads of one attachment. */
    private static final int LONG_TEXT = 7 << 20;
    private static final int BEGINNING = 64 << 10;
    private static final int STRETCH = 1 << 19;

    private final IndicatorExtractor extractor;
    private final int most;
    /** Made for the first file: texts need none. */
    private AttachmentReader reader;

    SourceReader(IndicatorExtractor extractor) {
        this(extractor, MOST);
    }

    /** @param most distinct indicators that are kept of one file */
    SourceReader(IndicatorExtractor extractor, int most) {
        this.extractor = extractor;
        this.most = most;
    }

    /**
     * What a file gave.
     *
     * @param problems what was not or not wholly read, in words
     */
    record Content(List<Indicator> indicators, List<String> problems) {
    }

    @Nullable Content file(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean shortEnough = Files.size(file) <= LONG_TEXT;
        Content content = shortEnough ? bytes(name, Files.readAllBytes(file)) : null;
        if (content != null && content.problems().isEmpty()) {
            return content;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] beginning = in.readNBytes(BEGINNING);
            if (beginning.length > 0 && AttachmentReader.isPlainText(name, beginning)) {
                // no limit of the service keeps a text from being read to its end
                return text(name, beginning, in);
            }
        }
        return shortEnough ? content : bytes(name, Files.readAllBytes(file));
    }

    /** A text, a mail or a page as another program writes it; a long one is taken for a text. */
    Content stream(String name, InputStream in) throws IOException {
        byte[] content = in.readNBytes(LONG_TEXT);
        return content.length < LONG_TEXT ? bytes(name, content) : text(name, content, in);
    }

    private Content bytes(String name, byte[] content) {
        if (reader == null) {
            reader = new AttachmentReader();
        }
        IndicatorCollection found = new IndicatorCollection(most, WITH_PLACES);
        AttachmentText read = reader.read(name, content, piece -> extractor.extract(piece.text(), piece.kind(), name, piece.path(), found));
        List<String> problems = new ArrayList<>();
        read.unread().forEach(unread -> problems.add(unread.name() + ": " + unread.reason()));
        found.unread().forEach(reason -> problems.add(name + ": " + reason));
        found.leftOut().forEach(type -> problems.add(name + ": only " + type.words() + " kept; the limit is " + most + " indicators"));
        return new Content(found.indicators(), problems);
    }

    private Content text(String name, byte[] beginning, InputStream rest) throws IOException {
        IndicatorCollection found = new IndicatorCollection(most, WITH_PLACES);
        long from = 0;
        StringBuilder text = new StringBuilder(STRETCH + BEGINNING);
        char[] buffer = new char[BEGINNING];
        Reader characters = AttachmentReader.decoded(beginning, new SequenceInputStream(new ByteArrayInputStream(beginning), rest));
        for (int got = characters.read(buffer); got >= 0; got = characters.read(buffer)) {
            text.append(buffer, 0, got);
            if (text.length() >= STRETCH) {
                int line = text.lastIndexOf("\n") + 1;
                int end = line > 0 ? line : text.length();
                extractor.extract(text.substring(0, end), ContentKind.PLAIN, name, "from character " + (from + 1), found);
                text.delete(0, end);
                from += end;
                if (!found.leftOut().isEmpty()) {
                    return new Content(found.indicators(), List.of(String.format(Locale.ROOT,
                            "%s: stopped at %,d distinct indicators, %,d characters were read; --max raises the limit", name, most, from)));
                }
            }
        }
        extractor.extract(text.toString(), ContentKind.PLAIN, name, "from character " + (from + 1), found);
        List<String> problems = new ArrayList<>();
        found.unread().forEach(reason -> problems.add(name + ": " + reason));
        found.leftOut().forEach(type -> problems.add(name + ": only " + type.words() + " kept; --max raises the limit of " + most + " indicators"));
        return new Content(found.indicators(), problems);
    }
}
