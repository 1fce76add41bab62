package io.github.iocenrichment.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the note templates see: every text in it is on one line, bounded, defanged and free of invisible characters. The HTML
 * templates escape on top of that. templates/README.md lists the names for those who edit them.
 *
 * @param kind            {@code first}, {@code amendment}, {@code landed}, {@code delivery} or {@code parked}
 * @param number          the incident's number
 * @param subject         its subject
 * @param incident        its other fields by the NAME of {@code ivanti.field.NAME}; one that is empty is not there
 * @param verdictLine     how many of which verdict, worst first
 * @param nothingFound    true when the incident held nothing to look up
 * @param brief           true when no indicator is malicious or suspicious and no CVE is reported: the note has a line for each section
 * @param page            page of the incident; null when {@code http.public-url} is not set
 * @param findings        indicators with an entry of their own, worst first
 * @param vulnerabilities CVEs, highest priority first
 * @param noThreatFound in which no source sees a threat, when there are too many of them for entries of their own or the note is brief
 * @param undecided       known to a source that gives no verdict, likewise
 * @param pending         still being analysed, likewise
 * @param neverSeen       those that no source knows, by type and by the sources that were asked
 * @param seenBefore      in which earlier incidents those without an entry of their own stood, one sentence for each
 * @param inFile          true when names or details stand in the file beside the note only
 * @param advice          what to do, one for each rule that holds
 * @param blockList       malicious values by type, for copying
 * @param notAsked        why indicators were not asked about, and which
 * @param notAnswered     why sources gave no usable answer, and for which indicators
 * @param notRead         files that were not or not wholly read
 * @param countedOnly     what was found beyond the limits of what is kept, one sentence for each text and type
 * @param readAgain       what became of files that an earlier note reported as not read yet
 * @param problems        what went wrong on the way
 * @param changes         what is new since the last note
 * @param publication     one sentence on publication and record incident; null when there is nothing to say
 * @param outcome         the same as figures, for those who want to word it themselves
 * @param warning         true when it is bad news
 * @param publicationLink page of the publication; null when there is none
 * @param recordLink      page of the record incident; null when there is none
 */
record NoteView(String kind, String number, String subject, Map<String, String> incident, String verdictLine, boolean nothingFound, boolean brief,
                @Nullable String page,
                List<Row> findings, List<Row> vulnerabilities, Listing noThreatFound, Listing undecided, Listing pending, Listing neverSeen,
                List<String> seenBefore,
                boolean inFile, List<Advice> advice, List<Block> blockList, List<Group> notAsked, List<Group> notAnswered, List<File> notRead,
                List<String> countedOnly, List<File> readAgain, List<String> problems, List<ChangeRow> changes, @Nullable String publication, Outcome outcome,
                boolean warning, @Nullable String publicationLink, @Nullable String recordLink) {

    /**
     * One indicator: its verdict or priority as a heading and as a word ({@code malicious}, {@code priority-high}), the file's other hashes, what each
     * source said, why where more than a threshold decided, in which earlier incidents it stood (null for none), and where it stood.
     */
    record Row(String heading, String level, int confidence, String value, String type, List<String> others, List<SourceRow> sources, List<String> why,
               @Nullable String seenBefore, List<PlaceRow> places, int morePlaces) {
    }

    /** Indicators of one standing, {@code count} in all, in groups. */
    record Listing(int count, List<Group> groups) {
        static Listing none() {
            return new Listing(0, List.of());
        }
    }

    /** What to do, by the name of the rule that says so. */
    record Advice(String rule, String words) {
    }

    /** Malicious values of one type. */
    record Block(String type, List<String> values) {
    }

    /** One source's answer; {@code age} is null for a fresh one, {@code link} null when there is no page to trust. */
    record SourceRow(String name, String state, String words, @Nullable String link, @Nullable String age) {
    }

    /** Publication and record incident: states as in {@link Publication.State} and {@link RecordIncident.State}, lower case with hyphens. */
    record Outcome(String state, String tlp, int indicators, int objects, String words, String recordState, String recordNumber, String recordWords) {
    }

    /** Where an indicator stood; {@code snippet} may be empty. */
    record PlaceRow(String where, String snippet) {
    }

    /**
     * Indicators that share a reason, {@code count} in all; a long list comes in several rows, all but the first of them continued. In a brief note
     * {@code values} is empty when there are too many to be named.
     */
    record Group(String reason, List<String> values, int count, boolean continued) {
    }

    /** A file and why it was not read, or what became of it. */
    record File(String name, String reason) {
    }

    /** What is new about one indicator. */
    record ChangeRow(String value, String words) {
    }
}
