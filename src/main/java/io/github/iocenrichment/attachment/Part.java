package io.github.iocenrichment.attachment;

import org.jspecify.annotations.Nullable;

/**
 * One file on its way through the readers: the attachment itself, or something inside it.
 *
 * @param path    the way to it inside the attachment; empty for the attachment itself
 * @param name    its name as shown
 * @param content its bytes, as many as the limits let through
 * @param whole   false when bytes are missing at its end
 * @param depth   0 for the attachment itself
 * @param charset the charset that its container declares for it; null when none
 */
record Part(String path, String name, byte[] content, boolean whole, int depth, @Nullable String charset) {
    Part(String path, String name, byte[] content, boolean whole, int depth) {
        this(path, name, content, whole, depth, null);
    }

    /** The same with the charset that its container declares. */
    Part in(@Nullable String declared) {
        return new Part(path, name, content, whole, depth, declared);
    }

    /** The same file with other bytes, as they are once an encoding is undone. */
    Part with(byte[] bytes) {
        return new Part(path, name, bytes, whole, depth, charset);
    }


    /** The path of something inside this part. */
    String inside(String step) {
        return path.isEmpty() ? step : path + " > " + step;
    }
}
