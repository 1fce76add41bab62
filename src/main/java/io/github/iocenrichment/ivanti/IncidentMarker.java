package io.github.iocenrichment.ivanti;

import io.github.iocenrichment.text.OneLine;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mark in the subject of our own record incidents, by which they are found again and never taken for news. It is stable
 * for one source incident: the id of the publication's grouping.
 */
public final class IncidentMarker {
    private static final String OPENING = "[ti-record:";
    private static final String GROUPING = "(?:grouping|report)--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern MARK = Pattern.compile("\\[ti-record:(" + GROUPING + ")]", Pattern.CASE_INSENSITIVE);
    private static final Pattern SOURCE = Pattern.compile("(?<![0-9A-Za-z])INC(\\d{1,18})(?![0-9A-Za-z])");

    private IncidentMarker() {
    }

    /** Whether a subject holds a mark or the beginning of one. Subjects are written by outsiders, so that alone says nothing about who made the incident. */
    public static boolean isIn(@Nullable String subject) {
        return subject != null && subject.toLowerCase(Locale.ROOT).contains(OPENING);
    }

    /** The grouping that a whole mark in the subject names, the last one if there are several; empty when there is no whole mark. */
    public static Optional<String> groupingIn(@Nullable String subject) {
        Matcher mark = MARK.matcher(subject == null ? "" : subject);
        String grouping = null;
        while (mark.find()) {
            grouping = mark.group(1).toLowerCase(Locale.ROOT);
        }
        return Optional.ofNullable(grouping);
    }

    /** The number of the incident that the subject of a record names as its source, {@code INC48213}; empty when it names none. */
    public static Optional<String> sourceNumberIn(@Nullable String subject) {
        Matcher source = SOURCE.matcher(subject == null ? "" : subject);
        return source.find() ? Optional.of(source.group(1)) : Optional.empty();
    }

    /** The mark itself: {@code [ti-record:grouping--…]}. */
    public static String of(String groupingId) {
        if (!groupingId.matches(GROUPING)) {
            throw new IllegalArgumentException("not the id of a grouping");
        }
        return OPENING + groupingId + "]";
    }

    /**
     * The subject of a record incident: wording, source and mark. Wording is cut where it gets too long; source and mark never.
     *
     * @param wording    what a template says, with or without the mark; the source's name is added when it is not in it
     * @param source     name of the source incident, {@code INC48213}
     * @param groupingId id of the publication's grouping
     * @param maxChars   {@code ivanti.subject.max-chars}
     */
    public static String subject(String wording, String source, @Nullable String groupingId, int maxChars) {
        String mark = of(groupingId);
        String text = OneLine.of(OneLine.of(wording).replace(mark, " ")).replace("[", "(").replace("]", ")");
        String tail = " " + mark;
        String named = names(text, source) ? text : (text + " " + source).strip();
        if (named.length() + tail.length() <= maxChars) {
            return named + tail;
        }
        int left = maxChars - tail.length();
        String cut = OneLine.cut(named, left);
        if (!names(cut, source)) {
            String before = OneLine.cut(text, left - source.length() - 1);
            cut = before.isEmpty() ? source : before + " " + source;
        }
        return cut + tail;
    }

    private static boolean names(String text, String source) {
        int at = text.indexOf(source);
        int end = at + source.length();
        return at >= 0 && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }
}
