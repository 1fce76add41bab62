package io.github.iocenrichment.attachment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A 7z archive, with the known passwords when it is encrypted. */
final class SevenZipArchive implements FormatReader {
    private static final int MOST_KIB = 80 << 10;

    private final PartReader parts;
    private final List<char[]> passwords = new ArrayList<>();

    SevenZipArchive(PartReader parts, List<String> passwords) {
        this.parts = parts;
        this.passwords.add(null);
        passwords.forEach(password -> this.passwords.add(password.toCharArray()));
    }

    @Override
    public void read(Part part, Reading reading) throws IOException {
        boolean asked = false;
        for (char[] password : passwords) {
            reading.step();
            if (password != null && !asked) {
                break;
            }
            try (SevenZFile archive = SevenZFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(part.content()))
                    .setMaxMemoryLimitKiB(MOST_KIB).setPassword(password).get()) {
                if (entries(archive, part, password != null, reading)) {
                    return;
                }
                asked = true;
            } catch (PasswordRequiredException encrypted) {
                asked = true;
            } catch (IOException damagedOrWrong) {
                if (!asked || LimitReached.behind(damagedOrWrong) != null) {
                    throw damagedOrWrong;
                }
            }
        }
        throw new UnreadException("password unknown");
    }

    /** False when the password does not open the first file with content. */
    private boolean entries(SevenZFile archive, Part part, boolean decrypting, Reading reading) throws IOException {
        boolean opened = !decrypting;
        for (SevenZArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            reading.entry();
            if (entry.isDirectory() || !entry.hasStream()) {
                continue;
            }
            Reading.Unpacked unpacked = reading.unpack(archive.getInputStream(entry), 0);
            if (unpacked.damage() instanceof PasswordRequiredException || unpacked.damage() != null && !opened) {
                return false;
            }
            opened = true;
            parts.read(reading.part(part, entry.getName(), unpacked), reading);
        }
        return true;
    }
}
