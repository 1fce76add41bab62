package io.github.iocenrichment.report;

import io.github.iocenrichment.verdict.VerdictValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the templates of the record incident see.
 *
 * @param number      number of the source incident
 * @param incident    its other fields by the NAME of {@code ivanti.field.NAME}; one that is empty is not there
 * @param grouping    id of the publication's grouping
 * @param indicators  STIX indicators published
 * @param objects     STIX objects published
 * @param tlp         marking, without prefix
 * @param verdictLine as in the note
 * @param listed      the malicious and suspicious indicators, worst first, defanged; the first {@value #LISTED_MAX}
 * @param more        how many more there are
 */
record RecordView(String number, Map<String, String> incident, String grouping, int indicators, int objects, String tlp, String verdictLine, List<Item> listed,
        int more) {
    private static final int LISTED_MAX = 100;
    private static final int FIELD_MAX = 300;

    /** One indicator with its verdict. */
    record Item(String value, String type, String verdict, int confidence) {
    }

    static RecordView of(IncidentReport report, @Nullable String groupingId, Messages messages) {
        List<Item> bad = report.findings().stream().sorted(Standing.WORST_FIRST)
                .filter(f -> f.verdict().value() == VerdictValue.MALICIOUS || f.verdict().value() == VerdictValue.SUSPICIOUS)
                .map(f -> new Item(NoteViews.value(f.indicator()), f.indicator().type().label(), messages.say("verdict." + f.verdict().value().label()),
                f.verdict().confidence()))
                .toList();
        return new RecordView(SafeText.key(report.incident().number()), report.incident().shown(FIELD_MAX), groupingId, report.publication().indicators(),
                report.publication().objects(),
                SafeText.words(report.publication().tlp(), 20), VerdictLine.of(report.findings(), report.overLimit().size(),
                CountedOnlyWords.total(report.countedOnly()), report.at(), messages),
                bad.stream().limit(LISTED_MAX).toList(), Math.max(0, bad.size() - LISTED_MAX));
    }
}
