package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.hpsf.NoPropertySetStreamException;
import org.apache.poi.hpsf.Property;
import org.apache.poi.hpsf.PropertySet;
import org.apache.poi.hpsf.Section;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.DocumentNode;
import org.apache.poi.poifs.filesystem.Entry;

/**
 * What the old Office documents say beside their text: properties, fields, the formulas of macro sheets and of names, and addresses in streams that no
 * reader knows, such as links to objects and templates.
 */
final class OldOffice {
    /** Streams whose addresses somebody else reads, or that hold pictures, or whose texts are cut into records. */
    private static final Set<String> READ = Set.of("worddocument", "workbook", "book", "data", "pictures", "vba", "dir", "_vba_project", "project",
            "projectwm");
    private static final int LONGEST = 16 << 20;
    private static final int MOST_STREAMS = 2_000;
    private static final int DEEPEST = 20;

    private final Part part;
    private final Reading reading;
    private final Set<String> addresses = new LinkedHashSet<>();
    private final Set<String> fields = new LinkedHashSet<>();
    private final List<String> formulas = new ArrayList<>();
    private final StringBuilder properties = new StringBuilder();
    private int streams;

    OldOffice(Part part, Reading reading) {
        this.part = part;
        this.reading = reading;
    }

    /** Takes what stands aside of the text. */
    void gather(DirectoryNode root) throws IOException {
        walk(root, 0);
        if (root.hasEntryCaseInsensitive("WordDocument") && root.getEntryCaseInsensitive("WordDocument") instanceof DocumentNode text) {
            long mark = reading.reserved();
            fields.addAll(BinaryText.fields(bytes(text), part.path(), reading));
            reading.releaseTo(mark);
        }
        if (root.hasEntryCaseInsensitive("Workbook") || root.hasEntryCaseInsensitive("Book")) {
            formulas(root);
        }
    }

    /** Hands over what was taken. */
    void handOver() throws LimitReachedException {
        reading.text(part.inside("properties"), ContentKind.PLAIN, properties);
        reading.text(part.inside("fields"), ContentKind.PLAIN, String.join("\n", fields));
        reading.text(part.inside("formulas and names"), ContentKind.PLAIN, String.join("\n", formulas));
        reading.text(part.inside("other streams"), ContentKind.PLAIN, String.join("\n", addresses));
    }

    /** What can be seen of a text document that its reader does not understand. */
    void rawText(DirectoryNode root) throws IOException {
        for (String name : List.of("WordDocument", "Workbook", "Book", "PowerPoint Document")) {
            if (root.hasEntryCaseInsensitive(name) && root.getEntryCaseInsensitive(name) instanceof DocumentNode stream) {
                reading.text(part.path(), ContentKind.PLAIN, BinaryText.stretches(bytes(stream), reading));
            }
        }
    }

    private void walk(DirectoryNode directory, int depth) throws IOException {
        for (Entry entry : directory) {
            reading.step();
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (READ.contains(name)) {
                continue;
            }
            if (streams == MOST_STREAMS) {
                reading.unread(part.path(), "more than " + MOST_STREAMS + " streams: the others were not read");
                return;
            }
            streams++;
            if (entry instanceof DirectoryNode && depth == DEEPEST) {
                reading.unread(part.path(), "folders nested deeper than " + DEEPEST + " levels were not read");
            } else if (entry instanceof DirectoryNode inner) {
                walk(inner, depth + 1);
            } else if (entry instanceof DocumentNode stream) {
                stream(name, stream);
            }
        }
    }

    private void stream(String name, DocumentNode stream) throws IOException {
        long mark = reading.reserved();
        try {
            byte[] bytes = bytes(stream);
            if (name.endsWith("summaryinformation")) {
                properties(bytes);
            } else {
                addresses.addAll(BinaryText.addresses(bytes, part.path(), reading));
            }
        } finally {
            reading.releaseTo(mark);
        }
    }

    private byte[] bytes(DocumentNode stream) throws IOException {
        int size = Math.min(stream.getSize(), LONGEST);
        if (size < stream.getSize()) {
            reading.unread(part.path(), "a stream of more than " + Size.bytes(LONGEST) + " was not wholly read");
        }
        reading.reserve(size);
        try (DocumentInputStream in = new DocumentInputStream(stream)) {
            return in.readNBytes(size);
        }
    }

    private void properties(byte[] bytes) throws LimitReachedException {
        try {
            for (Section section : new PropertySet(bytes).getSections()) {
                for (Property property : section.getProperties()) {
                    property(property.getValue());
                }
                if (section.getDictionary() != null) {
                    section.getDictionary().values().forEach(this::property);
                }
            }
        } catch (NoPropertySetStreamException | UnsupportedEncodingException | RuntimeException damaged) {
            addresses.addAll(BinaryText.addresses(bytes, part.path(), reading));
        }
    }

    private void property(Object value) {
        if (value instanceof String text) {
            properties.append(text.strip()).append('\n');
        } else if (value instanceof Object[] several) {
            for (Object each : several) {
                property(each);
            }
        } else if (value instanceof byte[] blob) {
            try {
                BinaryText.addresses(blob, part.path(), reading).forEach(this::property);
            } catch (LimitReachedException limit) {
                // the next step ends the reading
                properties.append('\n');
            }
        }
    }

    private void formulas(DirectoryNode root) throws IOException {
        HSSFRequest request = new HSSFRequest();
        request.addListenerForAllRecords(new FormulaRecords(part.path(), formulas, reading));
        try {
            new HSSFEventFactory().processWorkbookEvents(request, root);
        } catch (RuntimeException | IOException damaged) {
            LimitReachedException.rethrow(damaged);
            // the reader of the cells reports it
        }
    }
}
