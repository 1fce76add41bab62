package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.MailIds;
import io.github.iocenrichment.indicator.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.Field;
import org.jspecify.annotations.Nullable;

/** The header fields of one mail or of one part of it. */
final class MailHeaders {
    /** Fields that hold keys, digests, program versions and the mail's own ids, but never what the mail is about. */
    private static final Set<String> NOISE = Set.of("message-id", "references", "in-reply-to", "date", "mime-version", "x-mailer", "user-agent",
            "thread-index", "thread-topic", "dkim-signature", "domainkey-signature", "x-google-dkim-signature", "x-google-smtp-source",
            "x-gm-message-state", "arc-seal", "arc-message-signature", "arc-authentication-results", "autocrypt", "face", "x-face",
            "x-spam-checker-version", "x-spam-status", "x-spam-report", "x-mimeole", "x-virus-scanned", "x-ms-tnef-correlator",
            "x-ms-exchange-crosstenant-id", "x-ms-exchange-antispam-messagedata", "x-microsoft-antispam-message-info", "x-ms-has-attach");
    /** Ids of mails name the relay that made them; what else they hold is nobody's address. */
    private static final Set<String> IDS = Set.of("message-id", "references", "in-reply-to");
    private static final int MOST_IDS = 20;
    private static final Pattern HOST_OF_ID = Pattern.compile("@([A-Za-z0-9.-]{4,253})>");
    private static final int LONGEST_ENCODED = 64 << 10;
    private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])");
    /** The queue id in a Received line often looks like an address ({@code id 15.20.12.9}). */
    private static final Pattern QUEUE_ID = Pattern.compile("\\bid <?[^\\s;>]{1,200}>?");

    private final StringBuilder text = new StringBuilder();
    private @Nullable String dispositionName;
    private @Nullable String typeName;
    private boolean charset;
    private boolean flowed;

    void add(Field field) {
        String name = field.getName().strip().toLowerCase(Locale.ROOT);
        if (name.equals("content-disposition")) {
            disposition(field);
        } else if (name.equals("content-type")) {
            type(field);
        }
        take(name, raw(field));
    }

    private void take(String name, String field) {
        if (IDS.contains(name)) {
            HOST_OF_ID.matcher(field).results().limit(MOST_IDS).forEach(id -> text.append(MailIds.HOST_LABEL).append(id.group(1)).append('\n'));
        }
        boolean elsewhere = name.equals("content-location") || name.equals("content-base") || name.equals("content-type") && field.contains("external-body");
        if ((elsewhere || !name.startsWith("content-")) && !NOISE.contains(name)) {
            String line = FOLD.matcher(field).replaceAll("");
            line = line.length() < LONGEST_ENCODED && line.contains("=?") ? DecoderUtil.decodeEncodedWords(line, DecodeMonitor.SILENT) : line;
            text.append(name.equals("received") || name.equals("x-received") ? QUEUE_ID.matcher(line).replaceAll(" ") : line).append('\n');
        }
    }

    /** The relevant fields of a header block. */
    static String textOf(String block) {
        MailHeaders headers = new MailHeaders();
        for (String field : FOLD.matcher(block).replaceAll("").split("\r?\n")) {
            int colon = field.indexOf(':');
            headers.take(colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT), field);
        }
        return headers.text();
    }

    private static String raw(Field field) {
        if (field.getRaw() == null) {
            return field.getName() + ": " + field.getBody();
        }
        return TextDecoding.decode(field.getRaw().toByteArray(), null);
    }

    private void disposition(Field field) {
        ContentDispositionFieldLenientImpl parsed = (ContentDispositionFieldLenientImpl) ContentDispositionFieldLenientImpl.PARSER
                .parse(field, DecodeMonitor.SILENT);
        dispositionName = fileName(parsed.getParameters(), "filename");
    }

    private void type(Field field) {
        ContentTypeFieldLenientImpl parsed = (ContentTypeFieldLenientImpl) ContentTypeFieldLenientImpl.PARSER
                .parse(field, DecodeMonitor.SILENT);
        typeName = fileName(parsed.getParameters(), "name");
        charset = parsed.getParameter("charset") != null;
        flowed = "flowed".equalsIgnoreCase(parsed.getParameter("format")) && "yes".equalsIgnoreCase(parsed.getParameter("delsp"));
    }

    private static @Nullable String fileName(Map<String, String> parameters, String key) {
        String plain = parameters.get(key);
        if (plain != null) {
            return plain.contains("=?") ? DecoderUtil.decodeEncodedWords(plain, DecodeMonitor.SILENT) : plain;
        }
        StringBuilder pieces = new StringBuilder();
        boolean encoded = false;
        for (int i = -1; i < 20; i++) {
            String step = i < 0 ? key : key + "*" + i;
            if (parameters.containsKey(step + "*")) {
                encoded = true;
                pieces.append(parameters.get(step + "*"));
            } else if (parameters.containsKey(step)) {
                pieces.append(parameters.get(step));
            }
        }
        if (pieces.isEmpty()) {
            return null;
        }
        // behind the charset and the language
        return encoded ? PercentEncoding.decoded(pieces.substring(pieces.indexOf("'", pieces.indexOf("'") + 1) + 1)) : pieces.toString();
    }

    /** The fields that an analyst looks at, unfolded and decoded, a line each. */
    String text() {
        return text.toString();
    }

    /** The name of the attached file; null when the part has none. */
    @Nullable String fileName() {
        return dispositionName != null && !dispositionName.isBlank() ? dispositionName : typeName;
    }

    /** Whether soft breaks part values: a blank at the end of a line goes when the lines are joined. */
    boolean isFlowed() {
        return flowed;
    }

    boolean hasCharset() {
        return charset;
    }

    /** How many bytes the line {@code From …} of an mbox takes at the start of a mail, blank lines before it included. */
    static int mboxLine(byte[] content) {
        int at = 0;
        while (at < content.length && (content[at] == '\r' || content[at] == '\n' || content[at] == ' ')) {
            at++;
        }
        if (content.length - at > 5 && new String(content, at, 5, StandardCharsets.ISO_8859_1).equals("From ")) {
            while (at < content.length && content[at] != '\n') {
                at++;
            }
            at++;
        }
        return Math.min(at, content.length);
    }
}
