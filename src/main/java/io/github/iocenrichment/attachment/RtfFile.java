package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.nio.charset.StandardCharsets;

/** An RTF document: text, link targets, and by Tika's parser the objects embedded in it. */
final class RtfFile implements FormatReader {
    private final TikaFormats tika;

    RtfFile(TikaFormats tika) {
        this.tika = tika;
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        String rtf = new String(part.content(), StandardCharsets.ISO_8859_1);
        if (RtfScan.wrapsHtml(rtf)) {
            TextFile.html(part.path(), RtfScan.html(rtf, reading), reading);
        } else {
            String text = RtfScan.plain(rtf, reading);
            reading.text(part.path(), ContentKind.PLAIN, part.whole() ? text : Reading.cutBetweenWords(text, text.length() - 1));
        }
        if (rtf.contains("\\objdata")) {
            tika.embeddedOnly(part, reading);
        }
    }
}
