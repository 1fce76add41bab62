package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.lingala.zip4j.io.inputstream.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/** Opens one encrypted ZIP entry, ZipCrypto or AES, with the known passwords in their order. */
final class ZipDecryption {
    private static final int LOCAL_HEADER = 30;
    private static final int DESCRIPTOR_FOLLOWS = 1 << 3;

    private final List<String> passwords;

    ZipDecryption(List<String> passwords) {
        this.passwords = passwords;
    }

    /** The entry's bytes; null when no password fits. */
    @Nullable Unpacked open(byte[] archive, ZipArchiveEntry entry, Reading reading) throws LimitReachedException {
        byte[] alone = alone(archive, entry);
        if (alone == null) {
            return null;
        }
        for (String password : passwords) {
            reading.step();
            Unpacked plain = open(alone, password, reading);
            if (plain != null) {
                return plain;
            }
        }
        return null;
    }

    private static @Nullable Unpacked open(byte[] alone, String password, Reading reading) throws LimitReachedException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(alone), password.toCharArray())) {
            if (zip.getNextEntry() == null) {
                return null;
            }
            Unpacked plain = reading.unpack(zip, alone.length, 0);
            return plain.damage() == null ? plain : null;
        } catch (LimitReachedException limit) {
            throw limit;
        } catch (IOException | RuntimeException wrongPassword) {
            return null;
        }
    }

    /**
     * The entry alone, as an archive of its own without a directory. A writer that could not seek leaves the sizes to a descriptor behind the
     * data, where a decrypting stream cannot find them; the directory knows them, so they are put where they belong.
     */
    private static byte @Nullable [] alone(byte[] archive, ZipArchiveEntry entry) {
        long from = entry.getLocalHeaderOffset();
        if (from < 0 || from + LOCAL_HEADER > archive.length) {
            return null;
        }
        ByteBuffer header = ByteBuffer.wrap(archive, (int) from, LOCAL_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        int start = (int) from;
        int dataAt = LOCAL_HEADER + (header.getShort(start + 26) & 0xFFFF) + (header.getShort(start + 28) & 0xFFFF);
        long end = Math.min(archive.length, from + dataAt + Math.max(0, entry.getCompressedSize()));
        byte[] alone = Arrays.copyOfRange(archive, start, (int) end);
        ByteBuffer own = ByteBuffer.wrap(alone).order(ByteOrder.LITTLE_ENDIAN);
        int flags = own.getShort(6);
        if ((flags & DESCRIPTOR_FOLLOWS) != 0 && entry.getSize() >= 0 && entry.getSize() <= Integer.MAX_VALUE) {
            own.putShort(6, (short) (flags & ~DESCRIPTOR_FOLLOWS));
            own.putInt(14, (int) entry.getCrc());
            own.putInt(18, (int) entry.getCompressedSize());
            own.putInt(22, (int) entry.getSize());
        }
        return alone;
    }
}
