package io.github.iocenrichment.attachment;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/** Decodes one picture of a PDF in grey, as coarsely as codes allow, within the memory of the reading. */
final class PdfPicture {
    private static final int MOST_PIXELS = 16_000_000;

    private PdfPicture() {
    }

    /**
     * @param path where it is said to stand, for what cannot be read
     * @return null for a kind that is not read, which is noted
     * @throws UnreadException when it is too large to be looked at
     */
    static @Nullable GrayImage decode(PDImage image, String path, Reading reading) throws IOException {
        String filter = filter(image);
        if (filter.startsWith("JPX") || filter.startsWith("JBIG2")) {
            reading.pictures().unsupported(path, filter.replace("Decode", ""));
            return null;
        }
        if (filter.equals("DCTDecode") && image instanceof PDImageXObject picture) {
            COSStream stream = picture.getCOSObject();
            try (InputStream jpeg = stream.createRawInputStream()) {
                return PictureFile.decode(reading.unpack(jpeg, 0, stream.getLength()).content(), reading);
            }
        }
        if ((long) image.getWidth() * image.getHeight() > MOST_PIXELS || image.getWidth() < 1 || image.getHeight() < 1 || filter.contains("DCT")) {
            throw new UnreadException("picture of " + image.getWidth() + " × " + image.getHeight() + " pixels: not looked at for codes");
        }
        int step = PictureFile.coarseness(image.getWidth(), image.getHeight());
        reading.reserve((long) PictureFile.BYTES_A_PIXEL * 2 * (image.getWidth() / step + 1) * (image.getHeight() / step + 1));
        return GrayImage.of(image.isStencil() ? image.getStencilImage(Color.BLACK) : image.getImage(null, step));
    }

    /** The names of the filters, in one word. */
    private static String filter(PDImage image) {
        COSBase filters = image instanceof PDImageXObject picture ? picture.getCOSObject().getDictionaryObject(COSName.FILTER) : null;
        if (filters instanceof COSName name) {
            return name.getName();
        }
        StringBuilder names = new StringBuilder();
        if (filters instanceof COSArray array) {
            array.toList().forEach(each -> names.append(each instanceof COSName name ? name.getName() : ""));
        }
        return names.toString();
    }
}
