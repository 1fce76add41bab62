package io.github.iocenrichment.report;

import java.util.List;

/**
 * What the note templates see: every text in it is on one line, bounded, defanged and free of invisible characters. The HTML
 * templates escape on top of that. templates/README.md lists the names for those who edit them.
 *
 * @param kind            {@code first}, {@code amendment}, {@code landed}, {@code delivery} or {@code parked}
 * @param number          the incident's number
 * @param subject         its subject
 * @param verdictLine     how many of which verdict, worst first
 * @param nothingFound    true when the incident held nothing to look up
 * @param findings        indicators that a source answered about, worst first
 * @param vulnerabilities CVEs, highest priority first
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
record NoteView(String kind, String number, String subject, String verdictLine, boolean nothingFound, List<Row> findings, List<Row> vulnerabilities,
                List<Group> notAsked, List<Group> notAnswered, List<File> notRead, List<String> countedOnly, List<File> readAgain, List<String> problems, List<ChangeRow> changes,
                String publication, Outcome outcome, boolean warning, String publicationLink, String recordLink) {

    /**
     * One indicator: its verdict or priority as a heading and as a word ({@code malicious}, {@code priority-high}), what each source
     * said, why, and where it stood.
     */
    record Row(String heading, String level, int confidence, String value, String type, List<SourceRow> sources, List<String> why,
               List<PlaceRow> places, int morePlaces) {
    }

    /** One source's answer; {@code age} is null for a fresh one, {@code link} null when there is no page to trust. */
    record SourceRow(String name, String state, String words, String link, String age) {
    }

    /** Publication and record incident: states as in {@link Publication.State} and {@link RecordIncident.State}, lower case with hyphens. */
    record Outcome(String state, String tlp, int indicators, int objects, String words, String recordState, String recordNumber, String recordWords) {
    }

    /** Where an indicator stood; {@code snippet} may be empty. */
    record PlaceRow(String where, String snippet) {
    }

    /** Indicators that share a reason, {@code count} in all; a long list comes in several rows, all but the first of them continued. */
    record Group(String reason, List<String> values, int count, boolean continued) {
    }

    /** A file and why it was not read, or what became of it. */
    record File(String name, String reason) {
    }

    /** What is new about one indicator. */
    record ChangeRow(String value, String words) {
    }
}
