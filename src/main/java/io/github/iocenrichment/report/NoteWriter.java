package io.github.iocenrichment.report;

import freemarker.core.HTMLOutputFormat;
import java.util.ArrayList;
import java.util.List;

/** Writes the journal note about one incident, as rows that a long note may be split between. */
public final class NoteWriter {

    /** How notes are written; {@code ivanti.note.format}. */
    public enum Format {
        /** Text lines, joined by CR LF. */
        PLAIN("plain", "\r\n"),
        /** HTML fragments, each complete in itself. */
        HTML("html", "\n");

        private final String label;
        private final String lineBreak;

        Format(String label, String lineBreak) {
            this.label = label;
            this.lineBreak = lineBreak;
        }

        /** What joins two rows. */
        public String lineBreak() {
            return lineBreak;
        }

        /** The format of a setting's value. */
        public static Format of(String label) {
            for (Format format : values()) {
                if (format.label.equals(label)) {
                    return format;
                }
            }
            throw new IllegalArgumentException("no note format is called '" + label + "'");
        }
    }

    private final Templates templates;
    private final NoteViews views;

    /** Notes without links to pages of incidents. */
    public NoteWriter(Templates templates, TrustedLinks links) {
        this(templates, links, "");
    }

    /** @param publicUrl {@code http.public-url}: notes link to the incident's page below it; empty for no links */
    public NoteWriter(Templates templates, TrustedLinks links, String publicUrl) {
        this.templates = templates;
        this.views = new NoteViews(links, templates.messages(), publicUrl);
    }

    /** The language in which it writes. */
    public Messages messages() {
        return templates.messages();
    }

    /** The note's rows, to be joined by {@link Format#lineBreak()}; never empty. */
    public List<String> rows(IncidentReport report, Format format) {
        String name = report.kind().template() + "-" + format.label + ".ftl";
        Templates.Rendered rendered = templates.render(name, Models.of(views.of(report)));
        List<String> rows = new ArrayList<>(RowDirective.split(rendered.text()));
        if (rendered.fallback() != null) {
            String words = templates.builtInWording(rendered.fallback());
            rows.add(format == Format.HTML ? "<p><small>" + HTMLOutputFormat.INSTANCE.escapePlainText(words) + "</small></p>"
                    : SafeText.withoutBrackets(words));
        }
        return rows.stream().map(row -> row.replace("\n", format.lineBreak)).toList();
    }

    /** Rows that stand in no note, only in the file beside it: names that the note counts and details that it leaves out; empty when there are none. */
    public List<String> onlyInFile(IncidentReport report, Format format) {
        return views.onlyInFile(report).stream().map(line -> format == Format.HTML ? "<p>" + HTMLOutputFormat.INSTANCE.escapePlainText(line) + "</p>"
                : SafeText.withoutBrackets(line)).toList();
    }

    /** The whole note in one text. */
    public String text(IncidentReport report, Format format) {
        return String.join(format.lineBreak, rows(report, format));
    }
}
