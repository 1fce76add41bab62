package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.utf8;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;

/** Documents made in memory for the tests of this package. */
public final class Documents {
    static {
        BundledFont.install();
    }

    private Documents() {
    }

    /** A page for each list of lines; the links lie on the first page. */
    public static byte[] pdf(List<List<String>> pages, List<String> links) {
        return pdf(pages, links, null);
    }

    /** @param password null for a readable file; an empty one locks editing only */
    static byte[] pdf(List<List<String>> pages, List<String> links, String password) {
        return made(out -> {
            try (PDDocument document = new PDDocument()) {
                for (List<String> lines : pages) {
                    PDPage page = new PDPage(PDRectangle.A4);
                    document.addPage(page);
                    try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                        content.beginText();
                        content.setFont(new PDType1Font(Standard14Fonts.FontName.COURIER), 10);
                        content.setLeading(14);
                        content.newLineAtOffset(50, 780);
                        for (String line : lines) {
                            content.showText(line);
                            content.newLine();
                        }
                        content.endText();
                    }
                }
                for (String link : links) {
                    PDActionURI action = new PDActionURI();
                    action.setURI(link);
                    PDAnnotationLink annotation = new PDAnnotationLink();
                    annotation.setAction(action);
                    document.getPage(0).getAnnotations().add(annotation);
                }
                if (password != null) {
                    StandardProtectionPolicy policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
                    policy.setEncryptionKeyLength(256);
                    document.protect(policy);
                }
                document.save(out);
            }
        });
    }

    static byte[] docx() {
        return made(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                XWPFParagraph paragraph = document.createParagraph();
                paragraph.createRun().setText("seen at mossy-");
                paragraph.createRun().setText("anvil[.]n");
                paragraph.createRun().setText("et");
                paragraph.createHyperlinkRun("https://target.mossy-anvil.net/x?a=1&b=2").setText("click here");
                document.createTable(1, 2).getRow(0).getCell(0).setText("left.example.net");
                document.getTables().get(0).getRow(0).getCell(1).setText("right.example.net");
                document.createHeader(org.apache.poi.wp.usermodel.HeaderFooterType.DEFAULT).createParagraph().createRun().setText("header.example.net");
                document.createFootnote().createParagraph().createRun().setText("footnote.example.net");
                document.write(out);
            }
        });
    }

    static byte[] workbook(boolean old) {
        return made(out -> {
            try (Workbook workbook = old ? new HSSFWorkbook() : new XSSFWorkbook()) {
                Sheet sheet = workbook.createSheet("Data");
                Row row = sheet.createRow(6);
                row.createCell(0).setCellValue("Firmware");
                row.createCell(1).setCellValue("8.1.0.22");
                row.createCell(3).setCellValue("hxxp://cell.mossy-anvil.net/a");
                row.createCell(4).setCellValue(17.5);
                Hyperlink link = workbook.getCreationHelper().createHyperlink(HyperlinkType.URL);
                link.setAddress("http://link.mossy-anvil.net/b");
                row.createCell(5).setCellValue("here");
                row.getCell(5).setHyperlink(link);
                row.createCell(6).setCellFormula("HYPERLINK(\"http://formula.mossy-anvil.net/c\",\"go\")");
                workbook.createSheet("Second").createRow(0).createCell(0).setCellValue("second.example.net");
                workbook.write(out);
            }
        });
    }

    /** A workbook of one cell, in the old binary form. */
    static byte[] oldWorkbook(String text) {
        return workbookOf(new HSSFWorkbook(), text);
    }

    /** A workbook of one cell. */
    static byte[] newWorkbook(String text) {
        return workbookOf(new XSSFWorkbook(), text);
    }

    private static byte[] workbookOf(Workbook workbook, String text) {
        return made(out -> {
            try (workbook) {
                workbook.createSheet("Data").createRow(0).createCell(0).setCellValue(text);
                workbook.write(out);
            }
        });
    }

    /** A document of one paragraph. */
    static byte[] docx(String text) {
        return made(out -> {
            try (XWPFDocument document = new XWPFDocument()) {
                document.createParagraph().createRun().setText(text);
                document.write(out);
            }
        });
    }

    static byte[] headedWorkbook() {
        return made(out -> {
            try (Workbook workbook = new XSSFWorkbook()) {
                Sheet sheet = workbook.createSheet("List");
                String[][] rows = {{"Name", "Version", "Address"}, {"Agent", "10.0.1.2", "93.115.28.40"}};
                for (int i = 0; i < rows.length; i++) {
                    Row row = sheet.createRow(i);
                    for (int j = 0; j < rows[i].length; j++) {
                        row.createCell(j).setCellValue(rows[i][j]);
                    }
                }
                workbook.write(out);
            }
        });
    }

    /** A document that a file was dragged into. */
    static byte[] docxWith(String name, byte[] dragged) {
        byte[] packed = made(new Ole10Native(name, "C:\\in\\" + name, "C:\\in\\" + name, dragged)::writeOut);
        return Samples.zip(files("[Content_Types].xml", "<Types/>", "word/embeddings/oleObject1.bin", Samples.compound(files(Ole10Native.OLE10_NATIVE,
                packed))));
    }

    static byte[] slides() {
        return made(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.createSlide().createTextBox().setText("slide.mossy-anvil.net");
                var run = show.createSlide().createTextBox().addNewTextParagraph().addNewTextRun();
                run.setText("press");
                run.createHyperlink().setAddress("http://button.mossy-anvil.net/x");
                show.write(out);
            }
        });
    }

    /** One slide. */
    static byte[] slides(String text) {
        return made(out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.createSlide().createTextBox().setText(text);
                show.write(out);
            }
        });
    }

    static byte[] oldSlides() {
        return oldSlides("oldslide.mossy-anvil.net");
    }

    /** One slide, in the old binary form. */
    static byte[] oldSlides(String text) {
        return made(out -> {
            try (HSLFSlideShow show = new HSLFSlideShow()) {
                show.createSlide().createTextBox().setText(text);
                show.write(out);
            }
        });
    }

    /** The smallest message that Outlook could have saved; a further property stream name to content for each attachment. */
    static Map<String, byte[]> message(String subject, String body, String html, String headers) {
        Map<String, byte[]> streams = files("__properties_version1.0", new byte[32], "__nameid_version1.0/__substg1.0_00020102", new byte[16],
                "__substg1.0_001A001F", utf16("IPM.Note"), "__substg1.0_0037001F", utf16(subject), "__substg1.0_1000001F", utf16(body));
        if (html != null) {
            streams.put("__substg1.0_10130102", utf8(html));
        }
        if (headers != null) {
            streams.put("__substg1.0_007D001F", utf16(headers));
        }
        return streams;
    }

    static byte[] utf16(String text) {
        return text.getBytes(StandardCharsets.UTF_16LE);
    }

    /** Puts a file into a message. */
    static Map<String, byte[]> attach(Map<String, byte[]> message, int number, String name, byte[] content) {
        String directory = "__attach_version1.0_#0000000" + number + "/";
        message.put(directory + "__properties_version1.0", new byte[8]);
        message.put(directory + "__substg1.0_3707001F", utf16(name));
        message.put(directory + "__substg1.0_37010102", content);
        return message;
    }

    /** Puts a message into a message. */
    static Map<String, byte[]> attach(Map<String, byte[]> message, int number, Map<String, byte[]> inner) {
        String directory = "__attach_version1.0_#0000000" + number + "/";
        message.put(directory + "__properties_version1.0", new byte[8]);
        inner.forEach((name, content) -> message.put(directory + "__substg1.0_3701000D/" + name, content));
        return message;
    }

    /** The first bytes of a document: what is left when a download breaks off. */
    static byte[] cut(byte[] document, double part) {
        return Arrays.copyOf(document, (int) (document.length * part));
    }

}
