package io.github.iocenrichment.report;

import io.github.iocenrichment.attachment.Unread;
import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.verdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that may be reported about one incident. Raw values: what is shown is cleaned, bounded and defanged on the way out.
 *
 * @param incident    the incident
 * @param kind        why the note is written
 * @param findings    one per indicator, in any order
 * @param unread      what was not or not wholly read
 * @param overLimit   indicators beyond {@code enrichment.max-indicators}: named, not asked about
 * @param countedOnly what was found beyond the limits of what is kept, by the text in which it stood
 * @param publication what became of the publication
 * @param record      what became of the record incident
 * @param problems    what went wrong on the way, one sentence each
 * @param change      what is new since the last note; {@link ReportChange#none()} for a first note
 * @param late        what became of attachments that an earlier note reported as not read yet; {@link LateReadings#none()} for a first note
 * @param earlier     in which earlier incidents the indicators stood
 * @param platform    what Intel Exchange knows of a value, by the key of the indicator; under the empty key what holds for all
 * @param at          time of writing; ages of answers are counted back from here
 */
public record IncidentReport(SourceIncident incident, NoteKind kind, List<Finding> findings, List<Unread> unread, List<Indicator> overLimit,
                             List<CountedOnly> countedOnly, Publication publication, RecordIncident record, List<String> problems, ReportChange change,
                             LateReadings late, Earlier earlier, Map<String, String> platform, Instant at) {

    public IncidentReport {
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
        overLimit = List.copyOf(overLimit);
        countedOnly = List.copyOf(countedOnly);
        problems = List.copyOf(problems);
        platform = Map.copyOf(platform);
    }

    /** A first report with findings only; the rest is added by the {@code with} methods. */
    public static IncidentReport first(SourceIncident incident, List<Finding> findings, Instant at) {
        return new IncidentReport(incident, NoteKind.FIRST, findings, List.of(), List.of(), List.of(), Publication.none(), RecordIncident.none(), List.of(),
                ReportChange.none(), LateReadings.none(), Earlier.none(), Map.of(), at);
    }

    public IncidentReport withUnread(List<Unread> files) {
        return new IncidentReport(incident, kind, findings, files, overLimit, countedOnly, publication, record, problems, change, late, earlier, platform, at);
    }

    public IncidentReport withOverLimit(List<Indicator> more) {
        return new IncidentReport(incident, kind, findings, unread, more, countedOnly, publication, record, problems, change, late, earlier, platform, at);
    }

    public IncidentReport withCountedOnly(List<CountedOnly> counted) {
        return new IncidentReport(incident, kind, findings, unread, overLimit, counted, publication, record, problems, change, late, earlier, platform, at);
    }

    /** @param readings what became of attachments that an earlier note reported as not read yet */
    public IncidentReport withLate(LateReadings readings) {
        return new IncidentReport(incident, kind, findings, unread, overLimit, countedOnly, publication, record, problems, change, readings, earlier, platform,
                at);
    }

    public IncidentReport withPublication(Publication published, RecordIncident written) {
        return new IncidentReport(incident, kind, findings, unread, overLimit, countedOnly, published, written, problems, change, late, earlier, platform, at);
    }

    public IncidentReport withProblems(List<String> met) {
        return new IncidentReport(incident, kind, findings, unread, overLimit, countedOnly, publication, record, met, change, late, earlier, platform, at);
    }

    public IncidentReport asAmendment(ReportChange what) {
        return new IncidentReport(incident, NoteKind.AMENDMENT, findings, unread, overLimit, countedOnly, publication, record, problems, what, late, earlier,
                platform, at);
    }

    public IncidentReport withKind(NoteKind other) {
        return new IncidentReport(incident, other, findings, unread, overLimit, countedOnly, publication, record, problems, change, late, earlier, platform,
                at);
    }

    public IncidentReport withEarlier(Earlier known) {
        return new IncidentReport(incident, kind, findings, unread, overLimit, countedOnly, publication, record, problems, change, late, known, platform, at);
    }

    public IncidentReport withPlatform(Map<String, String> words) {
        return new IncidentReport(incident, kind, findings, unread, overLimit, countedOnly, publication, record, problems, change, late, earlier, words, at);
    }
}
