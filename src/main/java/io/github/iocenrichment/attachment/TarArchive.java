package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A TAR archive, entry by entry. */
final class TarArchive implements FormatReader {
    private final PartReader parts;

    TarArchive(PartReader parts) {
        this.parts = parts;
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(part.content()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                reading.entry();
                if (entry.isFile()) {
                    long mark = reading.reserved();
                    parts.read(reading.unpack(part, entry.getName(), tar, 0, entry.getSize()), reading);
                    reading.releaseTo(mark);
                }
            }
        }
    }
}
