package io.github.iocenrichment.report;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.verdict.VerdictValue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code also in INC48201 (3 Nov 2026, malicious), INC48210 (9 Nov 2026); first seen 3 Nov 2026, last seen 9 Nov 2026}. */
final class EarlierWords {
    private final Earlier earlier;
    private final Messages messages;

    EarlierWords(Earlier earlier, Messages messages) {
        this.earlier = earlier;
        this.messages = messages;
    }

    /** Null when it stood in no earlier incident. */
    @Nullable String of(Indicator indicator) {
        Earlier.Sightings sightings = earlier.sightings().get(indicator.key());
        if (sightings == null) {
            return null;
        }
        String incidents = sightings.latest().stream().map(this::incident).collect(Collectors.joining(", "));
        return messages.say("earlier.also", "incidents", incidents) + (sightings.more() ? " " + messages.say("earlier.more") : "") + "; "
                + messages.say("earlier.first-last", "first", Times.date(sightings.first(), messages), "last",
                Times.date(sightings.latest().get(0).at(), messages));
    }

    private String incident(Earlier.Sighting sighting) {
        String number = SafeText.key(sighting.name());
        String date = Times.date(sighting.at(), messages);
        boolean rated = sighting.verdict() != VerdictValue.UNKNOWN && sighting.verdict() != VerdictValue.NOT_CHECKED;
        return rated ? messages.say("earlier.rated", "incident", number, "date", date, "verdict", messages.say("verdict." + sighting.verdict().label()))
                : messages.say("earlier.unrated", "incident", number, "date", date);
    }
}
