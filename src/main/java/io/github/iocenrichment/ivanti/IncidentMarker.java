package io.github.iocenrichment.ivanti;

import java.util.Locale;

/**
 * The mark in the subject of our own record incidents, by which they are found again and never taken for news. It is stable
 * for one source incident: the id of the publication's grouping.
 */
public final class IncidentMarker {
    private static final String OPENING = "[ti-record:";
    private static final String GROUPING = "(?:grouping|report)--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private IncidentMarker() {
    }

    /** Whether a subject marks one of ours, or somebody's reply to one. */
    public static boolean isOurs(String subject) {
        return subject != null && subject.toLowerCase(Locale.ROOT).contains(OPENING);
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
    public static String subject(String wording, String source, String groupingId, int maxChars) {
        String mark = of(groupingId);
        String text = Lines.one(Lines.one(wording).replace(mark, " ")).replace("[", "(").replace("]", ")");
        String tail = " " + mark;
        String named = names(text, source) ? text : (text + " " + source).strip();
        if (named.length() + tail.length() <= maxChars) {
            return named + tail;
        }
        int room = maxChars - tail.length();
        String cut = Lines.cut(named, room);
        if (!names(cut, source)) {
            String before = Lines.cut(text, room - source.length() - 1);
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
