package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * What the objects of a PDF say beside the text of its pages: targets of actions of every kind, scripts, comments, values of fields, properties, forms in
 * XML, and the files in it. It walks through all objects, for an action may hang on anything, and takes each once. Used by one thread.
 */
final class PdfObjects {
    /** Keys whose objects belong to the look of pages, lead to other pages, or hold bytes that are no text. */
    private static final Set<String> SKIPPED = Set.of("Parent", "P", "Resources", "Thumb", "Group", "Font", "FontDescriptor", "Perms", "Cert", "ByteRange",
            "CharSet", "FontName", "CIDSystemInfo", "Lang", "DA", "Pages", "CheckSum", "StructParent", "Prev", "ColorSpace", "Encoding");
    /** Keys of encryption; actions have some of the same names. */
    private static final Set<String> BYTES = Set.of("ID", "O", "U", "OE", "UE");
    /** Words of well-known programs in the property that names the maker of the file. */
    private static final Set<String> PRODUCERS = Set.of("cairographics.org", "itextpdf.com", "lowagie.com", "tcpdf.org", "fpdf.org", "ilovepdf.com",
            "pdfsharp", "wkhtmltopdf",
            "skia.org", "ghostscript.com", "reportlab.com", "libreoffice.org", "cups.org", "pdf-tools.com", "foxitsoftware.com", "apryse.com", "www.adobe.com");
    private static final int LONGEST = 1 << 20;

    private final Reading reading;
    private final @Nullable String base;
    private final Part part;
    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<COSStream, String> files = new LinkedHashMap<>();
    private final Set<COSStream> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    private Said said = new Said();

    /** What was found since it was last handed over. */
    private static final class Said {
        /** Targets and other words, each once. */
        final Set<String> words = new LinkedHashSet<>();
        /** Scripts, each once. */
        final Set<String> scripts = new LinkedHashSet<>();
        /** Properties in XML. */
        final List<byte[]> properties = new ArrayList<>();
        /** A form in XML, put together from its packets. */
        final ByteArrayOutputStream form = new ByteArrayOutputStream();
    }

    /**
     * @param base what relative targets refer to; null when nothing
     */
    PdfObjects(@Nullable String base, Part part, Reading reading) {
        this.base = base;
        this.part = part;
        this.reading = reading;
    }

    private Said take() {
        Said result = said;
        said = new Said();
        return result;
    }

    /** The files within, by the name that each has; every file is given once. */
    Map<COSStream, String> files() {
        Map<COSStream, String> result = new LinkedHashMap<>(files);
        files.clear();
        return result;
    }

    private record Step(String key, COSBase value, @Nullable COSDictionary owner) {
    }

    /** Walks from an object to all that it leads to. */
    void walk(COSBase from) throws LimitReachedException {
        Deque<Step> open = new ArrayDeque<>();
        open.push(new Step("", from, null));
        while (!open.isEmpty()) {
            reading.step();
            Step step = open.poll();
            COSBase value = step.value instanceof COSObject reference ? loaded(reference) : step.value;
            if (value instanceof COSString string) {
                string(step.key, string.getString(), step.owner);
            } else if (value instanceof COSArray array && seen.add(array)) {
                for (int i = array.size() - 1; i >= 0; i--) {
                    open.push(new Step(step.key, array.get(i), step.owner));
                }
            } else if (value instanceof COSDictionary dictionary && seen.add(dictionary)) {
                dictionary(step, dictionary, open);
            }
        }
    }

    /** The object behind a reference; a damaged one says nothing. */
    private static @Nullable COSBase loaded(COSObject reference) {
        try {
            return reference.getObject();
        } catch (RuntimeException damaged) {
            return null;
        }
    }

    private void dictionary(Step step, COSDictionary dictionary, Deque<Step> open) throws LimitReachedException {
        String type = dictionary.getNameAsString(COSName.TYPE);
        boolean signature = dictionary.containsKey(COSName.BYTERANGE) || "Sig".equals(type);
        boolean page = "Page".equals(type);
        if (page && step.owner != null) {
            // a target within the document; its turn comes by itself
            seen.remove(dictionary);
            return;
        }
        if ("Font".equals(type) || "FontDescriptor".equals(type)) {
            return;
        }
        if (dictionary instanceof COSStream stream) {
            stream(step.key, stream, type);
        }
        file(dictionary);
        Deque<Step> inside = new ArrayDeque<>();
        for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
            String key = entry.getKey().getName();
            boolean noText = key.equals("Contents") && (signature || page) || key.equals("Kids") && "Pages".equals(type)
                    || BYTES.contains(key) && !(dictionary.getDictionaryObject(entry.getKey()) instanceof COSDictionary);
            boolean parameters = key.equals("P") && entry.getValue() instanceof COSString;
            if (!noText && (parameters || !SKIPPED.contains(key))) {
                inside.push(new Step(key, entry.getValue(), dictionary));
            }
        }
        inside.forEach(open::push);
    }

    private void string(String key, String value, @Nullable COSDictionary owner) {
        String words = TextStretches.cutBetweenWords(value, LONGEST).strip();
        if (value.length() > LONGEST) {
            tooLong();
        }
        if (words.isEmpty()) {
            return;
        }
        if (key.equals("JS")) {
            said.scripts.add(words);
        } else if (key.equals("URI") && base != null && !words.contains(":")) {
            said.words.add(base + words);
        } else if (key.equals("RC") || key.equals("RV")) {
            said.words.add(words.replaceAll("<[^<>]{0,1000}>", "\n"));
        } else if (IndicatorShape.mayBeIn(words) && !IndicatorShape.isSchema(words) && isText(words) && !isProgram(key, words, owner)) {
            said.words.add(words);
        }
    }

    private void tooLong() {
        reading.unread(part.path(), "a text of more than " + Size.bytes(LONGEST) + " beside its pages was not wholly read");
    }

    private static boolean isText(String words) {
        return words.chars().limit(200).filter(character -> character < ' ' && !Character.isWhitespace(character)).count() * 10 <= words.length();
    }

    /** Nearly every PDF names the program that made it, often with the address of its maker. */
    private static boolean isProgram(String key, String words, @Nullable COSDictionary owner) {
        boolean program = owner != null && (key.equals("Producer") || key.equals("Creator"));
        return program && PRODUCERS.stream().anyMatch(words.toLowerCase(Locale.ROOT)::contains);
    }

    private void stream(String key, COSStream stream, String type) throws LimitReachedException {
        if (key.equals("JS")) {
            String script = string(stream);
            if (!script.isBlank()) {
                said.scripts.add(script);
            }
        } else if (key.equals("RC") || key.equals("RV")) {
            said.words.add(string(stream).replaceAll("<[^<>]{0,1000}>", "\n"));
        } else if (key.equals("V") || key.equals("DV")) {
            said.words.add(string(stream));
        } else if (key.equals("XFA")) {
            byte[] packet = bytes(stream);
            said.form.write(packet, 0, packet.length);
        } else if ("Metadata".equals(type) || key.equals("Metadata")) {
            said.properties.add(bytes(stream));
        } else if ("EmbeddedFile".equals(type) && taken.add(stream)) {
            files.put(stream, "embedded file");
        }
    }

    /** Takes the files of a file specification; those for other systems are other streams. */
    private void file(COSDictionary specification) {
        if (specification.getDictionaryObject(COSName.EF) instanceof COSDictionary embedded) {
            String name = specification.getString(COSName.UF, specification.getString(COSName.F));
            for (COSName key : List.copyOf(embedded.keySet())) {
                if (embedded.getDictionaryObject(key) instanceof COSStream stream && (taken.add(stream) || files.containsKey(stream))) {
                    files.put(stream, name == null ? "embedded file" : name);
                }
            }
        }
    }

    private String string(COSStream stream) throws LimitReachedException {
        byte[] bytes = bytes(stream);
        return new COSString(bytes).getString();
    }

    private byte[] bytes(COSStream stream) throws LimitReachedException {
        try (InputStream plain = stream.createInputStream()) {
            byte[] bytes = plain.readNBytes(LONGEST);
            if (plain.read() >= 0) {
                tooLong();
            }
            return bytes;
        } catch (IOException | RuntimeException damaged) {
            LimitReachedException.rethrow(damaged);
            return new byte[0];
        }
    }

    /** Hands over what was found so far and not handed over yet, and gives its words. */
    Set<String> handOver(String path) throws IOException {
        Said found = take();
        reading.text(path, ContentKind.PLAIN, String.join("\n", found.words));
        for (String script : found.scripts) {
            // as a script of a page: what is put together or escaped in it is undone there
            String markup = "<script>" + script.replace("</", "<\\/") + "</script>";
            reading.text(path + " > JavaScript", ContentKind.HTML, markup);
        }
        for (byte[] properties : found.properties) {
            xml(part.inside("properties"), properties);
        }
        xml(part.inside("form"), found.form.toByteArray());
        return found.words;
    }

    private void xml(String path, byte[] xml) throws IOException {
        TextStretches text = new TextStretches(path, reading);
        new XmlText(reading, text).read(() -> TextDecoding.reader(xml, TextFile.declaredCharset(xml)));
        text.end(true);
    }
}
