package io.github.iocenrichment;

import io.github.iocenrichment.enrich.KnownValues;
import io.github.iocenrichment.lists.OverrideFile;
import io.github.iocenrichment.lists.WarningKind;
import io.github.iocenrichment.lists.WarningLists;
import io.github.iocenrichment.lists.WarningMode;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.store.Store;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** What people know about values beforehand, as the settings say. */
final class KnownConfiguration {
    private KnownConfiguration() {
    }

    static KnownValues of(Settings settings, Store store) {
        boolean notes = !settings.list("verdict.override-authors").isEmpty();
        return new KnownValues(lists(settings), overrides(settings.text("verdict.overrides")), notes ? store.overrides() : null,
                settings.duration("verdict.override-for"));
    }

    static WarningLists lists(Settings settings) {
        Map<WarningKind, WarningMode> modes = new EnumMap<>(WarningKind.class);
        for (WarningKind kind : WarningKind.values()) {
            modes.put(kind, WarningMode.of(settings.text("warning-lists." + kind.label())));
        }
        String folder = settings.text("warning-lists.folder");
        try {
            return folder.isEmpty() ? WarningLists.builtIn(modes) : WarningLists.load(Path.of(folder), modes);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("warning-lists.folder", "cannot be used: " + e.getMessage(), "correct that file or the folder's name");
        }
    }

    private static Supplier<OverrideFile> overrides(String file) {
        if (file.isEmpty()) {
            return OverrideFile::empty;
        }
        try {
            return new ReloadingFile<>(Path.of(file), "verdicts of analysts", OverrideFile::empty, OverrideFile::load);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("verdict.overrides", "cannot be used: " + e.getMessage(), "correct that line or file");
        }
    }
}
