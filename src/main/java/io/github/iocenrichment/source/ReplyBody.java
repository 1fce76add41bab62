package io.github.iocenrichment.source;

import io.github.iocenrichment.http.HttpReply;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * The plain bytes of a body. Whether it is compressed is seen by its first bytes, not by its headers: servers have been seen to
 * announce gzip over plain bytes and to send gzip unannounced, and no JSON text begins like either. A client of the product's own has unpacked it
 * already, within the limit of its system; what is still compressed then is read no further than {@link #MAX_BYTES}.
 */
final class ReplyBody {
    /** Unpacked bodies end here: a small body can unpack to a huge one. */
    static final int MAX_BYTES = 2 * 1024 * 1024;

    private ReplyBody() {
    }

    static InputStream open(HttpReply reply) throws IOException {
        byte[] body = reply.body();
        InputStream plain = new ByteArrayInputStream(body);
        if (startsWith(body, 0x1f, 0x8b)) {
            return new Bounded(new GzipCompressorInputStream(plain, true));
        }
        if (startsWith(body, 0x78, 0x01) || startsWith(body, 0x78, 0x5e) || startsWith(body, 0x78, 0x9c) || startsWith(body, 0x78, 0xda)) {
            return new Bounded(new InflaterInputStream(plain, new Inflater()));
        }
        return plain;
    }

    /** True when the first character that says something opens a tag. */
    static boolean looksLikeMarkup(HttpReply reply) {
        try (InputStream bytes = open(reply)) {
            byte[] start = bytes.readNBytes(256);
            int i = startsWith(start, 0xef, 0xbb) ? 3 : 0;
            while (i < start.length && start[i] <= ' ' && start[i] >= 0) {
                i++;
            }
            return i < start.length && start[i] == '<';
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean startsWith(byte[] body, int first, int second) {
        return body.length > 2 && (body[0] & 0xff) == first && (body[1] & 0xff) == second;
    }

    /** Fails, in place of ending, when more than {@link #MAX_BYTES} come: a cut answer must not pass for a whole one. */
    private static final class Bounded extends FilterInputStream {
        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = super.read(buffer, offset, length);
            return count(got, got);
        }

        private int count(int result, int got) throws IOException {
            left -= Math.max(0, got);
            if (left < 0) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            return result;
        }
    }
}
