package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.jspecify.annotations.Nullable;

/** How the body of a mail's part is encoded; programs that send phishing mails write the field in forms that no standard has. */
enum TransferEncoding {
    NONE, BASE64, QUOTED_PRINTABLE, UUENCODE, UNKNOWN;

    /** @param written the value of the field, with what may stand behind it ({@code base64; charset=utf-8}); null when there is none */
    static TransferEncoding of(@Nullable String written) {
        String name = written == null ? "" : written.split("[;(\\s]", 2)[0].replace("\"", "").replace("'", "").replace(",", "").toLowerCase(Locale.ROOT);
        return switch (name.replace("-", "").replace("_", "")) {
            case "", "7bit", "8bit", "binary", "none", "utf8", "usascii" -> NONE;
            case "base64", "b64", "b", "xbase64" -> BASE64;
            case "quotedprintable", "quoteprintable", "qp", "q", "xquotedprintable" -> QUOTED_PRINTABLE;
            case "uuencode", "xuuencode", "uue", "xuue", "uu", "xuu" -> UUENCODE;
            default -> UNKNOWN;
        };
    }

    /** The body of the current part, decoded but for uuencode, which names the file. */
    InputStream open(MimeTokenStream tokens) throws IOException {
        return switch (this) {
            case BASE64 -> new Base64InputStream(tokens.getInputStream(), false);
            case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(tokens.getInputStream(), false);
            default -> tokens.getInputStream();
        };
    }

    boolean isUuencode() {
        return this == UUENCODE;
    }

    boolean isKnown() {
        return this != UNKNOWN;
    }
}
