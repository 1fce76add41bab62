package io.github.iocenrichment.settings;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The last gate of the log: whatever an encoder has written, message, exception and context alike, leaves without secrets.
 * Stands in {@code logback.xml} around the encoder of each appender.
 */
public final class LogSecrets extends EncoderBase<ILoggingEvent> {
    private static final AtomicReference<Secrets> KNOWN = new AtomicReference<>(Secrets.byFormOnly());
    /** Tokens that pass, by the system that gave them. */
    private static final Map<String, String> TEMPORARY = new ConcurrentHashMap<>();
    private static volatile Secrets lasting = Secrets.byFormOnly();

    private @Nullable Encoder<ILoggingEvent> encoder;

    /** From now on these are masked in every log line. */
    public static void hide(Secrets secrets) {
        lasting = secrets;
        KNOWN.set(secrets.and(TEMPORARY.values()));
    }

    /** The same for a token in place of the one that its system gave before. */
    public static void hide(String system, String token) {
        TEMPORARY.put(system, token);
        KNOWN.set(lasting.and(TEMPORARY.values()));
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
