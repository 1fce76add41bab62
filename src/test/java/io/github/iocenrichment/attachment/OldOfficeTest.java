package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.poi.hpsf.CustomProperties;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an indicator may stand in an old Office document, and what is left of a damaged one. */
class OldOfficeTest {
    private static final String URL = "https://rivet.quill-otter.net/x";

    private static final String SHEET = "\u0009\u0008\u0010\0\0\u0006\u0010\0";

    private static byte[] resource(String name) {
        try (InputStream in = OldOfficeTest.class.getResourceAsStream("/attachment/" + name)) {
            return in.readAllBytes();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static byte[] workbook(Consumer<HSSFWorkbook> change) {
        return made(out -> {
            try (HSSFWorkbook book = new HSSFWorkbook()) {
                book.createSheet("a").createRow(0).createCell(0).setCellValue("x");
                book.createInformationProperties();
                change.accept(book);
                book.write(out);
            }
        });
    }

    private static byte[] formula(String formula) {
        return workbook(book -> book.getSheet("a").createRow(1).createCell(0).setCellFormula(formula));
    }

    /** The first sheet turned into one of Excel 4 macros, which no library writes: a number at its beginning says so. */
    private static byte[] macroSheet(Consumer<HSSFWorkbook> change) {
        String book = new String(workbook(change), StandardCharsets.ISO_8859_1);
        assertThat(book).contains(SHEET);
        return book.replace(SHEET, SHEET.replace('\u0010', '\u0040').replace("\u0040\0\0\u0006", "\u0010\0\0\u0006")).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A Word document with one more stream. */
    private static byte[] word(String stream, byte[] content) {
        return made(out -> {
            try (POIFSFileSystem file = new POIFSFileSystem(new ByteArrayInputStream(resource("report.doc")))) {
                file.getRoot().createDirectory("P").createDocument(stream, new ByteArrayInputStream(content));
                file.writeFilesystem(out);
            }
        });
    }

    private static byte[] counted(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String each : new String[] {text, "x".repeat(0x41)}) {
            out.write(each.length());
            out.write(0);
            out.writeBytes(each.getBytes(StandardCharsets.UTF_16LE));
        }
        return out.toByteArray();
    }

    static Stream<Arguments> places() {
        return Stream.of(
                arguments("comment of the properties", workbook(book -> book.getSummaryInformation().setComments(URL))),
                arguments("title", workbook(book -> book.getSummaryInformation().setTitle("see " + URL))),
                arguments("company", workbook(book -> book.getDocumentSummaryInformation().setCompany(URL))),
                arguments("own property", workbook(book -> {
                    CustomProperties own = new CustomProperties();
                    own.put("u", URL);
                    book.getDocumentSummaryInformation().setCustomProperties(own);
                })),
                arguments("defined name", workbook(book -> {
                    Name name = book.createName();
                    name.setNameName("u");
                    name.setRefersToFormula("\"" + URL + "\"");
                })),
                arguments("formula", formula("LEN(\"" + URL + "\")")),
                arguments("formula, joined", formula("LEN(\"htt\"&\"ps://rivet.\"&\"quill-otter.net/x\")")),
                arguments("formula, by numbers", formula("CHAR(104)&\"ttps://rivet.quill-otter.net/\"&CHAR(120)")),
                arguments("formula, CONCATENATE", formula("CONCATENATE(\"https://rivet.\",\"quill-otter.net/x\")")),
                arguments("macro sheet", macroSheet(book -> book.getSheet("a").createRow(1).createCell(0).setCellValue(URL))),
                arguments("formula of a macro sheet", macroSheet(book -> book.getSheet("a").createRow(1).createCell(0).setCellFormula("LEN(\"" + URL + "\")"))),
                arguments("footer of a sheet", workbook(book -> book.getSheet("a").getFooter().setRight(URL))),
                arguments("comment on a cell", workbook(book -> {
                    var comment = book.getSheet("a").createDrawingPatriarch().createCellComment(book.getCreationHelper().createClientAnchor());
                    comment.setString(book.getCreationHelper().createRichTextString(URL));
                    book.getSheet("a").getRow(0).getCell(0).setCellComment(comment);
                })),
                arguments("hidden sheet", workbook(book -> {
                    book.createSheet("b").createRow(0).createCell(0).setCellValue(URL);
                    book.setSheetVisibility(1, org.apache.poi.ss.usermodel.SheetVisibility.VERY_HIDDEN);
                })),
                arguments("link of an object, UTF-16", word("\u0001Ole", ("\0\u0001" + URL + "\0").getBytes(StandardCharsets.UTF_16LE))),
                arguments("text of a form", word("o", ("\u0003" + URL + "\u0002").getBytes(StandardCharsets.ISO_8859_1))),
                arguments("counted text before another", word("2Table", counted(URL))),
                arguments("share", word("2Table", ("\0\\\\rivet.quill-otter.net\\a\\b.dotm\0").getBytes(StandardCharsets.UTF_16LE))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void isFound(String place, byte[] content) {
        Found found = Found.in("file", content);

        assertThat(found.indicators()).contains("domain rivet.quill-otter.net").allMatch(each -> each.contains("quill-otter.net")
                || each.equals("ipv4 93.115.28.40"));
        assertThat(found.indicators()).filteredOn(each -> each.startsWith("url") && each.contains("rivet")).isSubsetOf("url " + URL,
                "url http://rivet.quill-otter.net/a/b.dotm");
        assertThat(found.unread()).isEmpty();
    }

    @Test
    void ofADamagedDocumentWhatCanBeSeenIsReadAndTheDamageSaid() {
        byte[] content = resource("report.doc");
        byte[] cut = Arrays.copyOf(content, content.length - 1024);
        byte[] broken = made(out -> {
            try (POIFSFileSystem file = new POIFSFileSystem()) {
                file.getRoot().createDocument("WordDocument", new ByteArrayInputStream(("\0\u0001\u0002 text " + URL
                        + " and more\0").getBytes(StandardCharsets.ISO_8859_1)));
                file.writeFilesystem(out);
            }
        });

        assertThat(Found.in("cut.doc", cut).unread().size() + Found.in("cut.doc", cut).indicators().size()).isPositive();
        assertThat(Found.in("broken.doc", broken).indicators()).contains("url " + URL);
        assertThat(Found.in("broken.doc", broken).unread()).containsExactly("broken.doc|damaged Office document");
    }
}
