package io.github.iocenrichment.indicator;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** QR codes that a page draws as a table, each cell in one of a few looks: mails carry them so, as no picture is in them that a gateway could read. */
final class TableCodes {
    private static final int FEWEST_ROWS = 21;
    private static final int MOST_CELLS = 200;
    /** A code has two looks; a margin of its own may add one or two. */
    private static final int MOST_LOOKS = 4;
    private static final int MOST_TABLES = 20;

    private TableCodes() {
    }

    /** What the codes in the tables of a page say. */
    static Set<String> in(Document page, DecodingLimits limits) {
        Set<String> codes = new LinkedHashSet<>();
        int tried = 0;
        for (Element table : page.select("table")) {
            List<Element> rows = rows(table);
            boolean mayDraw = rows.size() >= FEWEST_ROWS && rows.size() <= MOST_CELLS && cells(rows.get(rows.size() / 2)) >= FEWEST_ROWS;
            if (mayDraw && tried++ == MOST_TABLES) {
                limits.unread("more than " + MOST_TABLES + " tables of the size of a code: the others were not looked at for QR codes");
                return codes;
            } else if (mayDraw) {
                read(rows, codes);
            }
        }
        return codes;
    }

    private static List<Element> rows(Element table) {
        return table.children().stream().flatMap(child -> child.nodeName().equals("tr") ? Stream.of(child) : child.children().stream())
                .filter(row -> row.nodeName().equals("tr")).toList();
    }

    private static void read(List<Element> rows, Set<String> codes) {
        int width = rows.stream().mapToInt(TableCodes::cells).max().orElse(0);
        if (width > MOST_CELLS) {
            return;
        }
        String[][] looks = new String[rows.size()][width];
        Set<String> all = new LinkedHashSet<>();
        for (int y = 0; y < rows.size(); y++) {
            int x = 0;
            for (Element cell : rows.get(y).children()) {
                String look = look(cell);
                all.add(look);
                for (int span = span(cell); span > 0 && x < width; span--) {
                    looks[y][x++] = look;
                }
            }
        }
        if (all.size() > MOST_LOOKS) {
            return;
        }
        for (String look : all) {
            boolean[][] dark = new boolean[rows.size()][width];
            for (int y = 0; y < rows.size(); y++) {
                for (int x = 0; x < width; x++) {
                    dark[y][x] = look.equals(looks[y][x]);
                }
            }
            int before = codes.size();
            ModuleGrid.read(dark, codes);
            if (codes.size() > before) {
                return;
            }
        }
    }

    private static int cells(Element row) {
        return row.children().stream().mapToInt(TableCodes::span).sum();
    }

    private static int span(Element cell) {
        String span = cell.attr("colspan").strip();
        return span.matches("[1-9]\\d{0,2}") ? Integer.parseInt(span) : 1;
    }

    /** What makes a cell dark or light: its colour, wherever it stands, its class, and the characters that fill it. */
    private static String look(Element cell) {
        Element inner = cell.childrenSize() == 1 ? cell.child(0) : cell;
        String style = cell.attr("style") + "|" + (inner == cell ? "" : inner.attr("style"));
        return (cell.attr("bgcolor") + "|" + cell.className() + "|" + style.replaceAll("(?i)(?:min-|max-)?(?:width|height)\\s*:[^;]*;?|\\s", "") + "|"
                + cell.text().strip()).toLowerCase(Locale.ROOT);
    }
}
