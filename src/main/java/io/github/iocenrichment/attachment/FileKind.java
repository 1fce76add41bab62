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
    private static final String SNAPPY = "\u00FF\6\0\0sNaPpY";

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
        String begin = new String(content, 0, Math.min(content.length, 262), StandardCharsets.ISO_8859_1);
        if (begin.startsWith("PK\3\4") || begin.startsWith("PK\5\6") || begin.startsWith("PK\7\b")) {
            return ZIP;
        }
        if (begin.startsWith("\u00D0\u00CF\21\u00E0\u00A1\u00B1\32\u00E1")) {
            return COMPOUND;
        }
        if (begin.startsWith("%PDF-")) {
            return PDF;
        }
        if (begin.startsWith("{\\rtf")) {
            return RTF;
        }
        if (begin.startsWith("BZh") && begin.startsWith("1AY", 4)) {
            return COMPRESSED;
        }
        if (SignedContent.isSigned(content)) {
            return SIGNED;
        }
        return content.length >= 512 && begin.startsWith("ustar", 257) ? TAR : null;
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
        if (new String(content, 0, Math.min(content.length, 10), StandardCharsets.ISO_8859_1).equals(SNAPPY)) {
            return "application/x-snappy-framed";
        }
        try (InputStream stream = new ByteArrayInputStream(content, 0, Math.min(content.length, LOOKED_AT))) {
            MediaType type = Magic.TYPES.detect(stream, new Metadata());
            return type.getBaseType().toString();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
