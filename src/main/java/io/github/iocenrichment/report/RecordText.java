package io.github.iocenrichment.report;

import java.util.Map;

/**
 * Subject and symptom of a record incident, from {@code record-subject.ftl} and {@code record-symptom.ftl}. The subject always
 * carries the marker {@code [ti-record:grouping--…]} by which the record is found again and kept out of the poll; a template
 * that loses it is set aside for the built-in one.
 *
 * @param subject one line
 * @param symptom lines joined by CR LF
 */
public record RecordText(String subject, String symptom) {
    private static final int SUBJECT_MAX = 150;

    /** @param groupingId id of the publication's grouping, {@code grouping--<uuid>} */
    public static RecordText of(IncidentReport report, String groupingId, Templates templates) {
        Map<String, Object> model = Models.of(RecordView.of(report, groupingId));
        String marker = "[ti-record:" + groupingId + "]";
        String source = "INC" + SafeText.key(report.incident().number());
        String subject = SafeText.line(templates.render("record-subject.ftl", model).text(), 1000);
        if (!subject.contains(marker) || subject.length() > SUBJECT_MAX || !subject.contains(source)) {
            templates.setAside("record-subject.ftl", "lost the marker or the source's number, or is longer than " + SUBJECT_MAX + " characters");
            subject = "Intel published for " + source + " " + marker;
        }
        String symptom = String.join("\r\n", RowDirective.split(templates.render("record-symptom.ftl", model).text())).replaceAll("\r?\n", "\r\n");
        return new RecordText(subject, symptom);
    }
}
