package io.github.iocenrichment.settings;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The last gate of the log: whatever an encoder has written, message, exception and context alike, leaves without secrets.
 * Stands in {@code logback.xml} around the encoder of each appender.
 */
public final class LogSecrets extends EncoderBase<ILoggingEvent> {
    private static final AtomicReference<Secrets> KNOWN = new AtomicReference<>(Secrets.byFormOnly());

    private Encoder<ILoggingEvent> encoder;

    /** From now on these are masked in every log line. */
    public static void hide(Secrets secrets) {
        KNOWN.set(secrets);
    }

    /** The secrets that the log hides at present; for other outlets, such as standard error. */
    public static Secrets known() {
        return KNOWN.get();
    }

    /** Set by {@code logback.xml}. */
    public void setEncoder(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    @Override
    public void start() {
        encoder.setContext(getContext());
        if (!encoder.isStarted()) {
            encoder.start();
        }
        super.start();
    }

    @Override
    public void stop() {
        encoder.stop();
        super.stop();
    }

    @Override
    public byte[] headerBytes() {
        return encoder.headerBytes();
    }

    @Override
    public byte[] footerBytes() {
        return encoder.footerBytes();
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return KNOWN.get().mask(new String(encoder.encode(event), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
