package io.github.iocenrichment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import ch.qos.logback.core.status.StatusUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The log as shipped shows no secret, whichever way it comes in. */
class LogSecretsTest {
    private static final String SECRET = "vt-key-\"0001";
    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void forget() {
        LogSecrets.hide(Secrets.byFormOnly());
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void neitherMessageNorArgumentNorExceptionNorContextShowsASecret(String format) throws JoranException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Logger log = logger(format, out);
        LogSecrets.hide(new Secrets(List.of(SECRET)));
        context.getMDCAdapter().put("incident", "INC48213 " + SECRET);
        log.warn("asking with {} and Signature=abc%3D", SECRET, new IllegalStateException("cannot call ?x=" + SECRET,
                new IllegalArgumentException("cause " + SECRET)));
        String line = out.toString(StandardCharsets.UTF_8);
        assertThat(line).contains("asking with xxxxxx and Signature=xxxxxx").contains("INC48213").contains("IllegalStateException")
                .doesNotContain("0001").doesNotContain("abc%3D");
        assertThat(line).endsWith("\n");
    }

    private Logger logger(String format, ByteArrayOutputStream out) throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
        context.putProperty("LOG_FORMAT", format);
        configurator.doConfigure(Path.of("src/main/resources/logback.xml").toFile());
        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("console");
        // a warning here would make logback print its whole start-up to the terminal
        assertThat(new StatusUtil(context).getHighestLevel(0)).isEqualTo(Status.INFO);
        assertThat(appender.getEncoder()).isInstanceOf(LogSecrets.class);
        appender.setOutputStream(out);
        return context.getLogger("io.github.iocenrichment.test");
    }
}
