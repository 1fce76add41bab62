package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;

/** The kinds of file that are kept apart, by their content. */
enum FileKind {
    TEXT("text"), HTML("HTML"), XML("XML"), CALENDAR("calendar or contact"), UUENCODED("uuencoded file"), MAIL("mail"), MAILBOX("mailbox"),
    SIGNED("signed content"), PDF("PDF"), RTF("RTF"), TNEF("winmail.dat"), COMPOUND("Office document"), ZIP("ZIP archive"),
    SEVEN_ZIP("7z archive"), TAR("TAR archive"), COMPRESSED("compressed file"), PICTURE("picture"), EMPTY("empty file"),
    UNSUPPORTED("file");

    /**
     * What a part turned out to be.
     *
     * @param kind its kind
     * @param type its media type as far as known
     */
    record Found(FileKind kind, String type) {
    }

    private static final int LOOKED_AT = 64 << 10;

    private static final Pattern TEXT_TYPE = Pattern.compile("xml|html|json|script|mbox|plist|x-sh$|x-bat|x-csh|x-perl|x-tex");
    private final String label;

    /** Tika's registry, some thousand lines of XML; loaded before the first file that is no text. */
    private static final class Magic {
        static final MimeTypes TYPES = MimeTypes.getDefaultMimeTypes();
    }

    FileKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Whether nothing but a text can be in it. */
    boolean isText() {
        return this == TEXT || this == HTML || this == XML || this == CALENDAR || this == EMPTY;
    }

    /** Loads what the first file that is no text would have to wait for. */
    static void prepare() {
        Magic.TYPES.getMediaTypeRegistry();
    }

    static Found of(Part part) {
        byte[] content = part.content();
        if (content.length == 0) {
            return new Found(EMPTY, "");
        }
        FileKind signed = bySignature(content);
        if (signed != null) {
            return new Found(signed, signed.label);
        }
        String beginning = TextDecoding.beginning(content, LOOKED_AT, part.charset());
        int odd = TextDecoding.oddPerMille(beginning);
        if (odd == 0) {
            return new Found(TextLook.kind(beginning, part.name()), "text/plain");
        }
        String type = magic(content);
        FileKind binary = byType(type, content);
        boolean text = binary == UNSUPPORTED && maybeText(type) && (isText(beginning, odd) || TextDecoding.isMostlyText(content, LOOKED_AT));
        return text ? new Found(TextLook.kind(beginning, part.name()), "text/plain") : new Found(binary, type);
    }

    /** Whether nothing in the first bytes says that it is no text. */
    private static boolean maybeText(String type) {
        return type.equals("application/octet-stream") || type.startsWith("text/") || type.startsWith("message/") || TEXT_TYPE.matcher(type).find();
    }

    /** A text may hold a few odd bytes, as broken logs do; nothing but zeros is no text. */
    static boolean isText(String beginning, int oddPerMille) {
        boolean few = oddPerMille <= 20 || beginning.length() < 1000 && oddPerMille * beginning.length() <= 2000;
        return few && beginning.chars().anyMatch(character -> character > ' ' && character != 0x7F);
    }

    /** The files that a reader is there for, seen by their first bytes; Tika's registry of magic bytes knows the many others. */
    private static @Nullable FileKind bySignature(byte[] content) {
        if (startsWith(content, 'P', 'K', 3, 4) || startsWith(content, 'P', 'K', 5, 6) || startsWith(content, 'P', 'K', 7, 8)) {
            return ZIP;
        }
        if (startsWith(content, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
            return COMPOUND;
        }
        if (startsWith(content, '%', 'P', 'D', 'F', '-')) {
            return PDF;
        }
        if (startsWith(content, '{', '\\', 'r', 't', 'f')) {
            return RTF;
        }
        if (startsWith(content, 'B', 'Z', 'h') && content.length > 10 && content[4] == '1' && content[5] == 'A' && content[6] == 'Y') {
            return COMPRESSED;
        }
        if (SignedContent.isSigned(content)) {
            return SIGNED;
        }
        boolean tar = content.length >= 512 && content[257] == 'u' && content[258] == 's' && content[259] == 't' && content[260] == 'a' && content[261] == 'r';
        return tar ? TAR : null;
    }

    private static FileKind byType(String type, byte[] content) {
        return switch (type) {
            case "application/pdf" -> PDF;
            case "application/vnd.ms-tnef" -> TNEF;
            case "application/x-7z-compressed" -> SEVEN_ZIP;
            case "application/x-tar", "application/x-gtar" -> TAR;
            case "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/x-compress",
                 "application/zlib", "application/x-lz4", "application/x-snappy-framed" -> COMPRESSED;
            case "image/png", "image/jpeg", "image/gif", "image/bmp", "image/x-ms-bmp", "image/tiff", "image/vnd.wap.wbmp",
                 "image/webp" -> PICTURE;
            default -> holdsPdf(content) ? PDF : UNSUPPORTED;
        };
    }

    /** Readers of PDF forgive a kilobyte of anything before its mark. */
    private static boolean holdsPdf(byte[] content) {
        return new String(content, 0, Math.min(content.length, 1024), StandardCharsets.ISO_8859_1).contains("%PDF-");
    }

    /** The media type by Tika's magic bytes, and by those of framed Snappy, which its registry knows by name only. */
    static String magic(byte[] content) {
        if (startsWith(content, 0xFF, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y')) {
            return "application/x-snappy-framed";
        }
        try (InputStream stream = new ByteArrayInputStream(content, 0, Math.min(content.length, LOOKED_AT))) {
            MediaType type = Magic.TYPES.detect(stream, new Metadata());
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
