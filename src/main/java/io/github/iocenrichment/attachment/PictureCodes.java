package io.github.iocenrichment.attachment;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The two-dimensional codes in a picture: QR codes, several of them, also inverted; Data Matrix, Aztec and PDF417. */
final class PictureCodes {
    private static final int SMALL = 300;
    private static final int LARGE = 700;
    private static final Map<DecodeHintType, Object> QR = Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS,
            List.of(BarcodeFormat.QR_CODE));
    private static final Map<DecodeHintType, Object> OTHERS =
            Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.DATA_MATRIX, BarcodeFormat.AZTEC, BarcodeFormat.PDF_417));

    private PictureCodes() {
    }

    /**
     * Looks for codes, the likely forms first, and ends with the first form that has any.
     *
     * @return what each code says, to the name of its kind
     */
    static Map<String, String> in(GrayImage picture, Reading reading) throws LimitReachedException {
        Map<String, String> found = new LinkedHashMap<>();
        int times = Math.max(picture.width(), picture.height()) < SMALL ? Math.max(1, SMALL * 2 / Math.max(1, Math.max(picture.width(), picture.height()))) : 1;
        GrayImage image = picture.enlarged(Math.min(times, 8));
        LuminanceSource source = source(image);
        qr(new HybridBinarizer(source), found, reading);
        qr(new GlobalHistogramBinarizer(source), found, reading);
        qr(new HybridBinarizer(source.invert()), found, reading);
        if (found.isEmpty() && Math.max(picture.width(), picture.height()) > LARGE) {
            qr(new HybridBinarizer(source(image.halved())), found, reading);
        }
        if (found.isEmpty()) {
            other(new HybridBinarizer(source), found, reading);
        }
        return found;
    }

    private static LuminanceSource source(GrayImage image) {
        return new PlanarYUVLuminanceSource(image.pixels(), image.width(), image.height(), 0, 0, image.width(), image.height(), false);
    }

    private static void qr(Binarizer picture, Map<String, String> found, Reading reading) throws LimitReachedException {
        if (!found.isEmpty()) {
            return;
        }
        reading.step();
        try {
            for (Result code : new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(picture), QR)) {
                put(code, found);
            }
        } catch (NotFoundException | RuntimeException none) {
            reading.step();
        }
    }

    private static void other(Binarizer picture, Map<String, String> found, Reading reading) throws LimitReachedException {
        reading.step();
        try {
            put(new MultiFormatReader().decode(new BinaryBitmap(picture), OTHERS), found);
        } catch (ReaderException | RuntimeException none) {
            reading.step();
        }
    }

    private static void put(Result code, Map<String, String> found) {
        String kind = switch (code.getBarcodeFormat()) {
            case DATA_MATRIX -> "Data Matrix code";
            case AZTEC -> "Aztec code";
            case PDF_417 -> "PDF417 code";
            default -> "QR code";
        };
        if (code.getText() != null && !code.getText().isBlank()) {
            found.putIfAbsent(code.getText(), kind);
        }
    }
}
