package io.github.iocenrichment.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Text as it lies in the store: UTF-8, compressed, since JSON of findings takes a fifth of its length. */
final class Packed {
    private static final int BUFFER = 8192;

    private Packed() {
    }

    static byte[] of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(Math.max(64, plain.length / 4));
            byte[] buffer = new byte[Math.min(BUFFER, Math.max(64, plain.length))];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * The text of a row.
     *
     * @param packed what {@link #of} made
     * @param plain  the text where an earlier version of this program wrote it
     */
    static @Nullable String text(byte[] packed, @Nullable String plain) {
        if (packed == null) {
            return plain;
        }
        Inflater inflater = new Inflater(true);
        try {
            // the dummy byte that zlib wants behind data without a header
            inflater.setInput(Arrays.copyOf(packed, packed.length + 1));
            ByteArrayOutputStream text = new ByteArrayOutputStream(packed.length * 6);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int read = inflater.inflate(buffer);
                if (read == 0 && inflater.needsInput()) {
                    throw new IOException("it ends too early");
                }
                text.write(buffer, 0, read);
            }
            return text.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException | IOException e) {
            throw new StoreException("a text in the store cannot be read: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
