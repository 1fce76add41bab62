package io.github.iocenrichment.stix;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What an operator decides about published objects.
 *
 * @param producerId      the organisation's identity, {@code identity--} and a UUID made once; every id of ours is derived from it
 * @param producerName    its name
 * @param producerCreated created and modified of that identity: a constant, to be moved forward by hand when the name changes
 * @param tlp             marking of everything, unless an incident says otherwise
 * @param tlpVersion      1 or 2
 * @param publishVerdicts verdicts that become {@code indicator} objects
 * @param extension       whether scores and figures go out in an extension as well as in words; a consumer may refuse extensions
 * @param container       what holds a publication together
 * @param validity        how long an indicator is valid after the last report, by type
 */
public record StixSettings(String producerId, String producerName, Instant producerCreated, Tlp tlp, int tlpVersion,
                           Set<VerdictValue> publishVerdicts, boolean extension, Container container, Map<IndicatorType, Duration> validity) {

    /** The object that lists all others of a publication. */
    public enum Container { GROUPING, REPORT }

    public static final Instant DEFAULT_PRODUCER_CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SHORT = Duration.ofDays(30);
    private static final Duration MIDDLE = Duration.ofDays(90);
    private static final Duration LONG = Duration.ofDays(365);

    public StixSettings {
        new StixIds(producerId);
        if (ProductObjects.IDENTITY_ID.equals(producerId)) {
            throw new IllegalArgumentException("the producer id must be the organisation's own, not that of the product");
        }
        if (producerName == null || producerName.isBlank()) {
            throw new IllegalArgumentException("the producer needs a name");
        }
        if (tlpVersion != 1 && tlpVersion != 2) {
            throw new IllegalArgumentException("the TLP version must be 1 or 2, not " + tlpVersion);
        }
        Objects.requireNonNull(producerCreated, "producerCreated");
        Objects.requireNonNull(tlp, "tlp");
        Objects.requireNonNull(container, "container");
        publishVerdicts = Set.copyOf(publishVerdicts);
        validity = Map.copyOf(validity);
        validity.forEach((type, duration) -> {
            if (duration.toMillis() <= 0) {
                throw new IllegalArgumentException("the validity of " + type.label() + " must be longer than nothing");
            }
        });
    }

    /** Everything but the producer as the settings file ships it. */
    public static StixSettings ofProducer(String id, String name) {
        return new StixSettings(id, name, DEFAULT_PRODUCER_CREATED, Tlp.AMBER, 1, Set.of(VerdictValue.MALICIOUS, VerdictValue.SUSPICIOUS),
                true, Container.GROUPING, Map.of());
    }

    public StixSettings withProducerCreated(Instant time) {
        return new StixSettings(producerId, producerName, time, tlp, tlpVersion, publishVerdicts, extension, container, validity);
    }

    public StixSettings withTlp(Tlp marking, int version) {
        return new StixSettings(producerId, producerName, producerCreated, marking, version, publishVerdicts, extension, container, validity);
    }

    public StixSettings withPublishVerdicts(Set<VerdictValue> verdicts) {
        return new StixSettings(producerId, producerName, producerCreated, tlp, tlpVersion, verdicts, extension, container, validity);
    }

    public StixSettings withExtension(boolean on) {
        return new StixSettings(producerId, producerName, producerCreated, tlp, tlpVersion, publishVerdicts, on, container, validity);
    }

    public StixSettings withContainer(Container kind) {
        return new StixSettings(producerId, producerName, producerCreated, tlp, tlpVersion, publishVerdicts, extension, kind, validity);
    }

    /** 30 days for addresses and URLs, 90 for domains, 365 for hashes, unless configured otherwise. */
    public Duration validityOf(IndicatorType type) {
        return validity.getOrDefault(type, type.isHash() ? LONG : type == IndicatorType.DOMAIN ? MIDDLE : SHORT);
    }
}
