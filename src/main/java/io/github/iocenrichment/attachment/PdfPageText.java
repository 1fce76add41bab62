package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
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

    private final Reading reading;
    private final List<Line> lines = new ArrayList<>();
    private Line line = new Line();
    private int characters;

    private static final class Line {
        private final StringBuilder text = new StringBuilder();
        private float start = Float.MAX_VALUE;
        private float end;
        private float letter;
    }

    PdfPageText(Reading reading) {
        this.reading = reading;
    }

    /** True when the page held more characters than were taken. */
    boolean isCut() {
        return characters > MOST_CHARACTERS;
    }

    String of(PDDocument document, int number, PDPage page, Set<String> targets) throws IOException {
        setStartPage(number);
        setEndPage(number);
        setLineSeparator("\n");
        getText(document);
        endOfLine();
        return joinedByTargets(joinedAtMargin(page.getCropBox().getWidth()), targets);
    }

    private static final class PageFull extends IOException {
    }

    @Override
    public void processPage(PDPage page) throws IOException {
        try {
            super.processPage(page);
        } catch (PageFull full) {
            // what was gathered of this page is kept
            writePage();
        }
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        reading.step();
        if (isCut()) {
            throw new PageFull();
        }
        super.processOperator(operator, operands);
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
            TextPosition last = positions.get(positions.size() - 1);
            line.start = Math.min(line.start, positions.get(0).getXDirAdj());
            line.end = last.getXDirAdj() + last.getWidthDirAdj();
            line.letter = last.getWidthDirAdj();
        }
        line.text.append(text);
    }

    @Override
    protected void writeWordSeparator() {
        line.text.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        endOfLine();
    }

    @Override
    protected void writeParagraphStart() {
        endOfLine();
    }

    private void endOfLine() {
        if (!line.text.isEmpty()) {
            lines.add(line);
            line = new Line();
        }
    }

    private String joinedAtMargin(float pageWidth) {
        float left = Float.MAX_VALUE;
        float right = 0;
        for (Line each : lines) {
            left = Math.min(left, each.start);
            right = Math.max(right, each.end);
        }
        float margin = Math.max(right, pageWidth - Math.max(left, 0) - 12);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            Line current = lines.get(i);
            text.append(current.text);
            boolean full = current.end + 1.5f * Math.max(current.letter, 4) >= margin;
            if (!full || i + 1 == lines.size() || !goesOn(current.text.toString(), lines.get(i + 1).text.toString())) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    /** True when a line ends within a URL and the next one begins with what looks like its rest, not like a word of a sentence. */
    private static boolean goesOn(String line, String next) {
        String last = line.substring(line.lastIndexOf(' ') + 1);
        int space = next.indexOf(' ');
        String first = space < 0 ? next : next.substring(0, space);
        if (!last.contains("//") || first.isEmpty() || first.contains("//") || ",;)>]\"'".indexOf(last.charAt(last.length() - 1)) >= 0) {
            return false;
        }
        String stem = first.replaceAll("[.,;:!?)]+$", "");
        boolean rest = stem.chars().anyMatch(character -> "/?=&%_-.~+#".indexOf(character) >= 0 || Character.isDigit(character));
        return rest && Character.isLetterOrDigit(first.charAt(0)) || "/?=&%_-.~+#".indexOf(first.charAt(0)) >= 0;
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
