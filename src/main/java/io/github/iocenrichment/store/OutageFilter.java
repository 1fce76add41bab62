package io.github.iocenrichment.store;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Keeps what the libraries over the store say about an outage out of the log: each of them logs it at every try, with its stack, and {@link StoreWatch}
 * logs it once. Named by the files {@code logback-*.xml}.
 */
public final class OutageFilter extends Filter<ILoggingEvent> {

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String logger = event.getLoggerName();
        boolean library = logger.startsWith("com.zaxxer.hikari.");
        return library && event.getThrowableProxy() instanceof ThrowableProxy proxy && StoreFailure.isOutage(proxy.getThrowable())
                ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
