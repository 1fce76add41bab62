package io.github.iocenrichment.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a browser shows of the sandbox: where everything can be read, and the notes as they are written; programs get the same as JSON. */
final class ControlPages {
    private static final List<Map.Entry<String, String>> READABLE = List.of(
            Map.entry("notes", "the journal notes, in the order in which they came"),
            Map.entry("incidents", "the incidents, also those that others add"),
            Map.entry("records", "the record incidents"),
            Map.entry("attachments", "all files"),
            Map.entry("links", "incidents and what belongs to them"),
            Map.entry("bundles", "what Intel Exchange was sent"),
            Map.entry("objects", "what it holds now"),
            Map.entry("requests", "each request to each system; ?system=ABUSEIPDB, ?method=POST and ?path= choose"),
            Map.entry("stubs", "requests to added sources and outputs"),
            Map.entry("counts", "the numbers of all these"),
            Map.entry("violations", "requests that the real systems would refuse"),
            Map.entry("faults", "the faults that are put in"),
            Map.entry("switches", "how the systems behave"),
            Map.entry("help", "how to add incidents, faults and knowledge"));
    private static final String STYLE = "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
            + "pre{white-space:pre-wrap;overflow-wrap:anywhere;border-left:3px solid;padding-left:1rem}";

    private ControlPages() {
    }

    static String index() {
        Document page = page("Sandbox");
        page.body().appendElement("p").text("What the systems of the sandbox have received. Programs get all of it as JSON.");
        Element list = page.body().appendElement("ul");
        READABLE.forEach(each -> {
            Element item = list.appendElement("li");
            item.appendElement("a").attr("href", "/sandbox/" + each.getKey()).text(each.getKey());
            item.appendText(": " + each.getValue());
        });
        return page.outerHtml();
    }

    /** @param notes rows with {@code ParentLink_RecID}, {@code Subject} and {@code NotesBody}, whose text is shown as it is written */
    static String notes(List<? extends JsonNode> notes) {
        Document page = page("Notes");
        for (JsonNode note : notes) {
            page.body().appendElement("h2").text(note.path("Subject").asText());
            Element of = page.body().appendElement("p").text("of ");
            of.appendElement("a").attr("href", "/sandbox/notes/" + note.path("ParentLink_RecID").asText()).text(note.path("ParentLink_RecID").asText());
            page.body().appendElement("pre").text(note.path("NotesBody").asText());
        }
        if (notes.isEmpty()) {
            page.body().appendElement("p").text("None yet.");
        }
        return page.outerHtml();
    }

    private static Document page(String title) {
        Document page = Document.createShell("");
        page.outputSettings().prettyPrint(false);
        page.head().appendElement("meta").attr("charset", "utf-8");
        page.title(title);
        page.head().appendElement("style").text(STYLE);
        page.body().appendElement("h1").text(title);
        return page;
    }
}
