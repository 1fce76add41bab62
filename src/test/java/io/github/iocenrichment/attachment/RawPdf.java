package io.github.iocenrichment.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PDF written object by object, with one page of the size Letter in Courier. */
final class RawPdf {
    private final List<byte[]> objects = new ArrayList<>();
    private String catalog = "";
    private String page = "";
    private String trailer = "";
    private String resources = "";
    private String content = "BT /F1 12 Tf 72 700 Td (hello) Tj ET";

    /** Further entries of the catalogue. */
    RawPdf catalog(String entries) {
        catalog += " " + entries;
        return this;
    }

    /** Further entries of the page. */
    RawPdf page(String entries) {
        page += " " + entries;
        return this;
    }

    RawPdf trailer(String entries) {
        trailer += " " + entries;
        return this;
    }

    /** Pictures and forms of the page, as {@code /Name 6 0 R}. */
    RawPdf pictures(String entries) {
        resources = " /XObject << " + entries + " >>";
        return this;
    }

    RawPdf content(String operators) {
        content = operators;
        return this;
    }

    /** Lines of text from the upper left corner, each {@code size + 2} below the one before. */
    RawPdf lines(int size, int left, String... lines) {
        StringBuilder operators = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            operators.append("BT /F1 ").append(size).append(" Tf ").append(left).append(' ').append(720 - i * (size + 2)).append(" Td (")
                    .append(lines[i].replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")).append(") Tj ET\n");
        }
        content = operators.toString();
        return this;
    }

    /** A further object; the first has number 6. */
    RawPdf object(String body) {
        objects.add(body.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    RawPdf stream(String entries, String content) {
        return stream(entries, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawPdf stream(String entries, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        write(body, "<< " + entries + " /Length " + content.length + " >>\nstream\n");
        body.writeBytes(content);
        write(body, "\nendstream");
        objects.add(body.toByteArray());
        return this;
    }

    byte[] bytes() {
        List<byte[]> all = new ArrayList<>();
        all.add(ascii("<< /Type /Catalog /Pages 2 0 R" + catalog + " >>"));
        all.add(ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"));
        all.add(ascii("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>" + resources + " >>" + page
                + " >>"));
        all.add(ascii("<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream"));
        all.add(ascii("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"));
        all.addAll(objects);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "%PDF-1.7\n");
        StringBuilder table = new StringBuilder("xref\n0 " + (all.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < all.size(); i++) {
            table.append("%010d 00000 n \n".formatted(out.size()));
            write(out, (i + 1) + " 0 obj\n");
            out.writeBytes(all.get(i));
            write(out, "\nendobj\n");
        }
        int start = out.size();
        write(out, table + "trailer\n<< /Size " + (all.size() + 1) + " /Root 1 0 R" + trailer + " >>\nstartxref\n" + start + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(ascii(text));
    }
}
