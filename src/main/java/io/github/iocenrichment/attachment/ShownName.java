package io.github.iocenrichment.attachment;

/** File names out of attachments are only ever shown, never opened; here they become harmless and short. */
final class ShownName {
    private static final int LONGEST = 120;

    private ShownName() {
    }

    /** The name without control, format and direction characters, at most 120 characters; {@code unnamed} when nothing is left. */
    static String of(String raw) {
        if (raw == null) {
            return "unnamed";
        }
        StringBuilder shown = new StringBuilder();
        raw.codePoints().limit(4L * LONGEST).forEach(point -> {
            int type = Character.getType(point);
            if (type == Character.CONTROL || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
                shown.append(' ');
            } else if (type != Character.FORMAT && type != Character.SURROGATE && type != Character.UNASSIGNED) {
                shown.appendCodePoint(point);
            }
        });
        String name = shown.toString().strip();
        if (name.isEmpty()) {
            return "unnamed";
        }
        return name.codePointCount(0, name.length()) <= LONGEST ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
