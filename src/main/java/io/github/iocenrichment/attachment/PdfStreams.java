package io.github.iocenrichment.attachment;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The compressed streams of a PDF, looked at before the parser unpacks them into memory without a bound. One that unpacks to too much is blanked
 * in a copy, so that the rest of the document can still be read.
 */
final class PdfStreams {
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};
    private static final int LOOK_BACK = 400;
    private static final int MOST = 16 << 20;
    private static final int RATIO_FROM = 4 << 20;

    private PdfStreams() {
    }

    /** The document itself when it has no such stream. Notes each stream that is left out. */
    static byte[] withoutBombs(Part part, Reading reading) throws LimitReached {
        byte[] content = part.content();
        byte[] result = content;
        byte[] sink = new byte[64 << 10];
        for (int at = find(content, 0); at >= 0; at = find(content, at)) {
            reading.step();
            int data = at + STREAM.length;
            if (data < content.length && content[data] == '\r') {
                data++;
            }
            if (data < content.length && content[data] == '\n') {
                data++;
            }
            at = data;
            if (data + 2 >= content.length || !isZlib(content, data) || isImage(content, data)) {
                continue;
            }
            Inflater inflater = new Inflater();
            try {
                if (isBomb(inflater, content, data, sink, reading)) {
                    result = result == content ? content.clone() : result;
                    Arrays.fill(result, data, Math.min(content.length, data + 64), (byte) 0);
                    reading.unread(part.path(), "a stream of this PDF unpacks to too much and was left out");
                }
                at = data + (int) Math.min(inflater.getBytesRead(), content.length - data);
            } finally {
                inflater.end();
            }
        }
        return result;
    }

    private static boolean isBomb(Inflater inflater, byte[] content, int from, byte[] sink, Reading reading) throws LimitReached {
        inflater.setInput(content, from, content.length - from);
        long size = 0;
        try {
            while (!inflater.finished() && !inflater.needsInput() && !inflater.needsDictionary()) {
                int got = inflater.inflate(sink);
                size += got;
                reading.count(got);
                long packed = Math.max(1, inflater.getBytesRead());
                if (size > MOST || size > RATIO_FROM && size / packed > reading.limits().ratio()) {
                    return true;
                }
            }
        } catch (DataFormatException damaged) {
            // a damaged stream gives the parser no more than it gave here
            return false;
        }
        return false;
    }

    private static boolean isZlib(byte[] content, int at) {
        int first = content[at] & 0xFF;
        int second = content[at + 1] & 0xFF;
        return (first & 0x0F) == 8 && (first << 8 | second) % 31 == 0;
    }

    /** Pictures are never unpacked for their text. */
    private static boolean isImage(byte[] content, int data) {
        int from = Math.max(0, data - LOOK_BACK);
        String before = new String(content, from, data - from, java.nio.charset.StandardCharsets.ISO_8859_1);
        int dictionary = before.lastIndexOf(" obj");
        String own = dictionary < 0 ? before : before.substring(dictionary);
        return own.contains("/Subtype/Image") || own.contains("/Subtype /Image");
    }

    /** The next word {@code stream} that is not the end of {@code endstream}. */
    private static int find(byte[] content, int from) {
        for (int at = from; at + STREAM.length < content.length; at++) {
            if (content[at] == 's' && Arrays.equals(content, at, at + STREAM.length, STREAM, 0, STREAM.length)
                    && (at == 0 || content[at - 1] != 'd')) {
                return at;
            }
        }
        return -1;
    }
}
