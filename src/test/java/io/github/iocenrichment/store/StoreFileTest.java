package io.github.iocenrichment.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.iocenrichment.job.ChildClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's file holds tickets: no other user of the machine reads it, whatever the umask. */
class StoreFileTest {
    @TempDir
    private Path folder;

    @Test
    void aProcessWithAnOpenUmaskKeepsItsStoreToItself() throws Exception {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        Path store = folder.resolve("data/store");
        for (String recId : List.of("0123456789ABCDEF0123456789ABCD01", "0123456789ABCDEF0123456789ABCD02")) {
            List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 000; exec \"$@\"", "sh", java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                    "-Xmx128m"));
            command.addAll(ChildClasses.options());
            command.addAll(List.of(OpenStore.class.getName(), "jdbc:h2:file:" + store, recId));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            ChildJvm.awaitLine(process, "open");
            assertClosed();
            process.getOutputStream().write('\n');
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
            assertClosed();
        }
    }

    @Test
    void aStoreOfAnEarlierVersionIsClosedAtTheNextStart() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("data/store");
        Store.open(new StoreSettings(url, "sa", "", "node-1"), Clock.systemUTC()).close();
        Files.setPosixFilePermissions(folder.resolve("data/store.mv.db"), PosixFilePermissions.fromString("rw-r--r--"));
        Store.open(new StoreSettings(url, "sa", "", "node-1"), Clock.systemUTC()).close();
        assertClosed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:x", "jdbc:h2:tcp://host/db", "jdbc:h2:ssl://host/db", "jdbc:h2:file:", "jdbc:h2:nioMemFS:x",
            "jdbc:postgresql://host/db"})
    void whatIsNoFileHereMakesNone(String url) {
        assertThat(StoreFile.of(new StoreSettings(url, "sa", "", "node-1"))).isEmpty();
    }

    private void assertClosed() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data")))).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as("%s", file).isEqualTo("rw-------");
            }
        }
    }
}
