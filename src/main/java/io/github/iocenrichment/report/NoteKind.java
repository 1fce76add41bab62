package io.github.iocenrichment.report;

/** Why a note is written; each kind has its own template, {@code <name>-plain.ftl} and {@code <name>-html.ftl}. */
public enum NoteKind {
    /** The first word about the incident: everything that is known. */
    FIRST("note"),
    /** Late answers or changed verdicts: only what changed. */
    AMENDMENT("amendment"),
    /** The publication or the record incident came after the last note. */
    LANDED("publication"),
    /** The publication did not arrive as it should have. */
    DELIVERY("publication"),
    /** The work was parked before all was known that is to be reported: what is missing and why. */
    PARKED("parked");

    private final String template;

    NoteKind(String template) {
        this.template = template;
    }

    String template() {
        return template;
    }
}
