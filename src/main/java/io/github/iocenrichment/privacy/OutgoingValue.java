package io.github.iocenrichment.privacy;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.indicator.IndicatorType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value in the form in which it may leave the network. Only {@link UrlPrivacy} makes one, so that whoever holds one cannot send a raw value.
 */
public final class OutgoingValue {
    private final Indicator indicator;
    private final List<String> masked;
    private final @Nullable String hostOnly;

    /** @param hostOnly why only the host of this URL is asked; null when the URL itself may be */
    OutgoingValue(Indicator indicator, List<String> masked, @Nullable String hostOnly) {
        this.indicator = indicator;
        this.masked = List.copyOf(masked);
        this.hostOnly = hostOnly;
    }

    public IndicatorType type() {
        return indicator.type();
    }

    public String value() {
        return indicator.value();
    }

    /** The indicator under the value that may leave. */
    public Indicator indicator() {
        return indicator;
    }

    /** Kinds of what was masked, as {@code mail address}; empty when nothing was. */
    public List<String> masked() {
        return masked;
    }

    public boolean isMasked() {
        return !masked.isEmpty();
    }

    /** Why only the host of this URL is asked and published, as {@code share link: only the host was asked}; empty when the URL itself may be. */
    public Optional<String> hostOnly() {
        return Optional.ofNullable(hostOnly);
    }
}
