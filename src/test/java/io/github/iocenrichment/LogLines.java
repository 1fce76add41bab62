package io.github.iocenrichment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one logger says while a test runs. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final Level level;
    private final ListAppender<ILoggingEvent> taken = new ListAppender<>();

    private LogLines(Logger logger) {
        this.logger = logger;
        this.level = logger.getLevel();
        taken.start();
        logger.addAppender(taken);
    }

    public static LogLines of(String logger) {
        return new LogLines((Logger) LoggerFactory.getLogger(logger));
    }

    /** The same with what is logged for information, which tests do not show. */
    public static LogLines withInformation(String logger) {
        LogLines lines = of(logger);
        lines.logger.setLevel(Level.INFO);
        return lines;
    }

    public List<String> lines() {
        return List.copyOf(taken.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(taken);
        logger.setLevel(level);
    }
}
