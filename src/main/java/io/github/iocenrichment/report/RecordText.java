package io.github.iocenrichment.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Subject and symptom of a record incident, from {@code record-subject.ftl} and {@code record-symptom.ftl}. The subject always
 * carries the marker {@code [ti-record:grouping--…]} by which the record is found again and kept out of the poll; a template
 * that loses it is replaced by the built-in one.
 *
 * @param subject one line
 * @param symptom lines joined by CR LF
 */
public record RecordText(String subject, String symptom) {
    static final String SUBJECT_TEMPLATE = "record-subject.ftl";
    private static final int SUBJECT_MAX = 150;
    static final String LOST = "lost the marker or the source's number, or is longer than " + SUBJECT_MAX + " characters";

    /** @param groupingId id of the publication's grouping, {@code grouping--<uuid>} */
    public static RecordText of(IncidentReport report, @Nullable String groupingId, Templates templates) {
        Map<String, Object> model = Models.of(RecordView.of(report, groupingId, templates.messages()));
        String marker = "[ti-record:" + groupingId + "]";
        String source = "INC" + SafeText.key(report.incident().number());
        String subject = SafeText.line(templates.render(SUBJECT_TEMPLATE, model).text(), 1000);
        if (!holds(subject, marker, source)) {
            templates.setAside(SUBJECT_TEMPLATE, LOST);
            subject = "Intel published for " + source + " " + marker;
        }
        Templates.Rendered rendered = templates.render("record-symptom.ftl", model);
        String symptom = String.join("\r\n", RowDirective.split(rendered.text())).replaceAll("\r?\n", "\r\n");
        return new RecordText(subject, rendered.fallback() == null ? symptom
                : symptom + "\r\n" + SafeText.withoutBrackets(templates.builtInWording(rendered.fallback())));
    }

    /** Whether a subject keeps what the record is found by. */
    static boolean holds(String subject, String marker, String source) {
        return subject.contains(marker) && subject.length() <= SUBJECT_MAX && subject.contains(source);
    }
}
