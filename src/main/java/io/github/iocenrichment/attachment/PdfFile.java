package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/** A PDF: the text of each page, the targets of its links and the files attached to it. A page that cannot be read does not stop the others. */
final class PdfFile implements FormatReader {
    static {
        BundledFont.install();
    }

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
            Set<String> targets = new LinkedHashSet<>();
            int number = 0;
            for (PDPage page : document.getPages()) {
                number++;
                reading.entry();
                page(document, page, part.inside("page " + number), number, targets, reading);
            }
            if (number == 0) {
                reading.unread(part.path(), "damaged PDF: it has no pages");
            }
            reading.text(part.inside("document"), ContentKind.PLAIN, otherTargets(document, targets, reading));
            attachedFiles(document, part, reading);
        }
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

    private static void page(PDDocument document, PDPage page, String path, int number, Set<String> targets, Reading reading) throws LimitReachedException {
        Set<String> ofPage = new LinkedHashSet<>();
        try {
            if (page.getCOSObject().getDictionaryObject(COSName.ANNOTS) instanceof COSArray annotations) {
                for (int i = 0; i < annotations.size(); i++) {
                    reading.step();
                    uris(annotations.getObject(i), ofPage);
                }
            }
            PdfPageText text = new PdfPageText(reading);
            try {
                reading.text(path, ContentKind.PLAIN, text.of(document, number, page, ofPage));
            } finally {
                reading.text(path, ContentKind.PLAIN, String.join("\n", ofPage));
            }
            if (text.isCut()) {
                reading.unread(path, "more than " + PdfPageText.MOST_CHARACTERS + " characters on one page");
            }
        } catch (LimitReachedException limit) {
            throw limit;
        } catch (IOException | RuntimeException damaged) {
            LimitReachedException limit = LimitReachedException.behind(damaged);
            if (limit != null) {
                throw limit;
            }
            reading.unread(path, "damaged page");
        }
        targets.addAll(ofPage);
    }

    /** Takes the targets of an annotation, an action or the catalogue: its own, and those of the actions right below it. */
    private static void uris(COSBase object, Set<String> targets) {
        if (object instanceof COSDictionary dictionary) {
            uri(dictionary, targets);
            for (COSName key : List.of(COSName.A, COSName.AA, COSName.OPEN_ACTION, COSName.PA)) {
                if (dictionary.getDictionaryObject(key) instanceof COSDictionary action) {
                    uri(action, targets);
                }
            }
        }
    }

    private static void uri(COSDictionary dictionary, Set<String> targets) {
        String uri = dictionary.getString(COSName.URI);
        if (uri != null && !uri.isBlank()) {
            targets.add(uri.strip());
        }
    }

    /** Targets that no page shows: bookmarks, actions on opening, buttons. */
    private static String otherTargets(PDDocument document, Set<String> known, Reading reading) throws LimitReachedException {
        Set<String> others = new LinkedHashSet<>();
        for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
            reading.step();
            COSObject object = document.getDocument().getObjectFromPool(key);
            try {
                uris(object.getObject(), others);
            } catch (RuntimeException damaged) {
                continue;
            }
        }
        others.removeAll(known);
        return String.join("\n", others);
    }

    private void attachedFiles(PDDocument document, Part part, Reading reading) throws IOException {
        PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
        if (names == null || names.getEmbeddedFiles() == null) {
            return;
        }
        Map<String, PDComplexFileSpecification> files = names.getEmbeddedFiles().getNames();
        if (files == null) {
            return;
        }
        for (Map.Entry<String, PDComplexFileSpecification> file : files.entrySet()) {
            reading.entry();
            PDEmbeddedFile embedded = file.getValue() == null ? null : file.getValue().getEmbeddedFile();
            if (embedded != null) {
                long mark = reading.reserved();
                Part inner;
                try (InputStream plain = embedded.createInputStream()) {
                    inner = reading.unpack(part, file.getKey(), plain, 0);
                }
                parts.read(inner, reading);
                reading.releaseTo(mark);
            }
        }
    }
}
