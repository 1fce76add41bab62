package io.github.iocenrichment.attachment;

import java.io.ByteArrayOutputStream;

/** A walk over values in BER (X.690), lengths of unknown size included. Everything is bounded by the bytes that are there. */
final class Ber {
    private static final int DEEPEST = 50;
    private static final int CONSTRUCTED = 0x20;
    /** A length that is not known: two zeros end the value. */
    private static final int UNTIL_ZEROS = 0x80;
    private final byte[] bytes;
    private final int end;
    private int at;

    Ber(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Ber(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    /** @param tag its first byte; @param body where its content begins; @param bodyEnd where that ends; @param next where the next value begins */
    private record Value(int tag, int body, int bodyEnd, int next) {
    }

    int position() {
        return at;
    }

    boolean isAt(int tag) {
        return at < end && (bytes[at] & 0xFF) == tag;
    }

    void skip() throws UnreadException {
        at = value(at, 0).next;
    }

    /** What the value here holds; this walk goes on behind it. */
    Ber inside(int tag) throws UnreadException {
        Value value = value(at, 0);
        if (value.tag != tag) {
            throw new UnreadException("damaged signed content");
        }
        at = value.next;
        return new Ber(bytes, value.body, value.bodyEnd);
    }

    /** The bytes of a string, put together where it comes in pieces. */
    byte[] octets(int tag) throws UnreadException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(Math.max(0, end - at));
        gather(at, tag, octets, 0);
        return octets.toByteArray();
    }

    /** Takes the bytes of the string that begins here, and of its pieces; returns where the next value begins. Each byte is looked at once. */
    private int gather(int from, int tag, ByteArrayOutputStream octets, int depth) throws UnreadException {
        boolean pieces = from + 1 < end && (bytes[from] & 0xFF) == (tag | CONSTRUCTED);
        if (pieces && (bytes[from + 1] & 0xFF) == UNTIL_ZEROS && depth < DEEPEST) {
            int piece = from + 2;
            while (piece + 1 < end && (bytes[piece] != 0 || bytes[piece + 1] != 0)) {
                piece = gather(piece, tag, octets, depth + 1);
            }
            return Math.min(piece + 2, end);
        }
        Value value = value(from, depth);
        if (value.tag == tag) {
            octets.write(bytes, value.body, value.bodyEnd - value.body);
        } else if (pieces) {
            for (int piece = value.body; piece < value.bodyEnd;) {
                piece = gather(piece, tag, octets, depth + 1);
            }
        } else {
            throw new UnreadException("damaged signed content");
        }
        return value.next;
    }

    private Value value(int from, int depth) throws UnreadException {
        if (from + 2 > end || depth > DEEPEST) {
            throw new UnreadException("damaged signed content");
        }
        int tag = bytes[from] & 0xFF;
        int length = bytes[from + 1] & 0xFF;
        int body = from + 2;
        if (length == UNTIL_ZEROS) {
            int piece = body;
            while (piece + 1 < end && (bytes[piece] != 0 || bytes[piece + 1] != 0)) {
                piece = value(piece, depth + 1).next;
            }
            return new Value(tag, body, Math.min(piece, end), Math.min(piece + 2, end));
        }
        if (length > 0x80) {
            int size = length - 0x80;
            if (size > 4 || body + size > end) {
                throw new UnreadException("damaged signed content");
            }
            long whole = 0;
            for (int i = 0; i < size; i++) {
                whole = whole << 8 | bytes[body + i] & 0xFF;
            }
            body += size;
            // a wrapper that is cut still holds what comes before
            int stop = (int) Math.min(end, body + whole);
            return new Value(tag, body, stop, stop);
        }
        int stop = Math.min(end, body + length);
        return new Value(tag, body, stop, stop);
    }
}
