package io.github.iocenrichment.store;

import static io.github.iocenrichment.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.iocenrichment.indicator.IndicatorType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private String url() {
        return "jdbc:h2:file:" + folder.resolve("data/store");
    }

    private static Store open(String url) {
        return Store.open(new StoreSettings(url, "sa", "", "node-1"), Clock.systemUTC());
    }

    private static void assertRefused(StoreSettings settings, String... words) {
        assertThatThrownBy(() -> Store.open(settings, Clock.systemUTC()).close()).isInstanceOf(StoreException.class)
                .hasMessageStartingWith("store.url").hasMessageContainingAll(words)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n").doesNotContain("s3cret"));
    }

    @Test
    void aFileIsThereAgainAfterClosingAndItsOwnClaimsAreNot() {
        try (Store store = open(url())) {
            store.incidents().admit(new NewIncident("R1", "1", "s", "1", NOW), NOW);
            new OneByOne(store).claim("vt", IndicatorType.MD5, "x", "R1", NOW.plusSeconds(60), NOW);
            assertThat(store.isReachable()).isTrue();
        }
        try (Store store = open(url())) {
            assertThat(store.incidents().waiting(10)).containsExactly("R1");
            assertThat(new OneByOne(store).claim("vt", IndicatorType.MD5, "x", "R2", NOW.plusSeconds(60), NOW)).isTrue();
        }
    }

    @Test
    void closingMakesTheFileSmall() throws IOException {
        try (Store store = open(url())) {
            store.incidents().admit(new NewIncident("R1", "1", "s", "1", NOW), NOW);
            for (int i = 0; i < 300; i++) {
                store.incidents().save("R1", "record", "x".repeat(20_000) + i, NOW);
            }
        }
        assertThat(Files.size(folder.resolve("data/store.mv.db"))).isLessThan(1_500_000);
    }

    /** Each pool adds connections in the background, which must not open the file again behind its closing. */
    @RepeatedTest(5)
    void anotherProcessMayOpenTheFileWhenClosingReturns() throws IOException {
        open(url()).close();
        assertNotInUse();
    }

    private void assertNotInUse() throws IOException {
        try (FileChannel file = FileChannel.open(folder.resolve("data/store.mv.db"), StandardOpenOption.WRITE); FileLock lock = file.tryLock()) {
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void aClosedStoreMayBeClosedAgainAndIsNotReachable() {
        Store store = open("jdbc:h2:mem:" + Databases.unique("m"));
        store.close();
        store.close();
        assertThat(store.isReachable()).isFalse();
    }

    @Test
    void aCommitOutlivesKillAndASecondProcessIsRefused() throws Exception {
        Process other = ChildJvm.start(OpenStore.class, url(), "R1");
        try {
            ChildJvm.awaitLine(other, "open");
            assertRefused(new StoreSettings(url() + ";AUTO_SERVER=TRUE;FILE_LOCK=NO", "sa", "", "node-2"),
                    folder + "/data/store is in use by another process", "PostgreSQL");
        } finally {
            other.destroyForcibly().waitFor();
        }
        try (Store store = open(url())) {
            assertThat(store.incidents().waiting(10)).containsExactly("R1");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "jdbc:mysql://host/db                   | must start with jdbc:h2:file:",
            "''                                     | must start with jdbc:h2:file:",
            "jdbc:h2:tcp://host/db;PASSWORD=s3cret  | names an H2 server or archive",
            "jdbc:h2:file:                          | names no file",
            "jdbc:h2:                               | names no file"})
    void anUnusableUrlIsRefused(String url, String words) {
        assertRefused(new StoreSettings(url, "sa", "", "n"), words);
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/store.mv.db"), "this is no database".repeat(1000));
        assertRefused(new StoreSettings(url(), "sa", "", "n"), "is damaged");
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("data"), "x");
        assertRefused(new StoreSettings(url(), "sa", "", "n"), "cannot be", "check");
    }

    @Test
    void aWrongPasswordIsRefused() {
        Store.open(new StoreSettings(url(), "sa", "right", "n"), Clock.systemUTC()).close();
        assertRefused(new StoreSettings(url(), "sa", "s3cret", "n"), "refused store.username or store.password");
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void aStoreOfANewerVersionIsRefusedAndItsFileLeftAlone(Databases database) throws Exception {
        StoreSettings settings = database == Databases.H2 ? new StoreSettings(url(), "sa", "", "n") : database.empty("n");
        Store.open(settings, Clock.systemUTC()).close();
        try (var connection = DriverManager.getConnection(StoreUrl.complete(settings.url()), settings.username(), settings.password());
             var statement = connection.createStatement()) {
            statement.execute("""
                    insert into "store_version" ("installed_rank", "version", "description", "type", "script", "installed_by", "execution_time", "success")
                    values (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)""");
            if (database == Databases.H2) {
                statement.execute("shutdown");
            }
        }
        assertRefused(settings, "newer version of this program (step 99)");
        if (database == Databases.H2) {
            assertNotInUse();
        }
    }

    @Test
    void aDatabaseThatClosedItselfIsOpenedAgain(@TempDir Path folder) throws Exception {
        StoreSettings settings = new StoreSettings("jdbc:h2:file:" + folder.resolve("store"), "sa", "", "n");
        try (Store store = Store.open(settings, Clock.systemUTC())) {
            store.effects().begin("note|1", "note", "R", "kept", Instant.now());
            try (var connection = store.dataSource().getConnection(); var statement = connection.createStatement()) {
                // as it does when its disk is full
                statement.execute("shutdown immediately");
            } catch (SQLException closed) {
                assertThat(closed.getErrorCode()).isIn(90098, 90121);
            }
            await().until(store::isReachable);
            assertThat(store.effects().find("note|1")).map(Effect::content).contains("kept");
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new SQLException("General error", "HY000", new IOException("No space left on device")), "the disk of the store is full"),
                Arguments.of(new SQLException("could not extend file \"base/1\"", "53100"), "the disk of the store is full"),
                Arguments.of(new SQLException("The database has been closed", "90098", 90098), "closed itself after an error of its disk"),
                Arguments.of(new SQLException("Key (subject)=(of a ticket) is there already", "23505"), "the store failed (SQL state 23505)"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureWhileItWorksIsReportedWithoutWhatWasToBeKept(SQLException failure, String words) {
        assertThat(StoreFailure.words(failure).orElseThrow()).contains(words).doesNotContain("ticket");
        assertThat(StoreFailure.words(new UnableToExecuteStatementException(failure, null)).orElseThrow()).contains(words);
        assertThat(StoreFailure.words(new IllegalStateException(failure))).isEmpty();
    }

    @Test
    void theNewestStepIsTheLastOfItsFolder() throws Exception {
        Path steps = Path.of(Store.class.getResource("/db/migration").toURI());
        try (Stream<Path> files = Files.list(steps)) {
            assertThat(files.map(file -> Integer.parseInt(file.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"))))
                    .contains(StoreSchema.NEWEST).allMatch(step -> step <= StoreSchema.NEWEST);
        }
    }

    @Test
    void nodesMayStartTogetherOnADatabaseThatHoldsOtherTablesToo() throws Exception {
        StoreSettings settings = Databases.POSTGRESQL.empty("node-1");
        try (var connection = DriverManager.getConnection(settings.url(), settings.username(), settings.password());
             var statement = connection.createStatement()) {
            statement.execute("create table someone_elses (id int)");
        }
        AtOnce.run(3, node -> Store.open(new StoreSettings(settings.url(), settings.username(), settings.password(), "node-" + node),
                Clock.systemUTC())).forEach(store -> {
                    assertThat(store.isReachable()).isTrue();
                    store.close();
                });
    }

    static Stream<Arguments> unreachable() {
        return Stream.of(
                Arguments.of("jdbc:postgresql://127.0.0.1:1/db?password=s3cret", "postgres", "cannot be reached"),
                Arguments.of(Databases.POSTGRESQL.empty("n").url().replaceFirst("/t[0-9a-f]+", "/nosuchdb"), "postgres", "no such database"));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void aPostgresqlThatIsNotThereIsRefused(String url, String user, String words) {
        assertRefused(new StoreSettings(url, user, "s3cret", "n"), words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "jdbc:h2:file:./d/x", "jdbc:h2:./d/x;mode=Oracle;write_delay=700;RETENTION_TIME=0;DB_CLOSE_ON_EXIT=TRUE;DATABASE_TO_UPPER=TRUE"})
    void whatDurabilityNeedsIsAddedWhateverTheUrlSays(String url) {
        String complete = StoreUrl.complete(url);
        assertThat(complete.split(";")).contains("MODE=PostgreSQL", "WRITE_DELAY=200", "RETENTION_TIME=1000", "DB_CLOSE_ON_EXIT=FALSE")
                .doesNotHaveDuplicates().noneMatch(part -> part.matches("(?i).*(oracle|=700|TIME=0|to_upper).*"));
    }

    @Test
    void harmlessSettingsOfTheUrlStay() {
        assertThat(StoreUrl.complete("jdbc:h2:file:./d/x;CACHE_SIZE=4096;WRITE_DELAY=9")).startsWith("jdbc:h2:file:./d/x;CACHE_SIZE=4096;")
                .contains(";WRITE_DELAY=200");
        assertThat(StoreUrl.complete("jdbc:postgresql://db/x?ssl=true")).isEqualTo("jdbc:postgresql://db/x?ssl=true");
    }

    @Test
    void settingsAreShownWithoutSecrets() {
        assertThat(new StoreSettings("jdbc:postgresql://u:s3cret@db/x?password=s3cret", "u", "s3cret", "n")).hasToString(
                "StoreSettings[url=jdbc:postgresql://db/x, username=u, nodeName=n]");
    }
}
