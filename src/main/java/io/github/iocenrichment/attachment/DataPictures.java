package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Pictures that stand in markup itself, as {@code data:image/png;base64,…}: mails and drawings carry codes so. */
final class DataPictures {
    private static final byte[] MARK = "data:image/".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE64 = ";base64,";
    private static final int LONGEST_HEAD = 100;
    private static final int MOST = 200;

    private DataPictures() {
    }

    /**
     * Looks for codes in each of the pictures.
     *
     * @param path   the way to the markup inside the attachment
     * @param markup HTML or XML in a charset that has ASCII in it
     */
    static void read(String path, byte[] markup, Reading reading) throws IOException {
        int number = 0;
        for (int at = next(markup, 0, reading); at >= 0; at = next(markup, at + MARK.length, reading)) {
            String head = new String(markup, at, Math.min(LONGEST_HEAD, markup.length - at), StandardCharsets.ISO_8859_1);
            int comma = head.indexOf(',');
            boolean drawing = head.startsWith("data:image/svg");
            if (comma < 0 || drawing || !head.regionMatches(true, comma - BASE64.length() + 1, BASE64, 0, BASE64.length())) {
                continue;
            }
            if (number == MOST) {
                reading.unread(path, "more than " + MOST + " pictures in its markup: the others were not looked at");
                return;
            }
            number++;
            int begin = at + comma + 1;
            int end = begin;
            while (end < markup.length && isBase64(markup[end])) {
                end++;
            }
            picture((path.isEmpty() ? "" : path + " > ") + "picture " + number, markup, begin, end, reading);
        }
    }

    private static int next(byte[] markup, int from, Reading reading) throws LimitReachedException {
        for (int at = from; at + MARK.length <= markup.length; at++) {
            if ((at & 0xFFFF) == 0) {
                reading.step();
            }
            int same = 0;
            while (same < MARK.length && (markup[at + same] | 0x20) == (MARK[same] | 0x20)) {
                same++;
            }
            if (same == MARK.length) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isBase64(byte character) {
        return character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z' || character >= '0' && character <= '9' || character == '+'
                || character == '/' || character == '=' || character == '\n' || character == '\r';
    }

    private static void picture(String path, byte[] markup, int begin, int end, Reading reading) throws IOException {
        reading.entry();
        long mark = reading.reserved();
        try {
            reading.reserve(2L * (end - begin));
            byte[] text = Arrays.copyOfRange(markup, begin, end);
            Part picture = new Part(path, path, Base64.getMimeDecoder().decode(text), true, 1);
            FileKind.Found found = FileKind.of(picture);
            if (found.kind() == FileKind.PICTURE) {
                new PictureFile().read(picture, reading);
            } else {
                reading.pictures().unsupported(path, found.type());
            }
        } catch (UnreadException reason) {
            reading.unread(path, reason.getMessage());
        } catch (Exception damaged) {
            LimitReachedException.rethrow(damaged);
            reading.unread(path, "damaged picture");
        } finally {
            reading.releaseTo(mark);
        }
    }
}
