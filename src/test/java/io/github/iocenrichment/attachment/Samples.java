package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.lingala.zip4j.model.ZipParameters;
import net.lingala.zip4j.model.enums.AesKeyStrength;
import net.lingala.zip4j.model.enums.EncryptionMethod;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files made in memory for the tests of this package: archives and wrappings. */
final class Samples {
    private Samples() {
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(String name, byte[] content) {
        return zip(Map.of(name, content));
    }

    static byte[] zip(Map<String, byte[]> files) {
        return made(out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                }
            }
        });
    }

    /** Files in the order given: name, content, name, content. */
    static Map<String, byte[]> files(Object... namesAndContents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            Object content = namesAndContents[i + 1];
            files.put((String) namesAndContents[i], content instanceof String text ? utf8(text) : (byte[]) content);
        }
        return files;
    }

    static byte[] lockedZip(String name, byte[] content, String password, boolean aes) {
        ZipParameters parameters = new ZipParameters();
        parameters.setEncryptFiles(true);
        parameters.setEncryptionMethod(aes ? EncryptionMethod.AES : EncryptionMethod.ZIP_STANDARD);
        parameters.setAesKeyStrength(AesKeyStrength.KEY_STRENGTH_256);
        parameters.setFileNameInZip(name);
        return made(out -> {
            try (net.lingala.zip4j.io.outputstream.ZipOutputStream zip =
                         new net.lingala.zip4j.io.outputstream.ZipOutputStream(out, password.toCharArray())) {
                zip.putNextEntry(parameters);
                zip.write(content);
                zip.closeEntry();
            }
        });
    }

    static byte[] gzip(byte[] content) {
        return made(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
        });
    }

    /** A gzip stream of a beginning and very many zeros in print. */
    static byte[] gzipBomb(String beginning, int mebibytes) {
        byte[] filling = "0".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        return made(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(utf8(beginning));
                for (int i = 0; i < mebibytes; i++) {
                    gzip.write(filling);
                }
            }
        });
    }

    static byte[] tar(Map<String, byte[]> files) {
        return made(out -> {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                    entry.setSize(file.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(file.getValue());
                    tar.closeArchiveEntry();
                }
            }
        });
    }

    static byte[] sevenZip(String name, byte[] content, String password) {
        return made(out -> {
            SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
            try (SevenZOutputFile archive = new SevenZOutputFile(channel, password == null ? null : password.toCharArray())) {
                SevenZArchiveEntry entry = new SevenZArchiveEntry();
                entry.setName(name);
                archive.putArchiveEntry(entry);
                archive.write(content);
                archive.closeArchiveEntry();
                archive.finish();
                out.write(channel.array(), 0, (int) channel.size());
            }
        });
    }

    /** An Office file behind a password, as Office itself wraps it. */
    static byte[] lockedOffice(byte[] office, String password) {
        return made(out -> {
            try (POIFSFileSystem file = new POIFSFileSystem()) {
                Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
                encryptor.confirmPassword(password);
                try (OutputStream plain = encryptor.getDataStream(file)) {
                    plain.write(office);
                } catch (GeneralSecurityException missingCipher) {
                    throw new IllegalStateException(missingCipher);
                }
                file.writeFilesystem(out);
            }
        });
    }

    /** A compound file of streams; a name such as {@code a/b} lies in directory {@code a}. */
    static byte[] compound(Map<String, byte[]> streams) {
        return made(out -> {
            try (POIFSFileSystem file = new POIFSFileSystem()) {
                for (Map.Entry<String, byte[]> stream : streams.entrySet()) {
                    DirectoryEntry directory = file.getRoot();
                    String[] steps = stream.getKey().split("/");
                    for (int i = 0; i < steps.length - 1; i++) {
                        directory = directory.hasEntryCaseInsensitive(steps[i])
                                ? (DirectoryEntry) directory.getEntryCaseInsensitive(steps[i]) : directory.createDirectory(steps[i]);
                    }
                    directory.createDocument(steps[steps.length - 1], new ByteArrayInputStream(stream.getValue()));
                }
                file.writeFilesystem(out);
            }
        });
    }

    interface Maker {
        void into(OutputStream out) throws IOException;
    }

    static byte[] made(Maker maker) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            maker.into(out);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
