package io.github.iocenrichment;

import io.github.iocenrichment.enrich.KnownValues;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.store.Store;

/** What people know about values beforehand, as the settings say. */
final class KnownConfiguration {
    private KnownConfiguration() {
    }

    static KnownValues of(Settings settings, Store store) {
        OwnFiles files = OwnFiles.of(settings.all());
        boolean notes = !settings.list("verdict.override-authors").isEmpty();
        return new KnownValues(files.warningLists(), files.overrides(), notes ? store.overrides() : null, settings.duration("verdict.override-for"));
    }
}
