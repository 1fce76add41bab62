package io.github.iocenrichment.enrich;

import io.github.iocenrichment.indicator.Indicator;
import io.github.iocenrichment.lists.Known;
import io.github.iocenrichment.lists.AnalystVerdict;
import io.github.iocenrichment.lists.OverrideFile;
import io.github.iocenrichment.lists.Warning;
import io.github.iocenrichment.lists.WarningLists;
import io.github.iocenrichment.store.OverrideStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people know about the values of an incident beforehand: analysts' overrides, of which the file goes before notes, and warning lists. */
public final class KnownValues {
    private final WarningLists lists;
    private final Supplier<OverrideFile> file;
    private final @Nullable OverrideStore notes;
    private final Duration noteHolds;

    /**
     * @param notes     null when notes are not read
     * @param noteHolds how long an override in a note holds
     */
    public KnownValues(WarningLists lists, Supplier<OverrideFile> file, @Nullable OverrideStore notes, Duration noteHolds) {
        this.lists = lists;
        this.file = file;
        this.notes = notes;
        this.noteHolds = noteHolds;
    }

    /** Where nothing is known beforehand. */
    public static KnownValues nothing() {
        return new KnownValues(WarningLists.none(), OverrideFile::empty, null, Duration.ZERO);
    }

    /** Why the warning lists keep the sources from being asked about it. */
    Optional<Warning> toSkip(Indicator indicator) {
        return lists.toSkip(indicator);
    }

    /** By {@link Indicator#key()}; values of which nothing is known have no entry. */
    Map<String, Known> of(Collection<Indicator> indicators, Instant now) {
        OverrideFile lines = file.get();
        Map<String, AnalystVerdict> noted = notes == null || indicators.isEmpty() ? Map.of()
                : notes.about(indicators.stream().map(Indicator::key).toList(), now.minus(noteHolds));
        return indicators.stream().distinct().collect(Collectors.toMap(Indicator::key,
                indicator -> new Known(lines.find(indicator).orElse(noted.get(indicator.key())), lists.toLower(indicator).orElse(null)), (one, other) -> one))
                .entrySet().stream().filter(entry -> !entry.getValue().equals(Known.NOTHING)).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
