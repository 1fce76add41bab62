package io.github.iocenrichment;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.stix.StixSettings;
import io.github.iocenrichment.stix.Tlp;
import io.github.iocenrichment.verdict.VerdictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the settings say about published objects. */
final class StixConfiguration {
    private StixConfiguration() {
    }

    static StixSettings of(Settings settings) {
        Map<IndicatorType, Duration> validity = new EnumMap<>(IndicatorType.class);
        for (IndicatorType type : IndicatorType.values()) {
            validity.put(type, settings.duration(type.isHash() ? "stix.valid-for.file" : type == IndicatorType.DOMAIN ? "stix.valid-for.domain"
                    : "stix.valid-for.network"));
        }
        return new StixSettings(settings.text("stix.producer.id"), settings.text("stix.producer.name"),
                Instant.parse(settings.text("stix.producer.created")), Tlp.of(settings.text("intelx.tlp")), settings.integer("intelx.tlp.version"),
                settings.list("intelx.publish-verdicts").stream().map(VerdictValue::of).collect(Collectors.toSet()),
                settings.flag("stix.extension.enabled"), StixSettings.Container.valueOf(settings.text("stix.container").toUpperCase(Locale.ROOT)),
                validity);
    }
}
