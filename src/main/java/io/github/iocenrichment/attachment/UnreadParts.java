package io.github.iocenrichment.attachment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of one attachment was not or not wholly read: each thing once, the first by name and the rest by their number. */
final class UnreadParts {
    private static final int MOST_NAMED = 50;

    private final String fileName;
    private final List<Unread> named = new ArrayList<>();
    private int leftOut;

    UnreadParts(String fileName) {
        this.fileName = fileName;
    }

    /** @param path inside the attachment; empty for the attachment itself */
    void add(String path, @Nullable String reason) {
        Unread line = new Unread(path.isEmpty() ? fileName : fileName + " > " + path, reason);
        if (named.contains(line)) {
            return;
        }
        if (named.size() < MOST_NAMED) {
            named.add(line);
        } else {
            leftOut++;
        }
    }

    /** All of them, with further reasons that concern the whole attachment. */
    List<Unread> with(Collection<String> reasons) {
        List<Unread> all = new ArrayList<>(named);
        reasons.forEach(reason -> all.add(new Unread(fileName, reason)));
        if (leftOut > 0) {
            all.add(new Unread(fileName, leftOut + " more files inside that were not wholly read"));
        }
        return all;
    }
}
