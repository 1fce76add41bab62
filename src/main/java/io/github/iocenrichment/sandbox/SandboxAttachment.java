package io.github.iocenrichment.sandbox;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file to attach to an incident.
 *
 * @param name        file name as shown in the ticket
 * @param contentType media type that the download claims
 * @param content     the bytes, made when they are first asked for
 * @param disposition how the download spells its file name
 * @param journal     true attaches the file to a mail of the incident's journal instead of on the incident
 */
public record SandboxAttachment(String name, String contentType, Supplier<byte[]> content, Disposition disposition, boolean journal) {

    /** Spellings of {@code Content-Disposition}. */
    public enum Disposition { QUOTED, BARE, EXTENDED, WITH_PATH, NONE }

    public SandboxAttachment {
        Objects.requireNonNull(name, "name");
        content = content instanceof Once ? content : new Once(Objects.requireNonNull(content, "content"));
        contentType = contentType == null ? "application/octet-stream" : contentType;
        disposition = disposition == null ? Disposition.QUOTED : disposition;
    }

    /** Makes the bytes at the first call and keeps them: an archive packed twice would differ. */
    private static final class Once implements Supplier<byte[]> {
        private final Supplier<byte[]> maker;
        private byte @Nullable [] made;

        Once(Supplier<byte[]> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized byte[] get() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }
    }

    public static SandboxAttachment of(String name, String contentType, byte[] bytes) {
        return new SandboxAttachment(name, contentType, () -> bytes, Disposition.QUOTED, false);
    }

    public SandboxAttachment spelled(Disposition other) {
        return new SandboxAttachment(name, contentType, content, other, journal);
    }

    public SandboxAttachment onJournal() {
        return new SandboxAttachment(name, contentType, content, disposition, true);
    }
}
