package io.github.iocenrichment.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.parser.microsoft.OfficeParser;

/** A compound file: an Outlook message, an encrypted Office file, or one of the old Office documents. */
final class CompoundFile implements FormatReader {
    private final PartReader parts;
    private final TikaFormats tika;
    private final OutlookMessage outlook;
    private final List<String> passwords = new ArrayList<>();

    CompoundFile(PartReader parts, TikaFormats tika, List<String> passwords) {
        this.parts = parts;
        this.tika = tika;
        this.outlook = new OutlookMessage(parts);
        this.passwords.add(Decryptor.DEFAULT_PASSWORD);
        this.passwords.addAll(passwords);
    }

    @Override
    public void read(Part part, Reading reading) throws Exception {
        try (POIFSFileSystem file = new POIFSFileSystem(new ByteArrayInputStream(part.content()))) {
            if (file.getRoot().hasEntryCaseInsensitive(Decryptor.DEFAULT_POIFS_ENTRY)) {
                decrypt(file, part, reading);
            } else if (file.getRoot().getEntryNames().stream().anyMatch(name -> name.startsWith("__properties_version") || name.startsWith("__substg1.0_"))) {
                outlook.read(file.getRoot(), part, reading);
            } else {
                try (TikaInputStream stream = TikaInputStream.get(new byte[0])) {
                    stream.setOpenContainer(file);
                    tika.parse(new OfficeParser(), stream, part, reading);
                }
            }
        }
    }

    private void decrypt(POIFSFileSystem file, Part part, Reading reading) throws IOException, GeneralSecurityException {
        Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(file));
        for (String password : passwords) {
            reading.step();
            if (decryptor.verifyPassword(password)) {
                try (InputStream plain = decryptor.getDataStream(file)) {
                    Reading.Unpacked unpacked = reading.unpack(plain, 0);
                    parts.read(new Part(part.path(), part.name(), unpacked.content(), unpacked.cut() == null, part.depth() + 1), reading);
                    return;
                }
            }
        }
        throw new UnreadException("password unknown");
    }
}
