package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.action.PDAction;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.text.PDFTextStripper;

/** A PDF: the text of each page and the targets of its links. */
final class PdfFile implements FormatReader {
    private final PartReader parts;
    private final List<String> passwords = new ArrayList<>();

    PdfFile(PartReader parts, List<String> passwords) {
        this.parts = parts;
        this.passwords.add("");
        this.passwords.addAll(passwords);
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        try (PDDocument document = open(part.content(), reading)) {
            int number = 0;
            for (PDPage page : document.getPages()) {
                number++;
                reading.entry();
                String path = part.inside("page " + number);
                reading.text(path, ContentKind.PLAIN, text(document, number));
                reading.text(path, ContentKind.PLAIN, links(page));
            }
        }
    }

    private PDDocument open(byte[] content, Reading reading) throws IOException {
        for (String password : passwords) {
            reading.step();
            try {
                return Loader.loadPDF(content, password, null, null, IOUtils.createMemoryOnlyStreamCache());
            } catch (InvalidPasswordException wrong) {
                continue;
            }
        }
        throw new UnreadException("password unknown");
    }

    private static String text(PDDocument document, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        stripper.setLineSeparator("\n");
        return stripper.getText(document);
    }

    private static String links(PDPage page) throws IOException {
        StringBuilder targets = new StringBuilder();
        for (PDAnnotation annotation : page.getAnnotations()) {
            if (annotation instanceof PDAnnotationLink link) {
                PDAction action = link.getAction();
                if (action instanceof PDActionURI uri && uri.getURI() != null) {
                    targets.append(uri.getURI()).append('\n');
                }
            }
        }
        return targets.toString();
    }
}
