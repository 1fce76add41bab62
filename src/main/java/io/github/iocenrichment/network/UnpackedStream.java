package io.github.iocenrichment.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Bytes as they come, unpacked when they begin like gzip or zlib. Looks at them when the first one is asked for. */
final class UnpackedStream extends InputStream {
    private static final int GZIP = 0x1f8b;
    private static final int ZLIB = 0x78;

    private final PushbackInputStream received;
    private @Nullable InputStream plain;

    UnpackedStream(InputStream received) {
        this.received = new PushbackInputStream(received, 2);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int most) throws IOException {
        try {
            if (plain == null) {
                plain = open();
            }
            return plain.read(bytes, from, most);
        } catch (IOException e) {
            // those that report the connection or a limit have classes of their own
            boolean aboutFormat = e.getClass() == IOException.class || e instanceof EOFException;
            throw aboutFormat && plain != received ? new ZipException("the answer was wrongly compressed or cut short") : e;
        }
    }

    private InputStream open() throws IOException {
        byte[] start = received.readNBytes(2);
        received.unread(start);
        if (start.length < 2) {
            return received;
        }
        int first = (start[0] & 0xff) << 8 | start[1] & 0xff;
        if (first == GZIP) {
            // the one of the JDK calls itself for every member that holds nothing, until the stack is full
            return new GzipCompressorInputStream(received, true);
        }
        return first >> 8 == ZLIB && first % 31 == 0 ? new InflaterInputStream(received) : received;
    }

    @Override
    public void close() throws IOException {
        if (plain != null) {
            plain.close();
        }
        received.close();
    }
}
