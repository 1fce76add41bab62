package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** The parts of a DOCX, XLSX, XLSB, PPTX or OpenDocument file: texts, cells, notes, the targets of links and whatever is embedded. */
final class OfficePackage {
    private static final Set<String> MARKS = Set.of("[Content_Types].xml", "META-INF/manifest.xml");
    /** Where pictures and data of types that nobody reads belong to the looks of the document, and need no word. */
    private static final Pattern LOOKS = Pattern.compile("docProps/thumbnail.*|Thumbnails/.*|.*/(theme|fonts|printerSettings)/.*|_xmlsignatures/.*|layout-cache"
            + "|xl/(worksheets/binaryIndex.*|styles|calcChain|metadata)\\.bin");
    private static final String METADATA = "manifest.rdf";
    private static final Pattern OF_WORKBOOK = Pattern.compile("xl/((worksheets|macrosheets)/[^/]*|sharedStrings\\.(xml|bin)|workbook\\..*"
            + "|_rels/workbook\\.(xml|bin)\\.rels|comments[^/]*\\.bin)");

    private final Part office;
    private final Reading reading;
    private final PartReader parts;
    private final Map<String, Part> workbook = new LinkedHashMap<>();

    OfficePackage(Part office, Reading reading, PartReader parts) {
        this.office = office;
        this.reading = reading;
        this.parts = parts;
    }

    /** True for an entry that only Office files have. */
    static boolean isMark(String entry) {
        return MARKS.contains(entry);
    }

    /** Reads one entry; the parts of a workbook wait until all of them are there. */
    void add(String entry, Part part) throws LimitReachedException {
        if (OF_WORKBOOK.matcher(entry).matches()) {
            workbook.put(entry, part);
        } else if (entry.endsWith(".rels")) {
            readXml(part, "link targets", OfficeXml::linkTargets);
        } else if (isXml(entry)) {
            readXml(part, section(entry), OfficeXml::text);
        } else if (part.content().length > 0 && !entry.equals(METADATA) && !isOfLooks(entry, part)) {
            parts.read(part, reading);
        }
    }

    private static boolean isOfLooks(String entry, Part part) {
        FileKind kind = LOOKS.matcher(entry).matches() ? FileKind.of(part).kind() : FileKind.TEXT;
        return kind == FileKind.PICTURE || kind == FileKind.UNSUPPORTED;
    }

    private static boolean isXml(String entry) {
        String lower = entry.toLowerCase(Locale.ROOT);
        return lower.endsWith(".xml") || lower.endsWith(".vml");
    }

    /** Whether this part waits for {@link #read()}. */
    boolean holds(Part part) {
        return workbook.containsValue(part);
    }

    /** Reads what had to wait. */
    void read() throws LimitReachedException {
        if (workbook.containsKey("xl/workbook.bin")) {
            new BinaryWorkbook(office, reading, workbook).read();
        } else if (!workbook.isEmpty()) {
            new Workbook(office, reading, workbook).read();
        }
    }

    private interface Section {
        String read(OfficeXml xml, ByteArrayInputStream bytes) throws XMLStreamException, LimitReachedException;
    }

    private void readXml(Part part, String section, Section how) throws LimitReachedException {
        OfficeXml xml = new OfficeXml(reading);
        try {
            how.read(xml, new ByteArrayInputStream(part.content()));
        } catch (XMLStreamException damaged) {
            LimitReachedException.rethrow(damaged);
            if (part.whole()) {
                reading.unread(part.path(), "damaged XML");
            }
        } finally {
            reading.text(section.isEmpty() ? office.path() : office.inside(section), ContentKind.PLAIN, xml.gathered());
        }
    }

    /** {@code ppt/slides/slide3.xml} is {@code slide 3}; the main text needs no name. */
    private static String section(String entry) {
        String file = entry.substring(entry.lastIndexOf('/') + 1).replaceAll("\\.(xml|vml)$", "");
        if (entry.startsWith("docProps/") || entry.equals("meta.xml")) {
            return "properties";
        }
        if (file.equals("document") || file.equals("content")) {
            return "";
        }
        return ShownName.of(file.replaceAll("(?<=[A-Za-z])(?=\\d)", " "));
    }
}
