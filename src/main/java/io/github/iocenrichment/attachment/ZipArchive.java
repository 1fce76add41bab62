package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A ZIP archive by its directory or, when that is lost, entry by entry; encrypted entries with every known password. Office files are ZIPs too. */
final class ZipArchive implements FormatReader {
    private final PartReader parts;
    private final ZipDecryption decryption;

    ZipArchive(PartReader parts, List<String> passwords) {
        this.parts = parts;
        this.decryption = new ZipDecryption(passwords);
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        ZipFile zip;
        try {
            zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(part.content()))
                    .setIgnoreLocalFileHeader(true).get();
        } catch (IOException | RuntimeException noDirectory) {
            withoutDirectory(part, reading);
            return;
        }
        try (zip) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            OfficePackage office = new OfficePackage(part, reading, parts);
            boolean isOffice = entries.stream().anyMatch(entry -> OfficePackage.isMark(entry.getName()));
            for (ZipArchiveEntry entry : entries) {
                if (entry.isDirectory() || entry.isUnixSymlink() || isOffice && !office.wants(entry.getName())) {
                    continue;
                }
                reading.entry();
                Part inner = open(zip, entry, part, reading);
                if (inner != null && isOffice) {
                    office.add(entry.getName(), inner);
                } else if (inner != null) {
                    parts.read(inner, reading);
                }
            }
            if (isOffice) {
                office.read();
            }
        }
    }

    /** The entry's bytes; null when it cannot be opened, which is noted. */
    private Part open(ZipFile zip, ZipArchiveEntry entry, Part outer, Reading reading) throws LimitReached {
        String path = outer.inside(ShownName.of(entry.getName()));
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            Reading.Unpacked plain = decryption.open(outer.content(), entry, reading);
            if (plain == null) {
                reading.unread(path, "password unknown");
                return null;
            }
            return reading.part(outer, entry.getName(), plain);
        }
        if (!zip.canReadEntryData(entry)) {
            reading.unread(path, "unsupported compression method " + entry.getMethod());
            return null;
        }
        try {
            return reading.unpack(outer, entry.getName(), zip.getInputStream(entry), entry.getCompressedSize());
        } catch (LimitReached limit) {
            throw limit;
        } catch (IOException | RuntimeException damaged) {
            reading.unread(path, "damaged");
            return null;
        }
    }

    /** A cut archive has lost the directory at its end; its entries still stand one after the other. */
    private void withoutDirectory(Part part, Reading reading) throws IOException {
        reading.unread(part.path(), "damaged ZIP archive: its directory is missing");
        OfficePackage office = new OfficePackage(part, reading, parts);
        boolean isOffice = false;
        try (ZipArchiveInputStream zip = new ZipArchiveInputStream(new ByteArrayInputStream(part.content()), "UTF-8", true, true)) {
            for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                isOffice |= OfficePackage.isMark(entry.getName());
                if (entry.isDirectory() || isOffice && !office.wants(entry.getName())) {
                    continue;
                }
                reading.entry();
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    reading.unread(part.inside(ShownName.of(entry.getName())), "encrypted in a damaged archive");
                    continue;
                }
                Part inner = reading.unpack(part, entry.getName(), zip, 0);
                if (isOffice) {
                    office.add(entry.getName(), inner);
                } else {
                    parts.read(inner, reading);
                }
                if (!inner.whole()) {
                    break;
                }
            }
        } catch (LimitReached limit) {
            throw limit;
        } catch (IOException | RuntimeException end) {
            LimitReached limit = LimitReached.behind(end);
            if (limit != null) {
                throw limit;
            }
            reading.unread(part.path(), "damaged ZIP archive: only its beginning was read");
        }
        if (isOffice) {
            office.read();
        }
    }
}
