package io.github.iocenrichment.attachment;

import static io.github.iocenrichment.attachment.Samples.files;
import static io.github.iocenrichment.attachment.Samples.made;
import static io.github.iocenrichment.attachment.Samples.utf8;
import static io.github.iocenrichment.attachment.Samples.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.poi.hslf.usermodel.HSLFPictureShape;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.sl.usermodel.PictureData;
import io.github.iocenrichment.Patience;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes in pictures, wherever a picture may be, and what is said of pictures that are not read. */
class PictureCodesTest {
    private static final String URL = "https://pay.quill-otter.net/login";

    private static BufferedImage code(BarcodeFormat format, int size, int border) {
        try {
            BitMatrix bits = new MultiFormatWriter().encode(URL, format, size, size, Map.of(EncodeHintType.MARGIN, border));
            BufferedImage image = new BufferedImage(bits.getWidth(), bits.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < bits.getHeight(); y++) {
                for (int x = 0; x < bits.getWidth(); x++) {
                    image.setRGB(x, y, bits.get(x, y) ? 0 : 0xFFFFFF);
                }
            }
            return image;
        } catch (WriterException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private static BufferedImage qr() {
        return code(BarcodeFormat.QR_CODE, 200, 4);
    }

    private static byte[] file(String format, BufferedImage image) {
        return made(out -> assertThat(ImageIO.write(image, format, out)).as(format).isTrue());
    }

    private static BufferedImage on(Color background, int width, int height, BufferedImage picture, double angle) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(background);
        canvas.fillRect(0, 0, width, height);
        canvas.rotate(angle, width / 2.0, height / 2.0);
        canvas.drawImage(picture, (width - picture.getWidth()) / 2, (height - picture.getHeight()) / 2, null);
        canvas.dispose();
        return image;
    }

    private static BufferedImage negative(BufferedImage image) {
        BufferedImage negative = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                negative.setRGB(x, y, ~image.getRGB(x, y));
            }
        }
        return negative;
    }

    private static BufferedImage transparent() {
        BufferedImage source = qr();
        BufferedImage image = new BufferedImage(source.getWidth(), source.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, (source.getRGB(x, y) & 1) == 0 ? 0xFF000000 : 0);
            }
        }
        return image;
    }

    private static byte[] mail(String disposition, String type, byte[] picture) {
        return utf8("From: a@fjord-bank.no\nTo: b@fjord-bank.no\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type:"
                + " text/html\n\n<p><img src='cid:1'>\n"
                + "--b\nContent-Type: " + type + "; name=\"image001.png\"\nContent-Disposition: " + disposition
                        + "; filename=\"image001.png\"\nContent-ID: <1>\n"
                + "Content-Transfer-Encoding: base64\n\n" + Base64.getMimeEncoder().encodeToString(picture) + "\n--b--\n");
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] gray(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                out.write(image.getRGB(x, y) & 0xFF);
            }
        }
        return out.toByteArray();
    }

    private static String entries(BufferedImage image, String more) {
        return "/Type /XObject /Subtype /Image /Width " + image.getWidth() + " /Height " + image.getHeight() + " /ColorSpace /DeviceGray /BitsPerComponent 8 "
                + more;
    }

    private static byte[] pageWith(BufferedImage picture, String filter, byte[] content) {
        return new RawPdf().pictures("/I 6 0 R").content("q 150 0 0 150 100 500 cm /I Do Q").stream(entries(picture, filter), content).bytes();
    }

    /** Each module of the code a rectangle, as browsers print it. */
    private static byte[] drawn() {
        BufferedImage code = code(BarcodeFormat.QR_CODE, 1, 0);
        StringBuilder operators = new StringBuilder("0 g\n");
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if ((code.getRGB(x, y) & 1) == 0) {
                    operators.append(100 + 4 * x).append(' ').append(600 - 4 * y).append(" 4 4 re f\n");
                }
            }
        }
        return new RawPdf().content(operators.toString()).bytes();
    }

    private static byte[] inTwo() {
        BufferedImage code = qr();
        int half = code.getHeight() / 2;
        BufferedImage upper = code.getSubimage(0, 0, code.getWidth(), half);
        BufferedImage lower = code.getSubimage(0, half, code.getWidth(), code.getHeight() - half);
        return new RawPdf().pictures("/U 6 0 R /L 7 0 R").content("q 200 0 0 100 100 500 cm /U Do Q q 200 0 0 100 100 400 cm /L Do Q").stream(entries(upper,
                ""), gray(upper))
                .stream(entries(lower, ""), gray(lower)).bytes();
    }

    private static byte[] inTheContent() {
        BufferedImage code = qr();
        return new RawPdf().content("q 150 0 0 150 100 500 cm BI /W " + code.getWidth() + " /H " + code.getHeight() + " /CS /G /BPC 8 ID "
                + latin1(gray(code)) + "\nEI Q").bytes();
    }

    private static byte[] slide(byte[] picture) {
        return made(out -> {
            try (HSLFSlideShow show = new HSLFSlideShow()) {
                show.createSlide().addShape(new HSLFPictureShape(show.addPicture(picture, PictureData.PictureType.PNG)));
                show.write(out);
            }
        });
    }

    private static byte[] oldWorkbook(byte[] picture) {
        return made(out -> {
            try (HSSFWorkbook book = new HSSFWorkbook()) {
                int index = book.addPicture(picture, org.apache.poi.ss.usermodel.Workbook.PICTURE_TYPE_PNG);
                book.createSheet("a").createDrawingPatriarch().createPicture(book.getCreationHelper().createClientAnchor(), index);
                book.write(out);
            }
        });
    }

    static Stream<Arguments> pictures() {
        byte[] png = file("png", qr());
        byte[] jpeg = file("jpg", qr());
        return Stream.of(
                arguments("a.png", png, "QR code"),
                arguments("a.jpg", jpeg, "QR code"),
                arguments("a.gif", file("gif", qr()), "QR code"),
                arguments("a.bmp", file("bmp", qr()), "QR code"),
                arguments("a.tif", file("tif", qr()), "QR code"),
                arguments("lies.txt", png, "QR code"),
                arguments("small.png", file("png", code(BarcodeFormat.QR_CODE, 1, 0)), "QR code"),
                arguments("no-border.png", file("png", code(BarcodeFormat.QR_CODE, 200, 0)), "QR code"),
                arguments("negative.png", file("png", negative(qr())), "QR code"),
                arguments("transparent.png", file("png", transparent()), "QR code"),
                arguments("coloured.png", file("png", on(new Color(0x88CCFF), 600, 800, qr(), 0)), "QR code"),
                arguments("turned.png", file("png", on(Color.WHITE, 500, 500, qr(), 0.5)), "QR code"),
                arguments("photo.jpg", file("jpg", on(Color.GRAY, 3000, 2500, code(BarcodeFormat.QR_CODE, 700, 4), 0.1)), "QR code"),
                arguments("data-matrix.png", file("png", on(Color.WHITE, 300, 300, code(BarcodeFormat.DATA_MATRIX, 200, 4), 0)), "Data Matrix code"),
                arguments("aztec.png", file("png", code(BarcodeFormat.AZTEC, 200, 4)), "Aztec code"),
                arguments("pdf417.png", file("png", code(BarcodeFormat.PDF_417, 300, 4)), "PDF417 code"),
                arguments("inline.eml", mail("inline", "image/png", png), "image001.png > QR code"),
                arguments("attached.eml", mail("attachment", "application/octet-stream", jpeg), "image001.png > QR code"),
                arguments("data.html", utf8("<html><body><img src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\"></body></html>"),
                        "picture 1 > QR code"),
                arguments("data.svg", utf8("<svg xmlns='http://www.w3.org/2000/svg'><image href='DATA:image/jpeg;base64,"
                        + Base64.getMimeEncoder().encodeToString(jpeg)
                        + "'/></svg>"), "picture 1 > QR code"),
                arguments("a.rtf", utf8("{\\rtf1{\\*\\shppict{\\pict{\\*\\blipuid 00ff}\\pngblip " + HexFormat.of().formatHex(png) + "}}}"),
                        "picture 1 > QR code"),
                arguments("a.zip", zip("in/a.png", png), "in/a.png > QR code"),
                arguments("a.docx", zip(files("[Content_Types].xml", "<Types/>", "word/document.xml", "<d/>", "word/media/image1.png", png)),
                        "word/media/image1.png > QR code"),
                arguments("a.odt", zip(files("mimetype", "x", "META-INF/manifest.xml", "<m/>", "content.xml", "<d/>", "Pictures/1.png", png)),
                        "Pictures/1.png > QR code"),
                arguments("a.ppt", slide(png), null),
                arguments("a.xls", oldWorkbook(png), null),
                arguments("raw.pdf", pageWith(qr(), "", gray(qr())), "page 1 > QR code"),
                arguments("jpeg.pdf", pageWith(qr(), "/Filter /DCTDecode", jpeg), "page 1 > QR code"),
                arguments("drawn.pdf", drawn(), "page 1 > QR code"),
                arguments("two.pdf", inTwo(), "page 1 > QR code"),
                arguments("content.pdf", inTheContent(), "page 1 > QR code"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void theCodeIsReadAndItsPlaceNamed(String name, byte[] content, String place) {
        Found found = Found.in(name, content);

        assertThat(found.indicators()).contains("url " + URL, "domain pay.quill-otter.net");
        assertThat(found.places()).anyMatch(each -> place == null ? each.startsWith(URL + " @ ") && each.endsWith(" > QR code") : each.equals(URL + " @ "
                + place));
        assertThat(found.unread()).isEmpty();
    }

    @Test
    void severalCodesInOnePictureAreAllRead() throws WriterException {
        BufferedImage two = on(Color.WHITE, 700, 400, qr(), 0);
        BitMatrix other = new MultiFormatWriter().encode("http://moss-rivet.net/x", BarcodeFormat.QR_CODE, 200, 200);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                two.setRGB(x + 480, y + 100, other.get(x, y) ? 0 : 0xFFFFFF);
            }
        }

        assertThat(Found.in("a.png", file("png", two)).indicators()).contains("url " + URL, "url http://moss-rivet.net/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"code-lossless.webp", "code-lossy.webp"})
    void aCodeInWebPIsRead(String name) {
        Found found = Found.in("a.zip", zip(name, FormatSamples.resource(name)));
        assertThat(found.indicators()).contains("url https://rivet-moss.com/a");
        assertThat(found.unread()).isEmpty();
    }

    /** Its decoder takes the end of the file for zeros, and goes on through all pixels that the file claims to have. */
    @Test
    @Timeout(Patience.SECONDS)
    void aWebPThatClaimsMorePixelsThanItHoldsIsGivenUp() {
        byte[] cut = FormatSamples.resource("code-lossless.webp");
        int size = 15_087 | 236 << 14;
        for (int i = 0; i < 4; i++) {
            cut[21 + i] = (byte) (size >> 8 * i);
        }
        assertThat(Found.in("a.webp", cut).unread()).containsExactly("a.webp|damaged picture");
        assertThat(Found.in("a.webp", Arrays.copyOf(cut, 200)).unread()).containsExactly("a.webp|damaged picture");
    }

    static Stream<Arguments> unread() {
        byte[] screen = file("png", on(Color.WHITE, 800, 600, new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), 0));
        byte[] logo = file("png", on(Color.WHITE, 180, 60, new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), 0));
        byte[] huge = file("png", new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_BINARY));
        huge[16] = 0;
        huge[17] = 1;
        huge[18] = (byte) 0xFF;
        huge[20] = 0;
        huge[21] = 1;
        huge[22] = (byte) 0xFF;
        BufferedImage scan = on(Color.WHITE, 400, 500, new BufferedImage(20, 20, BufferedImage.TYPE_INT_RGB), 0);
        byte[] scanned = new RawPdf().pictures("/I 6 0 R").content("q 600 0 0 780 0 0 cm /I Do Q").stream(entries(scan, ""), gray(scan)).bytes();
        byte[] heic = utf8("\0\0\0\u0018ftypheic\0\0\0\0mif1heic");
        return Stream.of(
                arguments("screen.png", screen, "screen.png|text shown in a picture is not read"),
                arguments("mail.eml", mail("inline", "image/png", screen), "mail.eml|text shown in pictures is not read: image001.png"),
                arguments("mail-with-logo.eml", mail("inline", "image/png", logo), null),
                arguments("scan.pdf", scanned, "scan.pdf|text shown in pictures is not read: page 1"),
                arguments("six.zip", zip(files("1.png", screen, "2.png", screen, "3.png", screen, "4.png", screen, "5.png", screen, "6.png", screen)),
                        "six.zip|text shown in pictures is not read: 1.png, 2.png, 3.png, 4.png, 5.png and 1 more"),
                arguments("a.heic", heic, "a.heic|unsupported file type image/heic"),
                arguments("a.zip", zip("a.heic", heic), "a.zip|pictures in a format that is not read: a.heic (image/heic)"),
                arguments("huge.png", huge, "huge.png|picture of 130916 × 130916 pixels: too large to be looked at for codes"),
                arguments("cut.png", Arrays.copyOf(screen, 60), "cut.png|damaged picture"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unread")
    void whatIsNotReadIsSaidOnceAndLogosAreNot(String name, byte[] content, String reason) {
        assertThat(Found.in(name, content).unread()).isEqualTo(reason == null ? List.of() : List.of(reason));
    }
}
