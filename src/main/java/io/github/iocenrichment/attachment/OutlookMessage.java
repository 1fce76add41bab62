package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.StringChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.EntryUtils;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/** A message saved by Outlook: headers, bodies in every form that it has, attachments. */
final class OutlookMessage {
    private final PartReader parts;

    OutlookMessage(PartReader parts) {
        this.parts = parts;
    }

    void read(DirectoryNode root, Part part, Reading reading) throws IOException {
        MAPIMessage message = new MAPIMessage(root);
        message.setReturnNullOnMissingChunk(true);
        message.guess7BitEncoding();
        reading.text(part.inside("headers"), ContentKind.PLAIN, headers(message));
        String text = orNull(message::getTextBody);
        reading.text(part.inside("text part"), ContentKind.PLAIN, text == null ? "" : text);
        String html = orNull(message::getHtmlBody);
        if (html != null) {
            TextFile.html(part.inside("HTML part"), html, reading);
        }
        String rtf = orNull(message::getRtfBody);
        if (rtf != null && html == null) {
            byte[] bytes = rtf.getBytes(StandardCharsets.ISO_8859_1);
            String name = RtfScan.wrapsHtml(rtf) ? "HTML part" : "RTF part";
            parts.readAs(FileKind.RTF, reading.unpack(part, name, new ByteArrayInputStream(bytes), 0), reading);
        }
        for (AttachmentChunks attachment : message.getAttachmentFiles()) {
            reading.entry();
            attached(attachment, part, reading);
        }
    }

    private interface Property<T> {
        T get() throws ChunkNotFoundException;
    }

    /** A property that may be missing or, in a damaged message, unreadable: the others still count. */
    private static <T> @Nullable T orNull(Property<T> property) {
        try {
            return property.get();
        } catch (ChunkNotFoundException | RuntimeException missing) {
            return null;
        }
    }

    private static String headers(MAPIMessage message) {
        StringBuilder text = new StringBuilder();
        String[] transport = orNull(message::getHeaders);
        if (transport != null) {
            text.append(MailHeaders.textOf(String.join("\n", transport)));
        }
        line(text, "Subject", orNull(message::getSubject));
        line(text, "From", orNull(message::getDisplayFrom));
        line(text, "From", orNull(() -> message.getMainChunks().getEmailFromChunk().getValue()));
        line(text, "To", orNull(message::getDisplayTo));
        line(text, "Cc", orNull(message::getDisplayCC));
        String[] recipients = orNull(message::getRecipientEmailAddressList);
        line(text, "To", recipients == null ? null : String.join(", ", recipients));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            text.append(name).append(": ").append(value).append('\n');
        }
    }

    private void attached(AttachmentChunks attachment, Part part, Reading reading) throws IOException {
        StringChunk longName = attachment.getAttachLongFileName();
        StringChunk shortName = attachment.getAttachFileName();
        String name = longName != null ? longName.getValue() : shortName != null ? shortName.getValue() : "attachment";
        byte[] content;
        if (attachment.getAttachmentDirectory() != null) {
            content = asFile((DirectoryNode) attachment.getAttachmentDirectory().getDirectory());
        } else if (attachment.getAttachData() != null) {
            content = attachment.getAttachData().getValue();
        } else {
            reading.unread(part.inside(ShownName.of(name)), "not part of the message");
            return;
        }
        parts.read(reading.unpack(part, name, new ByteArrayInputStream(content), 0), reading);
    }

    /** A message within a message is a directory; copied into a file of its own it reads like any other. */
    private static byte[] asFile(DirectoryNode directory) throws IOException {
        try (POIFSFileSystem file = new POIFSFileSystem()) {
            EntryUtils.copyNodes(directory, file.getRoot());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            file.writeFilesystem(bytes);
            return bytes.toByteArray();
        }
    }
}
