package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.text.OneLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reference in the subject of a journal note, by which it is found again: the same for the same incident and content,
 * another as soon as either differs.
 *
 * @param code eight hexadecimal digits
 */
public record NoteReference(String code) {
    /** Length of a subject that Ivanti keeps whole in every list. */
    private static final int LONGEST_SUBJECT = 100;
    private static final Pattern OURS = Pattern.compile("TI enrichment .* part (\\d{1,6})/\\d+ \\[ref:([0-9a-f]{8})]");

    /**
     * @param recId          the incident
     * @param contentVersion what the note says, as a hash or a version; equal content has equal versions
     */
    public static NoteReference of(String recId, String contentVersion) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest((RecId.checked(recId).toUpperCase(Locale.ROOT) + "\n" + contentVersion)
                    .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        return new NoteReference(HexFormat.of().formatHex(hash, 0, 4));
    }

    /** The reference in the subject of a note that we wrote; empty for everybody else's. */
    public static Optional<NoteReference> in(String subject) {
        Matcher ours = OURS.matcher(subject);
        return ours.matches() ? Optional.of(new NoteReference(ours.group(2))) : Optional.empty();
    }

    /** Which part of a note of ours a subject belongs to, from 1; 0 for everybody else's. */
    public static int part(String subject) {
        Matcher ours = OURS.matcher(subject);
        return ours.matches() ? Integer.parseInt(ours.group(1)) : 0;
    }

    /** The subject of one part: {@code TI enrichment INC48213 part 1/1 [ref:9c1f77aa]}, at most 100 characters. */
    public String subject(String incidentName, int part, int parts) {
        String tail = " part " + part + "/" + parts + " [ref:" + code + "]";
        return OneLine.cut("TI enrichment " + OneLine.of(incidentName), LONGEST_SUBJECT - tail.length()) + tail;
    }
}
