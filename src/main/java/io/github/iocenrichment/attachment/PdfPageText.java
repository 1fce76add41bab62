package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * The text of one page. A URL that the layout broke at the right margin is put together again: when a link of the page says how it goes on, or when
 * the line is full and the next one begins like the rest of a URL.
 */
final class PdfPageText extends PDFTextStripper {
    static final int MOST_CHARACTERS = 100_000;
    private static final int MOST_LINKS = 500;

    private static final Set<String> FILLS = Set.of("f", "F", "f*", "B", "B*", "b", "b*", "S", "s");
    private final Reading reading;
    private final PdfLayout layout;
    private int characters;
    private int areas;
    private boolean pictures;

    PdfPageText(String path, Reading reading) {
        this.reading = reading;
        this.layout = new PdfLayout(path, reading);
    }

    /** True when the page held more characters than were taken. */
    boolean isCut() {
        return characters > MOST_CHARACTERS;
    }

    String of(PDDocument document, int number, Set<String> targets) throws IOException {
        setStartPage(number);
        setEndPage(number);
        setLineSeparator("\n");
        getText(document);
        return joinedByTargets(layout.text(), targets);
    }

    /** The ends of lines at which a value is broken that cannot be put together for sure. */
    Set<String> broken() {
        return layout.broken();
    }

    private static final class PageFullException extends IOException {
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        try {
            super.processPage(page);
        } catch (PageFullException full) {
            // what was gathered of this page is kept
            writePage();
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        reading.step();
        if (isCut()) {
            throw new PageFullException();
        }
        look(operator.getName(), operands);
        super.processOperator(operator, operands);
    }

    /** Notes whether there is anything on the page that may be a code. */
    private void look(String operator, List<COSBase> operands) {
        if (FILLS.contains(operator)) {
            areas++;
        } else if (operator.equals("BI")) {
            pictures = true;
        } else if (operator.equals("Do") && !operands.isEmpty() && operands.get(0) instanceof COSName name) {
            pictures |= getResources() == null || getResources().isImageXObject(name);
        }
    }

    /** Whether a picture is drawn on the page, or so many areas that they may be a code; also true when not all of the page was looked at. */
    boolean mayHoldCode() {
        return pictures || isCut() || areas >= PdfPictures.FEWEST_AREAS;
    }

    @Override
    protected void processTextPosition(TextPosition text) {
        characters++;
        if (characters <= MOST_CHARACTERS) {
            super.processTextPosition(text);
        }
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        if (!positions.isEmpty()) {
            TextPosition first = positions.get(0);
            TextPosition last = positions.get(positions.size() - 1);
            float size = Math.max(4, Math.max(first.getFontSizeInPt(), first.getHeightDir()));
            layout.word(text, first.getXDirAdj(), last.getXDirAdj() + last.getWidthDirAdj(), first.getYDirAdj(), size);
        }
    }

    @Override
    protected void writeWordSeparator() {
        layout.blank();
    }

    @Override
    protected void writeLineSeparator() {
        layout.endOfLine();
    }

    @Override
    protected void writeParagraphStart() {
        layout.endOfLine();
    }

    /** Takes line ends out of every stretch of the text that is a link's target but for them. */
    private static String joinedByTargets(String text, Set<String> targets) {
        String joined = text;
        int left = MOST_LINKS;
        for (String target : targets) {
            if (left-- == 0 || target.length() > 2_000) {
                break;
            }
            joined = joinedByTarget(joined, target);
        }
        return joined;
    }

    private static String joinedByTarget(String text, String target) {
        int head = Math.min(target.length(), 12);
        for (int at = text.indexOf(target.substring(0, head)); at >= 0; at = text.indexOf(target.substring(0, head), at + 1)) {
            int in = at;
            int of = 0;
            boolean broken = false;
            while (in < text.length() && of < target.length()) {
                if (text.charAt(in) == target.charAt(of)) {
                    of++;
                } else if (text.charAt(in) == '\n') {
                    broken = true;
                } else {
                    break;
                }
                in++;
            }
            if (broken && of == target.length()) {
                return text.substring(0, at) + target + text.substring(in);
            }
        }
        return text;
    }
}
