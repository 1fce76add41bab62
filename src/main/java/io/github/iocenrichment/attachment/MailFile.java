package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** A mail: its headers, its text and HTML parts, and everything attached to it, nested mails included. Malformed mail is read as far as it goes. */
final class MailFile implements FormatReader {
    private static final int DEEPEST_MULTIPART = 30;
    /** A mail with a longer field is read as plain text: parsing the field would need many times its length. */
    private static final int LONGEST_HEADER = 1 << 20;
    private static final MimeConfig LENIENT = MimeConfig.custom().setMaxLineLen(-1).setMaxHeaderLen(LONGEST_HEADER).setMaxHeaderCount(-1)
            .setMalformedHeaderStartsBody(true).build();

    private final PartReader parts;

    MailFile(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public void read(Part file, Reading reading) throws IOException {
        Part mail = file;
        try {
            Part lines = MailStart.withLines(file, reading);
            mail = MailStart.of(lines).read(lines, parts, reading);
            parse(mail, reading);
        } catch (MimeException | RuntimeException malformed) {
            reading.unread(mail.path(), "damaged mail: read as plain text");
            TextFile.plain(mail, null, reading);
        }
    }

    private void parse(Part mail, Reading reading) throws IOException, MimeException {
        MimeTokenStream tokens = new MimeTokenStream(LENIENT, DecodeMonitor.SILENT, null, null);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(new ByteArrayInputStream(mail.content()));
        MailHeaders headers = new MailHeaders();
        MailHeaders ofPart = new MailHeaders();
        Counts counts = new Counts();
        int multiparts = 0;
        boolean top = true;
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            reading.step();
            switch (state) {
                case T_START_HEADER -> ofPart = new MailHeaders();
                case T_FIELD -> (top ? headers : ofPart).add(tokens.getField());
                case T_END_HEADER -> {
                    if (top) {
                        reading.text(mail.inside("headers"), ContentKind.PLAIN, headers.text());
                        ofPart = headers;
                        top = false;
                    } else if (!ofPart.text().isBlank()) {
                        reading.text(mail.inside("headers of a part"), ContentKind.PLAIN, ofPart.text());
                    }
                }
                case T_START_MULTIPART -> {
                    multiparts++;
                    if (multiparts > DEEPEST_MULTIPART) {
                        throw new UnreadException("parts nested deeper than " + DEEPEST_MULTIPART + " levels");
                    }
                }
                case T_END_MULTIPART -> multiparts--;
                case T_BODY -> {
                    long mark = reading.reserved();
                    body(mail, tokens, ofPart, counts, reading);
                    reading.releaseTo(mark);
                }
                case T_PREAMBLE, T_EPILOGUE -> {
                    long mark = reading.reserved();
                    TextFile.plain(reading.unpack(mail, "text around the parts", tokens.getInputStream(), 0), null, reading);
                    reading.releaseTo(mark);
                }
                default -> {
                    // the borders of parts say nothing
                }
            }
        }
    }

    private static final class Counts {
        private int text;
        private int html;
        private int other;

        private static String numbered(String name, int count) {
            return count == 1 ? name : name + " " + count;
        }
    }

    private void body(Part mail, MimeTokenStream tokens, MailHeaders headers, Counts counts, Reading reading) throws IOException {
        reading.entry();
        BodyDescriptor descriptor = tokens.getBodyDescriptor();
        String type = descriptor.getMimeType() == null ? "text/plain" : descriptor.getMimeType().toLowerCase(Locale.ROOT);
        String fileName = headers.fileName();
        boolean bare = fileName == null;
        boolean html = type.equals("text/html");
        boolean text = !html && (type.startsWith("text/") || type.startsWith("multipart/") || type.equals("message/delivery-status"));
        String name;
        if (!bare) {
            name = fileName;
        } else if (html) {
            name = Counts.numbered("HTML part", ++counts.html);
        } else if (text) {
            name = Counts.numbered("text part", ++counts.text);
        } else {
            name = type.equals("message/rfc822") ? Counts.numbered("mail", ++counts.other) : "part " + ++counts.other;
        }
        TransferEncoding encoding = TransferEncoding.of(descriptor.getTransferEncoding());
        Part part = reading.unpack(mail, name, encoding.open(tokens), 0).in(headers.hasCharset() ? descriptor.getCharset() : null);
        if (bare && part.content().length == 0) {
            return;
        }
        if (type.equals("message/partial")) {
            reading.unread(part.path(), "a piece of a mail that was sent in several");
        }
        if (!encoding.isKnown()) {
            reading.unread(part.path(), "its transfer encoding is not known, so it was read as it stands");
        }
        if (encoding.isUuencode() && Uuencoded.isIn(part.content())) {
            parts.readAs(FileKind.UUENCODED, part, reading);
            return;
        }
        if (type.equals("message/rfc822") && FileKind.of(part).kind() == FileKind.TEXT) {
            parts.readAs(FileKind.MAIL, part, reading);
        } else if (bare && (html || text)) {
            shown(part, html, headers.isFlowed(), reading);
        } else if (!TextLook.isSignature(part.content())) {
            parts.read(part, reading);
        }
    }

    /** A part that the mail shows: text or HTML in the charset that it declares, unless its first bytes are those of something else. */
    private void shown(Part part, boolean html, boolean flowed, Reading reading) throws IOException {
        FileKind found = FileKind.of(part).kind();
        boolean text = found.isText() && found != FileKind.CALENDAR || found == FileKind.MAIL || found == FileKind.MAILBOX;
        if (!text || found == FileKind.TEXT && TextLook.isEncrypted(part.content())) {
            parts.read(part, reading);
        } else if (html) {
            TextFile.html(part, part.charset() != null ? part.charset() : TextFile.declaredCharset(part.content()), reading);
        } else if (flowed) {
            reading.text(part.path(), ContentKind.PLAIN, FlowedText.whole(TextDecoding.decode(part.content(), part.charset())));
        } else {
            TextFile.plain(part, part.charset(), reading);
        }
    }
}
