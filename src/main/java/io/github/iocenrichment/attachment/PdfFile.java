package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** A PDF: the text of each page, what its objects say beside that, and the files attached to it. A page that cannot be read does not stop the others. */
final class PdfFile implements FormatReader {
    static {
        BundledFont.install();
    }

    private static final double A_THIRD = 0.33;
    private static final int END = 64 << 10;
    private static final double A_TENTH = 0.1;
    private static final Pattern FOR_CERTIFICATES = Pattern.compile("/Filter\\s*/Adobe\\.PubSec\\b");

    private final PartReader parts;
    private final List<String> passwords = new ArrayList<>();

    PdfFile(PartReader parts, List<String> passwords) {
        this.parts = parts;
        this.passwords.add("");
        this.passwords.addAll(passwords);
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        try (PDDocument document = open(part, reading)) {
            // a lenient parser gives an empty document when it was ended by a limit
            reading.step();
            PdfObjects objects = new PdfObjects(base(document), part, reading);
            Map<Integer, Boolean> drawn = new HashMap<>();
            int number = 0;
            String waiting = null;
            try {
                for (PDPage page : document.getPages()) {
                    number++;
                    reading.entry();
                    String words = page(document, page, part, number, objects, drawn, reading);
                    waiting = handOver(waiting, words, part, number, reading);
                }
            } catch (LimitReachedException limit) {
                handOver(waiting, null, part, number, reading);
                throw limit;
            }
            handOver(waiting, null, part, number + 1, reading);
            if (isCut(part.content())) {
                reading.unread(part.path(), "cut off: its end is missing");
            }
            if (number == 0) {
                reading.unread(part.path(), "damaged PDF: it has no pages");
            }
            others(document, objects, reading);
            objects.handOver(part.inside("document"));
            attachedFiles(objects, part, reading);
            pictures(document, part, drawn, reading);
        }
    }

    /** What targets without a scheme refer to. */
    private static @Nullable String base(PDDocument document) {
        COSBase uri = document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.URI);
        return uri instanceof COSDictionary dictionary ? dictionary.getString(COSName.getPDFName("Base")) : null;
    }

    private PDDocument open(Part part, Reading reading) throws IOException {
        for (String password : passwords) {
            reading.step();
            try {
                return BoundedPdf.open(part, password, reading);
            } catch (InvalidPasswordException wrong) {
                // the next one may fit
                continue;
            } catch (IOException | LinkageError problem) {
                if (isForCertificates(part.content())) {
                    throw new UnreadException("encrypted for certificates, not with a password");
                }
                throw problem;
            }
        }
        throw new UnreadException("password unknown");
    }

    /** Such a file names its security handler in clear; the library that decrypts it is not shipped, since the private key is not here anyway. */
    private static boolean isForCertificates(byte[] content) {
        return FOR_CERTIFICATES.matcher(new String(content, StandardCharsets.ISO_8859_1)).find();
    }

    /** Gives out the text of the page before, as soon as that of the next shows how it goes on; returns what is left of the next. */
    private static @Nullable String handOver(@Nullable String before, @Nullable String words, Part part, int number, Reading reading)
            throws LimitReachedException {
        if (before == null) {
            return words;
        }
        PdfPageBreak pages = words == null ? new PdfPageBreak(before, "", null) : PdfPageBreak.of(before, words);
        String path = part.inside("page " + (number - 1));
        reading.text(path, ContentKind.PLAIN, pages.before());
        if (pages.broken() != null) {
            reading.unread(path, "a value is broken over two pages and was left out: " + ShownName.of(pages.broken()));
        }
        return words == null ? null : pages.behind();
    }

    /** Whether the mark is missing with which every PDF ends; a parser that forgives much reads what is there and says nothing. */
    private static boolean isCut(byte[] content) {
        int from = Math.max(0, content.length - END);
        return !new String(content, from, content.length - from, StandardCharsets.ISO_8859_1).contains("%%EOF");
    }

    /**
     * @param drawn takes the number of a page that may hold codes, and whether it has text
     * @return its text; null when it cannot be read
     */
    private static @Nullable String page(PDDocument document, PDPage page, Part part, int number, PdfObjects objects, Map<Integer, Boolean> drawn, Reading reading)
            throws IOException {
        String path = part.inside("page " + number);
        Set<String> targets = Set.of();
        try {
            objects.walk(page.getCOSObject());
            targets = objects.handOver(path);
            PdfPageText text = new PdfPageText(path, reading);
            String words = text.of(document, number, targets);
            for (String value : text.broken()) {
                reading.unread(path, "a value is broken over a line and was left out: " + ShownName.of(value));
            }
            if (text.isCut()) {
                reading.unread(path, "more than " + PdfPageText.MOST_CHARACTERS + " characters on one page");
            }
            if (text.mayHoldCode()) {
                drawn.put(number, !words.isBlank());
            }
            return words;
        } catch (IOException | RuntimeException damaged) {
            LimitReachedException.rethrow(damaged);
            reading.unread(path, "damaged page");
            return null;
        }
    }

    /** Reads the codes on each page, after all texts since it takes longer, and notes a page that is a scan, for its text is not read. */
    private static void pictures(PDDocument document, Part part, Map<Integer, Boolean> drawn, Reading reading) throws IOException {
        Set<COSBase> known = PdfPictures.none();
        int number = 0;
        for (PDPage page : document.getPages()) {
            number++;
            if (!drawn.containsKey(number)) {
                continue;
            }
            String path = part.inside("page " + number);
            PdfPictures pictures = new PdfPictures(page, path, known, reading);
            try {
                reading.pictures().page(path, pictures::look);
            } catch (Exception damaged) {
                LimitReachedException.rethrow(damaged);
                reading.unread(path, "damaged pictures");
            }
            if (!pictures.found() && (pictures.covered() > A_THIRD || !drawn.get(number) && pictures.covered() > A_TENTH)) {
                reading.pictures().withText(path);
            }
        }
    }

    /** What no page leads to: properties, bookmarks, actions on opening, forms, and objects that nothing refers to. */
    private static void others(PDDocument document, PdfObjects objects, Reading reading) throws LimitReachedException {
        objects.walk(document.getDocument().getTrailer());
        for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
            reading.step();
            objects.walk(document.getDocument().getObjectFromPool(key));
        }
    }

    private void attachedFiles(PdfObjects objects, Part part, Reading reading) throws IOException {
        for (Map.Entry<COSStream, String> file : objects.files().entrySet()) {
            reading.entry();
            long mark = reading.reserved();
            Part inner;
            try (InputStream plain = file.getKey().createInputStream()) {
                inner = reading.unpack(part, file.getValue(), plain, 0);
            }
            parts.read(inner, reading);
            reading.releaseTo(mark);
        }
    }
}
