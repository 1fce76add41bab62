package io.github.iocenrichment.ivanti;

import org.jspecify.annotations.Nullable;

/**
 * Paths and queries of Ivanti's interface, to be put behind {@code ivanti.base-url}. Queries are percent-encoded and carry no
 * question mark. Object names take a literal extra {@code s}, whatever the English plural.
 */
public final class IvantiPath {
    public static final String LOGIN = "/rest/authentication/login";
    public static final String INCIDENTS = "/odata/businessobject/incidents";
    public static final String NOTES = "/odata/businessobject/journal__notess";
    /** The description of a note's fields, as XML. */
    public static final String NOTES_METADATA = "/odata/journal__notess/$metadata";
    public static final String ATTACHMENTS = "/odata/businessobject/attachments";
    public static final String JOURNALS = "/odata/businessobject/journals";
    private static final String ONE = "&$top=1";
    /** Rows of the largest page that Ivanti gives. */
    static final int MOST_ROWS = 100;
    private static final String LARGEST_PAGE = "&$top=" + MOST_ROWS;

    private IvantiPath() {
    }

    /** Query for the notes that were written last, on whichever record. */
    public static String latestNotesQuery(int top) {
        return "$orderby=CreatedDateTime%20desc&$top=" + top;
    }

    public static String incident(String recId) {
        return INCIDENTS + key(recId);
    }

    /** Way A to a ticket's attachments; where it answers 404, {@link #childrenQuery} is way B. */
    public static String incidentAttachments(String recId) {
        return incident(recId) + "/IncidentContainsAttachment";
    }

    /** The journal of an incident, mails and notes together. */
    public static String incidentJournal(String recId) {
        return incident(recId) + "/IncidentContainsJournal";
    }

    public static String attachment(@Nullable String recId) {
        return ATTACHMENTS + key(recId);
    }

    /** Address that links two records by a relationship of the tenant. */
    public static String link(String recId, String relationship, String otherRecId) {
        return incident(recId) + "/" + relationship + key(otherRecId) + "/$Ref";
    }

    /** Query for attachments or journal entries by their parent, behind the first so many. */
    public static String childrenQuery(String parentRecId, int skip) {
        return filter("ParentLink_RecID eq " + QueryText.quoted(RecId.checked(parentRecId))) + LARGEST_PAGE + (skip == 0 ? "" : "&$skip=" + skip);
    }

    /** Query for attachments by their name, whatever their parent is. */
    public static String attachmentNameQuery(String name) {
        return filter("ATTACHNAME eq " + QueryText.quoted(name)) + LARGEST_PAGE;
    }

    /** Query for the one note with exactly this subject on exactly this incident. */
    public static String noteQuery(String incidentRecId, String subject) {
        return filter("ParentLink_RecID eq " + QueryText.quoted(RecId.checked(incidentRecId)) + " and Subject eq " + QueryText.quoted(subject)) + ONE;
    }

    /** Query for the notes on an incident, oldest first, behind the first so many. */
    public static String notesQuery(String incidentRecId, int skip) {
        return filter("ParentLink_RecID eq " + QueryText.quoted(RecId.checked(incidentRecId))) + "&$orderby=CreatedDateTime%20asc" + LARGEST_PAGE + "&$skip="
                + skip;
    }

    /** Query for the one incident with this key; unlike its path, it answers an unknown key with no rows. */
    public static String recIdQuery(@Nullable String recId, IncidentFields fields) {
        return filter(fields.name(IncidentFields.REC_ID) + " eq " + QueryText.quoted(RecId.checked(recId))) + ONE;
    }

    /** Query for the one incident with exactly this subject. */
    public static String subjectQuery(String subject, IncidentFields fields) {
        return filter(fields.name(IncidentFields.SUBJECT) + " eq " + QueryText.quoted(subject)) + ONE;
    }

    /**
     * Query for the incident with this number, which stands bare in the filter.
     *
     * @throws IllegalArgumentException when it is no number
     */
    public static String numberQuery(String number, IncidentFields fields) {
        if (!number.matches("\\d{1,18}")) {
            throw new IllegalArgumentException("not an incident number");
        }
        return filter(fields.name(IncidentFields.NUMBER) + " eq " + number) + ONE;
    }

    private static String filter(String condition) {
        return "$filter=" + QueryText.encode(condition);
    }

    private static String key(@Nullable String recId) {
        return "('" + RecId.checked(recId) + "')";
    }
}
