package io.github.iocenrichment.indicator;

import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.Set;

/** A drawing of cells that may be the modules of a QR code, each one or two cells wide and high, dark on light or light on dark. */
final class ModuleGrid {
    private static final int SMALLEST = 21;
    private static final int LARGEST = 177;

    private ModuleGrid() {
    }

    /** Adds what the code says. @param dark the cells that are filled, row by row */
    static void read(boolean[][] dark, Set<String> codes) {
        boolean[][] drawn = cut(dark);
        if (!decode(drawn, codes)) {
            decode(cut(inverted(drawn)), codes);
        }
    }

    /** Without the rows and columns around it in which nothing is filled. */
    private static boolean[][] cut(boolean[][] cells) {
        int top = cells.length;
        int bottom = -1;
        int left = Integer.MAX_VALUE;
        int right = -1;
        for (int y = 0; y < cells.length; y++) {
            for (int x = 0; x < cells[y].length; x++) {
                if (cells[y][x]) {
                    top = Math.min(top, y);
                    bottom = y;
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        boolean[][] cut = new boolean[Math.max(0, bottom - top + 1)][Math.max(0, right - left + 1)];
        for (int y = 0; y < cut.length; y++) {
            System.arraycopy(cells[top + y], left, cut[y], 0, cut[y].length);
        }
        return cut;
    }

    private static boolean[][] inverted(boolean[][] cells) {
        boolean[][] inverted = new boolean[cells.length][];
        for (int y = 0; y < cells.length; y++) {
            inverted[y] = new boolean[cells[y].length];
            for (int x = 0; x < cells[y].length; x++) {
                inverted[y][x] = !cells[y][x];
            }
        }
        return inverted;
    }

    private static boolean decode(boolean[][] cells, Set<String> codes) {
        for (int high = 1; high <= 2; high++) {
            for (int wide = 1; wide <= 2; wide++) {
                int size = cells.length / high;
                boolean square = cells.length % high == 0 && cells.length > 0 && cells[0].length == size * wide;
                if (square && size >= SMALLEST && size <= LARGEST && size % 4 == 1 && decode(cells, size, high, wide, codes)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean decode(boolean[][] cells, int size, int high, int wide, Set<String> codes) {
        BitMatrix modules = new BitMatrix(size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (cells[y * high][x * wide]) {
                    modules.set(x, y);
                }
            }
        }
        try {
            String text = new Decoder().decode(modules).getText();
            return !text.isBlank() && codes.add(text);
        } catch (ReaderException | RuntimeException noCode) {
            // a drawing of some other kind
            return false;
        }
    }
}
