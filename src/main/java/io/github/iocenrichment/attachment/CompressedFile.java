package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.lzma.LZMACompressorInputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;

/** One file in a compressed stream: gzip, bzip2, xz and their like. */
final class CompressedFile implements FormatReader {
    private static final int BUFFER = 16 << 10;

    private final PartReader parts;

    CompressedFile(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        reading.entry();
        String type = FileKind.magic(part.content());
        Decoder decoder = limit -> open(type, new ByteArrayInputStream(part.content()), limit);
        // the decoder and its dictionary are gone before the file inside is read
        Part inner = reading.part(part, innerName(part.name()), decoder.unpack(part.content().length, 0, reading));
        parts.read(inner, reading);
    }

    private static InputStream open(String type, InputStream packed, int memoryKiB) throws IOException {
        return switch (type) {
            case "application/gzip" -> new GZIPInputStream(packed, BUFFER);
            case "application/x-bzip2" -> new BZip2CompressorInputStream(packed, true);
            case "application/x-xz" -> new XZCompressorInputStream(packed, true, memoryKiB);
            case "application/x-lzma" -> new LZMACompressorInputStream(packed, memoryKiB);
            case "application/x-compress" -> new ZCompressorInputStream(packed, memoryKiB);
            case "application/x-lz4" -> new FramedLZ4CompressorInputStream(packed, true);
            case "application/x-snappy-framed" -> new FramedSnappyCompressorInputStream(packed);
            default -> new InflaterInputStream(packed);
        };
    }

    /** {@code mail.eml.gz} holds {@code mail.eml}. */
    private static String innerName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".tgz")) {
            return name.substring(0, name.length() - 3) + "tar";
        }
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= 5 ? name.substring(0, dot) : "content";
    }
}
