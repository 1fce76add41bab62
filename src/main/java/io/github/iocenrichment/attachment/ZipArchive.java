package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/** A ZIP archive by its directory or, when that is lost, entry by entry; encrypted entries with every known password. Office files are ZIPs too. */
final class ZipArchive implements FormatReader {
    /** Entries of a directory that is read as a whole; a longer one is not needed to reach the limit of files. */
    private static final int MOST_LISTED = 20_000;
    /** What the library keeps of one entry, measured. */
    private static final int ENTRY_NEED = 1_000;

    private final PartReader parts;
    private final ZipDecryption decryption;

    ZipArchive(PartReader parts, List<String> passwords) {
        this.parts = parts;
        this.decryption = new ZipDecryption(passwords);
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        int listed = listed(part.content());
        if (listed > MOST_LISTED) {
            reading.unread(part.path(), "more than " + reading.limits().entries() + " files and parts inside");
            withoutDirectory(part, false, reading);
            return;
        }
        reading.reserve((long) listed * ENTRY_NEED);
        ZipFile zip;
        try {
            zip = ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(part.content()))
                    .setIgnoreLocalFileHeader(true).get();
        } catch (IOException | RuntimeException noDirectory) {
            withoutDirectory(part, true, reading);
            return;
        }
        try (zip) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            OfficePackage office = new OfficePackage(part, reading, parts);
            boolean isOffice = entries.stream().anyMatch(entry -> OfficePackage.isMark(entry.getName()));
            for (ZipArchiveEntry entry : entries) {
                if (isFolder(entry)) {
                    continue;
                }
                reading.entry();
                long mark = reading.reserved();
                Part inner = open(zip, entry, part, reading);
                if (inner != null && isOffice) {
                    office.add(entry.getName(), inner);
                } else if (inner != null) {
                    parts.read(inner, reading);
                }
                if (inner == null || !office.holds(inner)) {
                    reading.releaseTo(mark);
                }
            }
            if (isOffice) {
                office.read();
            }
        }
    }

    /** One that is named like a folder but holds bytes is a file to some programs. */
    private static boolean isFolder(ZipArchiveEntry entry) {
        return entry.isDirectory() && entry.getSize() <= 0;
    }

    /** How many entries the directory can have at most: each begins with its mark. */
    private static int listed(byte[] content) {
        int count = 0;
        for (int at = 0; at + 3 < content.length; at++) {
            count += content[at] == 'P' && content[at + 1] == 'K' && content[at + 2] == 1 && content[at + 3] == 2 ? 1 : 0;
        }
        return count;
    }

    /** The entry's bytes; null when it cannot be opened, which is noted. */
    private @Nullable Part open(ZipFile zip, ZipArchiveEntry entry, Part outer, Reading reading) throws LimitReachedException {
        String path = outer.inside(ShownName.of(entry.getName()));
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            Unpacked plain = decryption.open(outer.content(), entry, reading);
            if (plain == null) {
                reading.unread(path, "password unknown");
                return null;
            }
            return reading.part(outer, entry.getName(), plain);
        }
        if (isZstandard(entry) || !zip.canReadEntryData(entry)) {
            reading.unread(path, "unsupported compression method " + entry.getMethod());
            return null;
        }
        int method = entry.getMethod();
        try {
            if (method == ZipMethod.XZ.getCode() || method == ZipMethod.BZIP2.getCode()) {
                Decoder decoder = limit -> method == ZipMethod.XZ.getCode() ? new XZCompressorInputStream(zip.getRawInputStream(entry), false, limit)
                        : zip.getInputStream(entry);
                return reading.part(outer, entry.getName(), decoder.unpack(entry.getCompressedSize(), entry.getSize(), reading));
            }
            return reading.unpack(outer, entry.getName(), zip.getInputStream(entry), entry.getCompressedSize(), entry.getSize());
        } catch (UnreadException reason) {
            reading.unread(path, reason.getMessage());
            return null;
        } catch (LimitReachedException limit) {
            throw limit;
        } catch (IOException | RuntimeException damaged) {
            reading.unread(path, "damaged");
            return null;
        }
    }

    private static boolean isZstandard(ZipArchiveEntry entry) {
        return entry.getMethod() == ZipMethod.ZSTD.getCode() || entry.getMethod() == ZipMethod.ZSTD_DEPRECATED.getCode();
    }

    /** Entries one after the other. The library takes Zstandard for readable although its decoder, native code, is not shipped. */
    private static final class Entries extends ZipArchiveInputStream {
        private Entries(byte[] archive) {
            super(new ByteArrayInputStream(archive), "UTF-8", true, true);
        }

        @Override
        protected InputStream createZstdInputStream(InputStream packed) throws IOException {
            throw new ZipException("unsupported compression method Zstandard");
        }
    }

    /** A cut archive has lost the directory at its end; its entries still stand one after the other. */
    private void withoutDirectory(Part part, boolean missing, Reading reading) throws IOException {
        if (missing) {
            reading.unread(part.path(), "damaged ZIP archive: its directory is missing");
        }
        OfficePackage office = new OfficePackage(part, reading, parts);
        boolean isOffice = false;
        try (ZipArchiveInputStream zip = new Entries(part.content())) {
            for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                isOffice |= OfficePackage.isMark(entry.getName());
                if (isFolder(entry)) {
                    continue;
                }
                reading.entry();
                if (entry.getGeneralPurposeBit().usesEncryption()) {
                    reading.unread(part.inside(ShownName.of(entry.getName())), "encrypted in a damaged archive");
                    continue;
                }
                long mark = reading.reserved();
                Part inner = reading.unpack(part, entry.getName(), zip, 0, entry.getSize());
                if (isOffice) {
                    office.add(entry.getName(), inner);
                } else {
                    parts.read(inner, reading);
                }
                if (!office.holds(inner)) {
                    reading.releaseTo(mark);
                }
                if (!inner.whole()) {
                    break;
                }
            }
        } catch (IOException | RuntimeException end) {
            LimitReachedException.rethrow(end);
            reading.unread(part.path(), "damaged ZIP archive: only its beginning was read");
        }
        if (isOffice) {
            office.read();
        }
    }
}
