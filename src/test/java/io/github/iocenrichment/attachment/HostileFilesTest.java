package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile files are answered within the limits, keep what was found before, and say what was left out. Counted in bytes and characters, not in time. */
class HostileFilesTest {
    /** What must be said of a file; one that is not listed may be read without a word. */
    private static final Map<String, String> REASONS = reasons();
    /** Files that give nothing before they break. */
    private static final List<String> NOTHING_TO_FIND = List.of("deep.gz", "arrays.pdf", "loop.pdf", "zeros.bin", "dictionary.xz", "cut.docx", "cut.xls",
            "cut.7z",
            "loop.doc");

    static Stream<Arguments> files() {
        return HostileFiles.all().entrySet().stream().map(file -> Arguments.arguments(file.getKey(), file.getValue()));
    }

    private static Map<String, String> reasons() {
        Map<String, String> reasons = new HashMap<>();
        reasons.put("bomb.gz", "bomb.gz > bomb: unpacks to more than");
        reasons.put("bomb-in-bomb.gz", "content: unpacks to more than");
        reasons.put("bomb.zip", "bomb.zip > early.txt: unpacks to more than 200 times its size");
        reasons.put("many-bombs.zip", "in all");
        reasons.put("deep.zip", "nested deeper than 10 levels");
        reasons.put("deep.gz", "nested deeper than 10 levels");
        reasons.put("entries.zip", "entries.zip: more than 2000 files and parts inside");
        reasons.put("overlap.zip", "more than 8000000 characters of text");
        reasons.put("bomb.docx", "bomb.docx > word/document.xml: unpacks to more than 200 times its size");
        reasons.put("bomb.xlsx", "unpacks to more than 200 times its size");
        reasons.put("repeated.xlsx", "more than 8000000 characters of text");
        reasons.put("deep-mail.eml", "nested deeper than 10 levels");
        reasons.put("deep-multipart.eml", "parts nested deeper than 30 levels");
        reasons.put("many-parts.eml", "more than 2000 files and parts inside");
        reasons.put("bomb.pdf", "a stream of this PDF was left out: it unpacks to too much");
        reasons.put("operators.pdf", "more than 100000 characters on one page");
        // PDFBox 3.0.8 has a bound of its own, and says no more than that the document is missing
        reasons.put("arrays.pdf", "damaged PDF");
        reasons.put("loop.pdf", "damaged PDF");
        reasons.put("large.txt", "larger than 32 MiB");
        reasons.put("large.log", "more than 8000000 characters of text");
        reasons.put("zeros.bin", "unsupported file type application/octet-stream");
        reasons.put("dictionary.xz", "damaged");
        reasons.put("huge.tar", "damaged");
        reasons.put("cut.docx", "damaged ZIP archive: its directory is missing");
        reasons.put("cut.xls", "damaged Office document");
        reasons.put("cut.gz", "damaged: its end cannot be unpacked");
        reasons.put("cut.7z", "damaged 7z archive");
        reasons.put("loop.doc", "damaged Office document");
        return reasons;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void isAnsweredWithinItsLimits(String name, byte[] content) {
        Reading reading = new Reading(name, Fixed.LIMITS, System::nanoTime);

        AttachmentReader.readWithin(new PartReader(List.of("infected")), name, content, reading);

        AttachmentText text = reading.close();
        long characters = text.pieces().stream().mapToLong(piece -> piece.text().length()).sum();
        assertThat(characters).isLessThanOrEqualTo(Fixed.LIMITS.characters());
        assertThat(reading.unpacked()).isLessThanOrEqualTo(Fixed.LIMITS.bytesUnpacked() + (64 << 10));
        assertThat(text.unread()).hasSizeLessThanOrEqualTo(51);
        assertThat(Fixed.reasons(text)).contains(REASONS.getOrDefault(name, ""));
        if (!NOTHING_TO_FIND.contains(name)) {
            assertThat(text.pieces().stream().anyMatch(piece -> piece.text().contains("early.net"))).as("early.net").isTrue();
        }
        assertThat(text.pieces()).noneMatch(piece -> piece.text().contains("root:") || piece.path().length() > 1_500);
        assertThat(text.pieces()).noneMatch(piece -> piece.path().chars().anyMatch(character -> character < ' ' || character == 0x202E));
    }
}
