package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.nio.charset.StandardCharsets;

/** An RTF document: text, what stands aside of it, pictures, and by Tika's parser the objects embedded in it. */
final class RtfFile implements FormatReader {
    private final PartReader parts;
    private final TikaFormats tika;

    RtfFile(PartReader parts, TikaFormats tika) {
        this.parts = parts;
        this.tika = tika;
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        String rtf = new String(part.content(), StandardCharsets.ISO_8859_1);
        RtfScan scan = RtfScan.of(rtf, reading);
        if (RtfScan.wrapsHtml(rtf)) {
            TextFile.html(part.path(), scan.text(), reading);
        } else {
            String text = scan.text();
            reading.text(part.path(), ContentKind.PLAIN, part.whole() ? text : TextStretches.cutBetweenWords(text, text.length() - 1));
        }
        int number = 0;
        for (byte[] blob : scan.blobs()) {
            number++;
            reading.entry();
            blob(part, number, blob, reading);
        }
        if (rtf.contains("\\objdata")) {
            tika.embeddedOnly(part, reading);
        }
    }

    private void blob(Part part, int number, byte[] blob, Reading reading) throws Exception {
        Part inner = new Part(part.inside("object " + number), "object " + number, blob, part.whole(), part.depth() + 1);
        FileKind.Found found = FileKind.of(inner);
        if (found.kind() == FileKind.PICTURE) {
            parts.readAs(FileKind.PICTURE, new Part(part.inside("picture " + number), inner.name(), blob, part.whole(), inner.depth()), reading);
        } else if (found.type().startsWith("image/")) {
            reading.pictures().unsupported(part.inside("picture " + number), found.type());
        } else {
            reading.text(inner.path(), ContentKind.PLAIN, String.join("\n", BinaryText.addresses(blob, inner.path(), reading)));
        }
    }
}
