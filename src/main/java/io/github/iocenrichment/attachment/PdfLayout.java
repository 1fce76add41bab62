package io.github.iocenrichment.attachment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a page in cells, by where their words stand. A value that the layout broke at the right edge of its column is put together again; one of
 * which nobody can know where it ends is taken out, so that no part of it is taken for a value of its own.
 */
final class PdfLayout {
    private static final int MOST_LOOKED_AT = 2_000;
    private static final int MOST_PARTS = 40;
    private static final int LABELS = 6;

    private final String path;
    private final Reading reading;
    private final List<Cell> cells = new ArrayList<>();
    private final Set<String> broken = new TreeSet<>();
    private boolean newLine = true;
    private int looks;

    /** A stretch of one line without a gap. */
    private static final class Cell {
        private final StringBuilder text = new StringBuilder();
        private final boolean beginsLine;
        private final float left;
        private final float top;
        private final float size;
        private final float lineLeft;
        private float right;
        private boolean alone = true;

        /** @param before the cell before it in its line; null when it begins the line */
        private Cell(@Nullable Cell before, float left, float top, float size) {
            this.beginsLine = before == null;
            this.lineLeft = before == null ? left : before.lineLeft;
            if (before != null) {
                before.alone = false;
                this.alone = false;
            }
            this.left = left;
            this.right = left;
            this.top = top;
            this.size = size;
        }

        private float letter() {
            return text.isEmpty() ? size / 2 : Math.max(1, (right - left) / text.length());
        }

        private String lastToken() {
            int blank = text.length() - 1;
            while (blank >= 0 && !Character.isWhitespace(text.charAt(blank))) {
                blank--;
            }
            return text.substring(blank + 1);
        }

        private String firstToken() {
            int blank = 0;
            while (blank < text.length() && !Character.isWhitespace(text.charAt(blank))) {
                blank++;
            }
            return text.substring(0, blank);
        }

        private boolean isOneToken() {
            return firstToken().length() == text.length();
        }
    }

    /** @param path the way to the page */
    PdfLayout(String path, Reading reading) {
        this.path = path;
        this.reading = reading;
    }

    /** Adds a word with its place, in points from the upper left corner. */
    void word(String text, float left, float right, float top, float size) {
        Cell last = cells.isEmpty() ? null : cells.get(cells.size() - 1);
        boolean gap = last == null || newLine || left - last.right > 1.4f * size || left < last.right - 2 * size;
        if (gap) {
            last = new Cell(newLine ? null : last, left, top, size);
            cells.add(last);
            newLine = false;
        }
        last.text.append(text);
        last.right = Math.max(last.right, right);
    }

    void blank() {
        if (!newLine && !cells.isEmpty()) {
            cells.get(cells.size() - 1).text.append(' ');
        }
    }

    void endOfLine() {
        newLine = true;
    }

    /** The parts of values that were taken out. */
    Set<String> broken() {
        return broken;
    }

    String text() throws LimitReachedException {
        List<Cell> byHeight = new ArrayList<>(cells);
        byHeight.sort(Comparator.comparingDouble(cell -> cell.top));
        for (Cell cell : cells) {
            reading.step();
            stripEnd(cell);
        }
        for (Cell cell : cells) {
            join(cell, byHeight);
        }
        StringBuilder page = new StringBuilder();
        boolean first = true;
        for (Cell cell : cells) {
            reading.step();
            if (!first && !cell.text.isEmpty()) {
                page.append(cell.beginsLine ? '\n' : '\t');
            }
            first &= cell.text.isEmpty();
            page.append(cell.text);
        }
        return page.append('\n').toString();
    }

    /** Blanks between two cells stand behind the first; one that the page itself has parts a value. */
    private static void stripEnd(Cell cell) {
        int end = cell.text.length();
        while (end > 0 && cell.text.charAt(end - 1) == ' ') {
            end--;
        }
        cell.text.setLength(end);
    }

    private void join(Cell cell, List<Cell> byHeight) throws LimitReachedException {
        List<Cell> below = column(cell, byHeight);
        for (int at = 0; at < below.size(); at++) {
            Cell next = below.get(at);
            String end = cell.lastToken();
            String begin = next.firstToken();
            Cell before = at == 0 ? cell : below.get(at - 1);
            boolean hex = BrokenValue.isHex(end, begin);
            if (next.text.isEmpty() || !isFull(before, next, hex, byHeight)) {
                return;
            }
            if (hex) {
                hash(cell, below.subList(at, below.size()), byHeight);
                return;
            }
            boolean list = cell.isOneToken() && next.isOneToken() && BrokenValue.isValue(end, null) && BrokenValue.isValue(begin, null)
                    && (at + 1 < below.size() && BrokenValue.isValue(below.get(at + 1).text.toString(), null) || isValueAbove(cell, byHeight));
            BrokenValue.Answer answer = BrokenValue.of(end, begin, next.isOneToken(), list);
            if (answer == BrokenValue.Answer.APART) {
                return;
            }
            boolean more = next.isOneToken();
            if (answer == BrokenValue.Answer.UNSURE) {
                next.text.delete(0, begin.length());
                broken.add(end);
                cell.text.setLength(cell.text.length() - end.length());
                cell.text.append(BrokenValue.wholeHost(end));
                return;
            }
            cell.text.append(next.text);
            next.text.setLength(0);
            if (!more) {
                return;
            }
        }
    }

    private void hash(Cell cell, List<Cell> below, List<Cell> byHeight) throws LimitReachedException {
        List<Integer> lengths = new ArrayList<>(List.of(BrokenValue.lastHex(cell.lastToken()).length()));
        Cell before = cell;
        for (Cell next : below) {
            String part = next.firstToken();
            if (!BrokenValue.isHex("0000", part) || !isFull(before, next, true, byHeight)) {
                break;
            }
            lengths.add(part.length());
            before = next;
            if (!next.isOneToken()) {
                break;
            }
        }
        int parts = BrokenValue.hash(lengths, label(cell, byHeight));
        if (parts == 0) {
            String end = BrokenValue.lastHex(cell.lastToken());
            broken.add(end);
            cell.text.setLength(cell.text.length() - end.length());
        }
        for (int i = 1; i < (parts == 0 ? lengths.size() : parts); i++) {
            Cell next = below.get(i - 1);
            if (parts > 0) {
                cell.text.append(next.text);
                next.text.setLength(0);
            } else {
                next.text.delete(0, next.firstToken().length());
            }
        }
    }

    /** Whether a line reaches the right edge of its column, or what stands before the next possible break of the line below would not have fitted. */
    private boolean isFull(Cell line, Cell next, boolean hex, List<Cell> byHeight) throws LimitReachedException {
        float edge = line.right;
        for (Cell each : byHeight) {
            reading.step();
            boolean sameColumn = Math.abs(each.left - next.left) < line.size && Math.abs(each.top - next.top) < 40 * line.size;
            // digits break anywhere: other words of the column say nothing about how many fit
            edge = sameColumn && (!hex || BrokenValue.lastHex(each.lastToken()).length() >= 4) ? Math.max(edge, each.right) : edge;
        }
        String begin = next.firstToken();
        int chunk = 1;
        while (!hex && chunk < begin.length() && "/-?&=._%".indexOf(begin.charAt(chunk)) < 0) {
            chunk++;
        }
        return line.right + Math.max(1, hex ? 1 : chunk) * line.letter() > edge + 0.5f * line.letter();
    }

    /** The lines below that begin where a line or its last word does, without a gap between. */
    private List<Cell> column(Cell cell, List<Cell> byHeight) throws LimitReachedException {
        List<Cell> below = new ArrayList<>();
        String token = cell.lastToken();
        boolean mayBreak = token.length() >= 4 && (IndicatorShape.mayBeIn(token) || BrokenValue.lastHex(token).length() >= 4 || token.endsWith("-"));
        if (mayBreak && looks == MOST_LOOKED_AT) {
            reading.unread(path, "more than " + MOST_LOOKED_AT + " values at ends of lines: the others were not put together where a line breaks them");
        }
        if (!mayBreak || looks++ >= MOST_LOOKED_AT) {
            return below;
        }
        float tokenLeft = cell.right - token.length() * cell.letter();
        Cell above = cell;
        for (Cell each : byHeight) {
            reading.step();
            boolean under = each.top > above.top + 0.3f * cell.size && each.top < above.top + 2.2f * cell.size;
            float near = cell.letter() * 1.5f;
            // a line of words that are far apart, as set to both edges, goes on at its left edge; a row of cells does not
            boolean ofLine = each.alone && Math.abs(each.left - cell.lineLeft) < near || Math.abs(each.left - tokenLeft) < near;
            boolean atEdge = Math.abs(each.left - cell.left) < near || below.isEmpty() && ofLine;
            if (under && atEdge && below.size() < MOST_PARTS) {
                below.add(each);
                above = each;
            }
        }
        return below;
    }

    private boolean isValueAbove(Cell cell, List<Cell> byHeight) throws LimitReachedException {
        for (Cell each : byHeight) {
            reading.step();
            boolean above = each.top < cell.top - 0.3f * cell.size && each.top > cell.top - 2.2f * cell.size && Math.abs(each.left - cell.left) < cell.size;
            if (above && each.isOneToken() && BrokenValue.isValue(each.text.toString(), null)) {
                return true;
            }
        }
        return false;
    }

    /** What may name a value: words before it in its line and in the lines before, and the heading of its column, the nearest last. */
    private String label(Cell cell, List<Cell> byHeight) throws LimitReachedException {
        StringBuilder label = new StringBuilder();
        int index = cells.indexOf(cell);
        int line = index;
        while (line > 0 && !cells.get(line).beginsLine) {
            line--;
        }
        for (int i = Math.max(0, line - LABELS); i < line; i++) {
            label.append(cells.get(i).text).append('\n');
        }
        for (Cell each : byHeight) {
            reading.step();
            if (each.top < cell.top - 0.3f * cell.size && each.left < cell.right && each.right > cell.left) {
                label.append(each.text).append('\n');
            }
        }
        for (int i = line; i < index; i++) {
            label.append(cells.get(i).text).append('\n');
        }
        label.append(cell.text, 0, cell.text.length() - BrokenValue.lastHex(cell.lastToken()).length());
        return label.toString();
    }
}
