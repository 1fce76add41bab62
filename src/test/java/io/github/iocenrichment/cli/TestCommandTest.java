package io.github.iocenrichment.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.iocenrichment.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the product logs while the command {@code test} runs: a warning in a test that passes is what the test wants. */
class TestCommandTest {
    private static final String TEST = """
            - test: %s
              route: look-up-abuseipdb
              given: {indicator: {type: ipv4, value: %s}}
              replies: [{from: abuseipdb, status: 401}]
              expect: {answer: {state: %s}}
            """;
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

    private final ListAppender<ILoggingEvent> shown = new ListAppender<>();

    @BeforeEach
    void watchTheLog() {
        shown.start();
        ROOT.addAppender(shown);
    }

    @AfterEach
    void leaveTheLog() {
        ROOT.detachAppender(shown);
    }

    @Test
    void theLogIsShownOfATestThatFailsAlone(@TempDir Path folder) throws Exception {
        Path passes = Files.writeString(folder.resolve("passes.test.yaml"), TEST.formatted("a refused key", "45.155.204.17", "unauthorised"));
        Path fails = Files.writeString(folder.resolve("fails.test.yaml"), TEST.formatted("another state", "45.155.204.18", "found"));
        assertThat(run(passes.toString())).isZero();
        assertThat(logged()).isEmpty();
        assertThat(run(passes.toString(), fails.toString())).isOne();
        assertThat(logged()).singleElement().asString().contains("AbuseIPDB");
        shown.list.clear();
        assertThat(run("--verbose", passes.toString())).isZero();
        assertThat(logged()).singleElement().asString().contains("AbuseIPDB");
    }

    @Test
    void whatNobodyForgotIsShownAtTheEnd() {
        try (HeldLog log = HeldLog.begin(true)) {
            ROOT.warn("forgotten");
            log.forget();
            ROOT.warn("left");
            assertThat(logged()).isEmpty();
        }
        ROOT.warn("after");
        assertThat(logged()).containsExactly("left", "after");
    }

    private static int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "test";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Main.commandLine().setOut(new PrintWriter(new StringWriter())).execute(all);
    }

    private List<String> logged() {
        return shown.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
