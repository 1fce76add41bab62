package io.github.iocenrichment.attachment;

import org.jspecify.annotations.Nullable;

/**
 * A file, or a part of one, that was not or not wholly read; the note names it.
 *
 * @param name   its name, with the way to it inside archives or mails ({@code scan.zip > a.doc})
 * @param reason why, in a few words ({@code password unknown}, {@code larger than 10 MiB})
 */
public record Unread(String name, @Nullable String reason) {
}
