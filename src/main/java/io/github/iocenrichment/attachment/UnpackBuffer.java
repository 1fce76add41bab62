package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The bytes of one file while they are unpacked: each enlargement is reserved before it is made. */
final class UnpackBuffer {
    private static final int FIRST = 16 << 10;
    private static final int CHUNK = 64 << 10;

    private final Reading reading;
    private final long before;
    private final long expected;
    private final int most;
    private byte[] bytes = new byte[0];
    private int size;

    /**
     * @param expected how many bytes are said to come, which is believed only for a file of up to {@code most} bytes; 0 when nothing is said
     */
    UnpackBuffer(Reading reading, long expected, int most) {
        this.reading = reading;
        this.before = reading.reserved();
        this.expected = expected;
        this.most = most;
    }

    int size() {
        return size;
    }

    /** Reads some bytes more; -1 when there are no more. */
    int read(InputStream from) throws IOException {
        if (size < bytes.length) {
            int got = from.read(bytes, size, Math.min(CHUNK, bytes.length - size));
            size += Math.max(0, got);
            return got;
        }
        // a full buffer may hold all there is
        int one = from.read();
        if (one < 0) {
            return -1;
        }
        enlarge();
        bytes[size++] = (byte) one;
        return 1;
    }

    private void enlarge() throws IOException {
        long doubled = Math.max(FIRST, bytes.length * 2L);
        boolean stated = expected > bytes.length && expected <= most && expected <= doubled * 4;
        long wanted = stated ? expected : Math.min(doubled, (long) most + CHUNK);
        reading.reserve(wanted);
        bytes = Arrays.copyOf(bytes, (int) Math.max(wanted, bytes.length + 1L));
        reading.releaseTo(before + bytes.length);
    }

    /** The first bytes of what was read, as many as asked for and as there is memory for; they stay reserved. */
    byte[] content(int length) {
        if (length == bytes.length) {
            return bytes;
        }
        long reservable = Math.max(0, reading.reservable());
        byte[] content = length <= reservable ? Arrays.copyOf(bytes, length) : bytes;
        reading.releaseTo(before + content.length);
        return content;
    }
}
