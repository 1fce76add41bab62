package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;

/** The kinds of file that are told apart, by their content. */
enum FileKind {
    TEXT("text"), HTML("HTML"), XML("XML"), MAIL("mail"), PDF("PDF"), RTF("RTF"), TNEF("winmail.dat"), COMPOUND("Office document"),
    ZIP("ZIP archive"), SEVEN_ZIP("7z archive"), TAR("TAR archive"), COMPRESSED("compressed file"), EMPTY("empty file"),
    UNSUPPORTED("file");

    /**
     * What a part turned out to be.
     *
     * @param kind its kind
     * @param type its media type as far as known
     */
    record Found(FileKind kind, String type) {
    }

    private static final MimeTypes MAGIC = MimeTypes.getDefaultMimeTypes();
    private static final int LOOKED_AT = 64 << 10;

    private final String label;

    FileKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Found of(Part part) {
        byte[] content = part.content();
        if (content.length == 0) {
            return new Found(EMPTY, "");
        }
        String type = magic(content);
        FileKind binary = ofType(type);
        if (binary != null) {
            return new Found(binary, type);
        }
        String beginning = TextDecoding.beginning(content, LOOKED_AT);
        return beginning == null ? new Found(UNSUPPORTED, type) : new Found(TextLook.kind(beginning), type);
    }

    private static FileKind ofType(String type) {
        return switch (type) {
            case "application/pdf" -> PDF;
            case "application/rtf" -> RTF;
            case "application/vnd.ms-tnef" -> TNEF;
            case "application/x-tika-msoffice", "application/x-ole-storage" -> COMPOUND;
            case "application/zip", "application/x-tika-ooxml" -> ZIP;
            case "application/x-7z-compressed" -> SEVEN_ZIP;
            case "application/x-tar", "application/x-gtar" -> TAR;
            case "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/x-compress",
                 "application/zlib", "application/x-lz4", "application/x-snappy-framed" -> COMPRESSED;
            default -> null;
        };
    }

    private static String magic(byte[] content) {
        if (startsWith(content, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            return "application/x-tika-msoffice";
        }
        if (startsWith(content, 'P', 'K', 3, 4) || startsWith(content, 'P', 'K', 5, 6) || startsWith(content, 'P', 'K', 7, 8)) {
            return "application/zip";
        }
        try (InputStream stream = new ByteArrayInputStream(content, 0, Math.min(content.length, LOOKED_AT))) {
            MediaType type = MAGIC.detect(stream, new Metadata());
            return type.getBaseType().toString();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static boolean startsWith(byte[] content, int... magic) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
