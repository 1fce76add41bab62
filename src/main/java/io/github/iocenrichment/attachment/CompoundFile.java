package io.github.iocenrichment.attachment;

import io.github.iocenrichment.indicator.ContentKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.poifs.macros.VBAMacroReader;
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
        try (POIFSFileSystem file = open(part, reading)) {
            if (file.getRoot().hasEntryCaseInsensitive(Decryptor.DEFAULT_POIFS_ENTRY)) {
                decrypt(file, part, reading);
            } else if (file.getRoot().getEntryNames().stream().anyMatch(name -> name.startsWith("__properties_version") || name.startsWith("__substg1.0_"))) {
                outlook.read(file.getRoot(), part, reading);
            } else if (file.getRoot().hasEntryCaseInsensitive(Ole10Native.OLE10_NATIVE)) {
                packed(file, part, reading);
            } else {
                macros(file, part, reading);
                document(file, part, reading);
            }
        }
    }

    /** Opens the file; of one that is damaged at least the addresses that stand in the clear are read. */
    private static POIFSFileSystem open(Part part, Reading reading) throws IOException {
        try {
            return new POIFSFileSystem(new ByteArrayInputStream(part.content()));
        } catch (IOException | RuntimeException damaged) {
            reading.text(part.path(), ContentKind.PLAIN, String.join("\n", BinaryText.addresses(part.content(), part.path(), reading)));
            throw damaged;
        }
    }

    private void document(POIFSFileSystem file, Part part, Reading reading) throws Exception {
        OldOffice aside = new OldOffice(part, reading);
        // before its reader, which closes the file
        aside.gather(file.getRoot());
        try (TikaInputStream stream = TikaInputStream.get(new byte[0])) {
            stream.setOpenContainer(file);
            tika.parse(new OfficeParser(), stream, part, reading);
        } catch (UnreadException | LimitReachedException reason) {
            throw reason;
        } catch (Exception | LinkageError damaged) {
            if (LimitReachedException.behind(damaged) == null) {
                rawText(part, reading);
            }
            throw damaged;
        } finally {
            aside.handOver();
        }
    }

    private static void rawText(Part part, Reading reading) throws IOException {
        try (POIFSFileSystem again = new POIFSFileSystem(new ByteArrayInputStream(part.content()))) {
            new OldOffice(part, reading).rawText(again.getRoot());
        }
    }

    /** A file that somebody dragged into a document. */
    private void packed(POIFSFileSystem file, Part part, Reading reading) throws IOException, Ole10NativeException {
        Ole10Native inner = Ole10Native.createFromEmbeddedOleObject(file);
        String name = inner.getLabel() == null ? "embedded file" : inner.getLabel();
        parts.read(reading.unpack(part, name, new ByteArrayInputStream(inner.getDataBuffer()), 0), reading);
    }

    /** The source of macros, which often names where the next stage comes from. */
    private static void macros(POIFSFileSystem file, Part part, Reading reading) throws IOException {
        Map<String, String> modules;
        try {
            modules = new VBAMacroReader(file).readMacros();
        } catch (IllegalArgumentException none) {
            return;
        } catch (IOException | RuntimeException damaged) {
            reading.unread(part.inside("macros"), "damaged macros");
            return;
        }
        for (Map.Entry<String, String> module : modules.entrySet()) {
            reading.count(module.getValue().length());
            String joined = FormulaText.of(module.getValue().replaceAll("[ \\t]_\\r?\\n", " "));
            reading.text(part.inside("macro " + ShownName.of(module.getKey())), ContentKind.PLAIN, joined);
        }
    }

    private void decrypt(POIFSFileSystem file, Part part, Reading reading) throws IOException, GeneralSecurityException {
        Decryptor decryptor = Decryptor.getInstance(new EncryptionInfo(file));
        for (String password : passwords) {
            reading.step();
            if (decryptor.verifyPassword(password)) {
                try (InputStream plain = decryptor.getDataStream(file)) {
                    Unpacked unpacked = reading.unpack(plain, 0, 0);
                    parts.read(new Part(part.path(), part.name(), unpacked.content(), unpacked.cut() == null, part.depth() + 1), reading);
                    return;
                }
            }
        }
        throw new UnreadException("password unknown");
    }
}
