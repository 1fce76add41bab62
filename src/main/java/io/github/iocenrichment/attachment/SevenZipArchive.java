package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A 7z archive, with the known passwords when it is encrypted. */
final class SevenZipArchive implements FormatReader {

    private final PartReader parts;
    private final List<char[]> passwords = new ArrayList<>();

    SevenZipArchive(PartReader parts, List<String> passwords) {
        this.parts = parts;
        this.passwords.add(null);
        passwords.forEach(password -> this.passwords.add(password.toCharArray()));
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        long mark = reading.reserved();
        long needed = Decoder.FIRST_KIB;
        Progress progress = new Progress();
        while (needed > 0) {
            reading.releaseTo(mark);
            try {
                reading.reserve(needed << 10);
            } catch (UnreadException tooLarge) {
                throw new UnreadException(tooLarge.getMessage() + ", or is damaged");
            }
            needed = read(part, (int) needed, progress, reading);
        }
    }

    /** How many entries are done, when the archive has to be opened again with more memory for one of them. */
    private static final class Progress {
        private int read;
    }

    /** Returns how many KiB its decoders need when they are more than granted; 0 when it was read. */
    private long read(Part part, int granted, Progress progress, Reading reading) throws IOException {
        boolean asked = false;
        for (char[] password : passwords) {
            reading.step();
            if (password != null && !asked) {
                break;
            }
            try (SevenZFile archive = SevenZFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(part.content()))
                    .setMaxMemoryLimitKiB(granted).setPassword(password).get()) {
                if (entries(archive, part, password != null, progress, reading)) {
                    return 0;
                }
                asked = true;
            } catch (MemoryLimitException more) {
                if (more.getMemoryNeededInKb() <= granted || more.getMemoryNeededInKb() > Integer.MAX_VALUE) {
                    throw more;
                }
                return more.getMemoryNeededInKb();
            } catch (PasswordRequiredException encrypted) {
                asked = true;
            } catch (IOException damagedOrWrong) {
                if (!asked || LimitReachedException.behind(damagedOrWrong) != null) {
                    throw damagedOrWrong;
                }
            }
        }
        throw new UnreadException("password unknown");
    }

    /** False when the password does not open the first file with content. */
    private boolean entries(SevenZFile archive, Part part, boolean decrypting, Progress progress, Reading reading) throws IOException {
        boolean opened = !decrypting;
        int number = 0;
        for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            number++;
            if (number <= progress.read) {
                continue;
            }
            reading.entry();
            if (entry.isDirectory() || !entry.hasStream()) {
                continue;
            }
            long mark = reading.reserved();
            Unpacked unpacked = reading.unpack(archive.getInputStream(entry), 0, entry.getSize());
            if (unpacked.damage() instanceof MemoryLimitException more) {
                throw more;
            }
            if (unpacked.damage() instanceof PasswordRequiredException || unpacked.damage() != null && !opened) {
                return false;
            }
            opened = true;
            parts.read(reading.part(part, entry.getName(), unpacked), reading);
            reading.releaseTo(mark);
            progress.read = number;
        }
        return true;
    }
}
