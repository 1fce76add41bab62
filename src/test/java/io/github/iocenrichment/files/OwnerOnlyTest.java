package io.github.iocenrichment.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {
    @TempDir
    private Path folder;

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void foldersAndFilesAreMadeForTheOwner() throws IOException {
        Path made = OwnerOnly.folder(folder.resolve("a/b"));
        assertThat(rights(made)).isEqualTo("rwx------");
        assertThat(rights(made.getParent())).isEqualTo("rwx------");
        assertThat(rights(OwnerOnly.file(made.resolve("c")))).isEqualTo("rw-------");
    }

    @Test
    void aFileThatIsThereIsClosedAndKeepsItsContent() throws IOException {
        Path file = Files.writeString(folder.resolve("c"), "text");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(OwnerOnly.isOpenToOthers(file)).isTrue();
        assertThat(rights(OwnerOnly.file(file))).isEqualTo("rw-------");
        assertThat(file).hasContent("text");
        assertThat(OwnerOnly.isOpenToOthers(file)).isFalse();
    }

    @Test
    void aFolderThatIsThereStaysAsItIs() throws IOException {
        Path there = Files.createDirectory(folder.resolve("there"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(rights(OwnerOnly.folder(there))).isEqualTo("rwxr-xr-x");
    }
}
