package io.github.iocenrichment.indicator;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.commons.compress.compressors.deflate.DeflateCompressorInputStream;
import org.apache.commons.compress.compressors.deflate.DeflateParameters;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How far is read what stands encoded in one text, all of its layers together, and where what is not is named. Used by one thread. */
final class DecodingLimits {
    private static final int MOST_UNPACKED = 4 << 20;
    private static final String TOO_MUCH = "packed commands unpack to more than " + (MOST_UNPACKED >> 20) + " MiB, of which the rest was not read";
    private static final int BUFFER = 8 << 10;
    /** What each packed command counts at least. */
    private static final int LEAST = 4 << 10;
    private static final DeflateParameters BARE = new DeflateParameters();

    static {
        BARE.setWithZlibHeader(false);
    }

    private final Consumer<String> unread;
    private int left = MOST_UNPACKED;

    /** @param unread takes the reason for each thing that is not or not wholly read */
    DecodingLimits(Consumer<String> unread) {
        this.unread = unread;
    }

    void unread(String reason) {
        unread.accept(reason);
    }

    /**
     * What a command unpacks before it runs.
     *
     * @param deflated whether bytes without the mark of gzip may be a bare deflate stream
     * @return the bytes themselves when they are not packed
     */
    byte[] unpacked(byte[] bytes, boolean deflated) {
        boolean gzip = bytes.length > 1 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        if (!gzip && !deflated) {
            return bytes;
        }
        if (left <= 0) {
            unread(TOO_MUCH);
            return gzip ? new byte[0] : bytes;
        }
        // each attempt takes memory and time, however little comes of it
        left -= LEAST;
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        InputStream packed = new ByteArrayInputStream(bytes);
        try (InputStream from = gzip ? new GzipCompressorInputStream(packed) : new DeflateCompressorInputStream(packed, BARE)) {
            byte[] buffer = new byte[BUFFER];
            for (int got = from.read(buffer); got >= 0; got = from.read(buffer)) {
                plain.write(buffer, 0, Math.max(0, Math.min(got, left)));
                left -= got;
                if (left <= 0) {
                    unread(TOO_MUCH);
                    break;
                }
            }
        } catch (IOException damaged) {
            if (gzip) {
                unread("a packed command is damaged");
            }
        }
        return plain.size() == 0 && !gzip ? bytes : plain.toByteArray();
    }
}
