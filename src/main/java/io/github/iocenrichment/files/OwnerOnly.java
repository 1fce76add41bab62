package io.github.iocenrichment.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes folders (0700) and files (0600) that only the owner of the process may read, whatever the umask says. On a file system without POSIX
 * permissions they are made as that system makes them, and the log says so once.
 */
public final class OwnerOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnly.class);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    private OwnerOnly() {
    }

    /**
     * A folder and what is missing above it. One that is there stays as it is, since it may serve others too; the log warns when they can read it.
     *
     * @throws IOException when it cannot be made
     */
    public static @Nullable Path folder(@Nullable Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            if (isOpenToOthers(folder)) {
                LOG.warn("The folder {} may be read by other users of this machine; run chmod 700 on it", folder);
            }
            return folder;
        }
        return isPosix(folder) ? Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER)) : Files.createDirectories(folder);
    }

    /**
     * A file, made empty when it is not there; one that is there is closed to others.
     *
     * @throws IOException when it cannot be made, or belongs to somebody else
     */
    public static Path file(Path file) throws IOException {
        if (!isPosix(file)) {
            return file;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        } catch (FileAlreadyExistsException there) {
            close(file);
        }
        return file;
    }

    /** Closes a file that is there to everybody but its owner. */
    public static void close(Path file) throws IOException {
        if (isPosix(file) && Files.isRegularFile(file) && isOpenToOthers(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** Whether others than the owner may read or change it; false where that cannot be known. */
    public static boolean isOpenToOthers(@Nullable Path path) {
        try {
            return isPosix(path) && Files.getPosixFilePermissions(path).stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException unreadable) {
            LOG.debug("The permissions of {} cannot be read", path, unreadable);
            return false;
        }
    }

    private static boolean isPosix(Path path) {
        FileSystem system = path.getFileSystem();
        boolean posix = system.supportedFileAttributeViews().contains("posix");
        if (!posix && LOGGED.compareAndSet(false, true)) {
            LOG.warn("This file system has no POSIX permissions: store and files get the rights of their folder; keep that folder to the service's user");
        }
        return posix;
    }
}
