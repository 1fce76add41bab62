package io.github.iocenrichment.attachment;

import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStreamImpl;
import org.jspecify.annotations.Nullable;

/**
 * A picture: the codes in it are read, its text is not. Its size is looked at before it is decoded, and a large one is decoded coarsely, so that it needs
 * no more memory than a small one.
 */
final class PictureFile implements FormatReader {
    /** Pixels that are looked at. */
    static final int MOST_LOOKED_AT = 3_000_000;
    /** Bytes for each of them: colours, brightness, and that again with a border and in black and white. */
    static final int BYTES_A_PIXEL = 8;
    private static final long MOST_PIXELS = 60_000_000;
    /** Formats whose decoder holds the whole picture. */
    private static final long MOST_PIXELS_WHOLE = 12_000_000;
    /** One whose decoder takes a microsecond for a pixel. */
    private static final long MOST_PIXELS_SLOW = 4_000_000;
    private static final int LONGEST_SIDE = 30_000;
    private static final int SMALLEST = 21;
    private static final int MOST_FRAMES = 12;

    static {
        // no display is needed, and none is looked for
        System.setProperty("java.awt.headless", "true");
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        try (Bytes stream = new Bytes(part.content())) {
            ImageReader reader = reader(stream);
            if (reader == null) {
                throw new IOException("no reader for this picture");
            }
            try {
                frames(reader, stream, part, reading);
            } finally {
                reader.dispose();
            }
        }
    }

    private static @Nullable ImageReader reader(Bytes stream) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
        return readers.hasNext() ? readers.next() : null;
    }

    private static void frames(ImageReader reader, Bytes stream, Part part, Reading reading) throws Exception {
        boolean codes = false;
        boolean text = false;
        boolean several = reader.getFormatName().equalsIgnoreCase("gif") || reader.getFormatName().equalsIgnoreCase("tif")
                || reader.getFormatName().equalsIgnoreCase("tiff");
        reader.setInput(stream, !several, true);
        for (int frame = 0; frame == 0 || several; frame++) {
            reading.step();
            int width;
            int height;
            try {
                width = reader.getWidth(frame);
                height = reader.getHeight(frame);
            } catch (IndexOutOfBoundsException behindTheLast) {
                break;
            }
            if (frame == MOST_FRAMES) {
                reading.unread(part.path(), "more than " + MOST_FRAMES + " frames: the others were not looked at for codes");
                break;
            }
            if (width >= SMALLEST && height >= SMALLEST) {
                check(reader, width, height, stream.bytes);
                int number = frame;
                codes |= reading.pictures().look(part.path(), () -> decode(reader, number, width, height, reading), reading);
                text |= PictureLook.mayShowText(width, height);
            }
        }
        if (!codes && (text || part.path().isEmpty())) {
            reading.pictures().withText(part.path());
        }
    }

    /**
     * The pixels of one picture in memory.
     *
     * @param bytes a file in a format that Java reads
     */
    static GrayImage decode(byte[] bytes, Reading reading) throws IOException {
        try (Bytes stream = new Bytes(bytes)) {
            ImageReader reader = reader(stream);
            if (reader == null) {
                throw new IOException("no reader for this picture");
            }
            try {
                reader.setInput(stream, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                check(reader, width, height, bytes);
                return decode(reader, 0, width, height, reading);
            } finally {
                reader.dispose();
            }
        }
    }

    private static void check(ImageReader reader, int width, int height, byte[] bytes) throws IOException {
        long pixels = (long) width * height;
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        boolean inTiles = format.startsWith("tif");
        if (inTiles && (pixels > MOST_LOOKED_AT * 4L || (long) reader.getTileWidth(0) * reader.getTileHeight(0) > MOST_LOOKED_AT) || Math.max(width,
                height) > LONGEST_SIDE) {
            throw tooLarge(width, height);
        }
        boolean byRow = format.equals("png") || format.startsWith("jp") && !isProgressive(bytes);
        if (pixels > (byRow ? MOST_PIXELS : format.equals("webp") ? MOST_PIXELS_SLOW : MOST_PIXELS_WHOLE)) {
            throw tooLarge(width, height);
        }
    }

    private static UnreadException tooLarge(int width, int height) {
        return new UnreadException("picture of " + width + " × " + height + " pixels: too large to be looked at for codes");
    }

    /** Whether a JPEG comes in passes over the whole picture, which its decoder keeps. */
    private static boolean isProgressive(byte[] jpeg) {
        int at = 2;
        while (at + 9 < jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            int marker = jpeg[at + 1] & 0xFF;
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return marker != 0xC0 && marker != 0xC1;
            }
            at += marker == 0xFF ? 1 : 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return true;
    }

    /** How many pixels are left out, in each direction, so that no more than {@link #MOST_LOOKED_AT} are left. */
    static int coarseness(long width, long height) {
        int step = 1;
        while (width / step * (height / step) > MOST_LOOKED_AT) {
            step++;
        }
        return step;
    }

    private static GrayImage decode(ImageReader reader, int frame, int width, int height, Reading reading) throws IOException {
        int step = coarseness(width, height);
        long mark = reading.reserved();
        reading.reserve((long) BYTES_A_PIXEL * (width / step + 1) * (height / step + 1));
        try {
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            try {
                return GrayImage.of(reader.read(frame, param));
            } catch (IIOException colours) {
                if (!reader.canReadRaster()) {
                    throw colours;
                }
                return GrayImage.ofInks(reader.readRaster(frame, param));
            }
        } finally {
            reading.releaseTo(mark);
        }
    }

    /** Bytes in memory as ImageIO takes them, without a copy. */
    private static final class Bytes extends ImageInputStreamImpl {
        private static final int MOST_BEHIND_THE_END = 1000;
        private final byte[] bytes;
        private int behindTheEnd;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            bitOffset = 0;
            return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
        }

        /** A decoder that takes the end for a zero would go on through all the pixels that a cut file claims, with an exception for each. */
        @Override
        public byte readByte() throws IOException {
            int read = read();
            if (read < 0) {
                behindTheEnd++;
                throw behindTheEnd > MOST_BEHIND_THE_END ? new IOException("the picture ends before its pixels do") : new EOFException();
            }
            return (byte) read;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            bitOffset = 0;
            int got = (int) Math.min(length, bytes.length - streamPos);
            if (got <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(bytes, (int) streamPos, into, from, got);
            streamPos += got;
            return got;
        }

        @Override
        public long length() {
            return bytes.length;
        }
    }
}
