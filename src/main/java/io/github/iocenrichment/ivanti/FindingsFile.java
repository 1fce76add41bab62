package io.github.iocenrichment.ivanti;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that takes up what does not fit into the parts of a note. Its name carries a reference to incident and content: by it the file is found
 * again after a lost answer, and recognised when the attachments of the incident are read.
 */
public final class FindingsFile {
    private static final String PREFIX = "ioc-enrichment-findings-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9a-f]{8})\\.(?:txt|html)");

    private FindingsFile() {
    }

    /**
     * @param ending {@code txt} or {@code html}
     * @return such as {@code ioc-enrichment-findings-9c1f77aa.txt}; the same for the same incident and text
     */
    public static String name(String recId, String text, String ending) {
        return PREFIX + NoteReference.of(recId, text).code() + "." + ending;
    }

    /**
     * Whether we wrote it on this incident. The name alone is not believed: with it somebody could hide a file from us. The sender of a mail does
     * not know the RecId of the incident that will come of it.
     */
    public static boolean isOurs(String recId, String name, byte[] content) {
        Matcher ours = NAME.matcher(name.toLowerCase(Locale.ROOT));
        return ours.matches() && NoteReference.of(recId, new String(content, StandardCharsets.UTF_8)).code().equals(ours.group(1));
    }
}
