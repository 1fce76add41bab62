package io.github.iocenrichment.cli;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.helpers.CyclicBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Holds the log back, the latest {@value #MOST} lines of it, until it is known whether anybody needs it. What is neither shown nor forgotten is shown at the
 * end: it belongs to what did not come to its own.
 */
final class HeldLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int MOST = 1000;

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<Appender<ILoggingEvent>> outlets = new ArrayList<>();
    private final CyclicBuffer<ILoggingEvent> held = new CyclicBuffer<>(MOST);

    /** @param holding false to let all pass at once */
    static HeldLog begin(boolean holding) {
        HeldLog log = new HeldLog();
        log.setContext(log.root.getLoggerContext());
        log.start();
        if (holding) {
            log.root.iteratorForAppenders().forEachRemaining(log.outlets::add);
            log.root.addAppender(log);
            log.outlets.forEach(log.root::detachAppender);
        }
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        // thread and context are those of now, not of when it is shown
        event.prepareForDeferredProcessing();
        held.add(event);
    }

    synchronized void show() {
        held.asList().forEach(event -> outlets.forEach(outlet -> outlet.doAppend(event)));
        held.clear();
    }

    synchronized void forget() {
        held.clear();
    }

    @Override
    public void close() {
        outlets.forEach(root::addAppender);
        root.detachAppender(this);
        show();
        stop();
    }
}
