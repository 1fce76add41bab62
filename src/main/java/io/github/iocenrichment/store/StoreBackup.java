package io.github.iocenrichment.store;

import io.github.iocenrichment.files.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;

/**
 * A copy of an H2 store as it was at one moment, made while it is worked on. The copy is opened once: one that cannot be opened is no backup, and it has to
 * know that it is one.
 */
final class StoreBackup {
    private static final String ENDING = ".mv.db";

    private final DataSource database;
    private final StoreSettings settings;

    StoreBackup(DataSource database, StoreSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * Makes the copy.
     *
     * @param folder for it, made when it is not there; for its owner alone
     * @param at     the time
     * @return the file: a database of H2, to be put in the place of the store
     * @throws StoreException when it cannot be made; nothing is left in the folder then
     */
    Path write(Path folder, Instant at) {
        String name = "ioc-enrichment-" + at.toString().replaceAll("[^0-9TZ]", "");
        try {
            OwnerOnly.folder(folder);
            Path work = Files.createTempDirectory(folder, "unfinished-");
            try {
                Path copy = unpacked(work);
                mark(copy, at);
                Path file = folder.resolve(name + ENDING);
                Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
                OwnerOnly.close(file);
                return file;
            } finally {
                remove(work);
            }
        } catch (IOException | SQLException e) {
            throw new StoreException("no backup could be made in " + folder + ": " + e.getMessage()
                    + "; check the space on its disk, and that it may be written to", e);
        }
    }

    private Path unpacked(Path work) throws SQLException, IOException {
        Path packed = work.resolve("store.zip");
        try (Connection connection = database.getConnection(); PreparedStatement backup = connection.prepareStatement("backup to ?")) {
            backup.setString(1, packed.toString());
            backup.execute();
        }
        try (InputStream file = Files.newInputStream(packed); ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(ENDING)) {
                    Path copy = work.resolve("store" + ENDING);
                    Files.copy(zip, copy);
                    return copy;
                }
            }
        }
        throw new IOException("H2 wrote no database into it");
    }

    private void mark(Path copy, Instant at) throws SQLException {
        String base = copy.toString().substring(0, copy.toString().length() - ENDING.length());
        try (Connection connection = DriverManager.getConnection(StoreUrl.complete("jdbc:h2:file:" + base), settings.username(), settings.password());
             Statement statement = connection.createStatement()) {
            StoreState.write(connection, StoreState.BACKUP, at.toString());
            statement.execute("shutdown compact");
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
