package io.github.iocenrichment.attachment;

import io.github.iocenrichment.text.OneLine;

/** File names out of attachments are only ever shown, never opened; here they become harmless and short. */
final class ShownName {
    private static final int LONGEST = 120;

    private ShownName() {
    }

    /** The name without control, format and direction characters, at most 120 characters; {@code unnamed} when nothing is left. */
    static String of(String raw) {
        String name = OneLine.of(raw, LONGEST);
        return name.isEmpty() ? "unnamed" : name;
    }
}
