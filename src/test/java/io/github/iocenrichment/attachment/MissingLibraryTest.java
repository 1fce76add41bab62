package io.github.iocenrichment.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A class that cannot be loaded is a fault of the installation, not of the file. */
class MissingLibraryTest {
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(MissingLibrary.class);
    private final MissingLibrary libraries = new MissingLibrary();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    static Stream<Throwable> missing() {
        NoClassDefFoundError bare = new NoClassDefFoundError("org/example/Table");
        return Stream.of(bare, new ExceptionInInitializerError(bare), new IllegalStateException(bare),
                new IOException("unreadable", new RuntimeException(bare)),
                new ServiceConfigurationError("provider", bare), new NoSuchMethodError("org.example.Table.rows()"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void isSeenAlsoWhereALibraryHasWrappedIt(Throwable problem) {
        assertThat(libraries.isBehind(problem, "Office document")).isTrue();
    }

    @Test
    void damageIsNone() {
        assertThat(libraries.isBehind(new IOException("cut", new IllegalStateException()), "PDF")).isFalse();
        assertThat(log.list).isEmpty();
    }

    @Test
    void isLoggedOnceForEachClass() {
        for (int i = 0; i < 3; i++) {
            libraries.isBehind(new NoClassDefFoundError("org/example/Table"), "Office document");
            libraries.isBehind(new IOException(new NoClassDefFoundError("org/example/Picture")), "PDF");
        }

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR, Level.ERROR);
        assertThat(log.list.get(0).getFormattedMessage()).contains("Office document", "org/example/Table", "install");
        assertThat(log.list.get(1).getFormattedMessage()).contains("PDF", "org/example/Picture");
    }
}
