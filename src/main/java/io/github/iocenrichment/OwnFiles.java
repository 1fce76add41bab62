package io.github.iocenrichment;

import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.ExtractionRules;
import io.github.iocenrichment.lists.OverrideFile;
import io.github.iocenrichment.lists.WarningKind;
import io.github.iocenrichment.lists.WarningLists;
import io.github.iocenrichment.lists.WarningMode;
import io.github.iocenrichment.privacy.UrlServices;
import io.github.iocenrichment.settings.SettingsException;
import io.github.iocenrichment.settings.SettingsException.Problem;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files in which a site says what it knows, where the settings say that they lie. Each method throws {@link SettingsException} for a broken one. */
final class OwnFiles {
    private final Path top;
    private final Map<String, String> settings;

    /** @param top the folder from which the settings name files */
    OwnFiles(Path top, Map<String, String> settings) {
        this.top = top;
        this.settings = settings;
    }

    /** As the start finds them. */
    static OwnFiles of(Map<String, String> settings) {
        return new OwnFiles(Path.of(""), settings);
    }

    /** What a start refuses of them. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (Supplier<?> reading : List.<Supplier<?>>of(this::extractionRules, this::allowList, this::urlServices, this::overrides, this::warningLists)) {
            try {
                reading.get();
            } catch (SettingsException broken) {
                problems.addAll(broken.problems());
            }
        }
        return problems;
    }

    Supplier<ExtractionRules> extractionRules() {
        return reloading("indicators.rules", "extraction rules", ExtractionRules::builtIn, ExtractionRules::load);
    }

    AllowList allowList() {
        return read("indicators.allow-list", AllowList::empty, file -> Files.exists(file) ? AllowList.load(file) : AllowList.empty());
    }

    Supplier<UrlServices> urlServices() {
        return reloading("privacy.url-services", "URL services", UrlServices::builtIn, UrlServices::load);
    }

    Supplier<OverrideFile> overrides() {
        return reloading("verdict.overrides", "verdicts of analysts", OverrideFile::empty, OverrideFile::load);
    }

    WarningLists warningLists() {
        Map<WarningKind, WarningMode> modes = new EnumMap<>(WarningKind.class);
        for (WarningKind kind : WarningKind.values()) {
            modes.put(kind, WarningMode.of(settings.get("warning-lists." + kind.label())));
        }
        return read("warning-lists.folder", () -> WarningLists.builtIn(modes), folder -> WarningLists.load(folder, modes));
    }

    private <T> Supplier<T> reloading(String name, String what, Supplier<T> builtIn, Function<Path, T> load) {
        return read(name, () -> builtIn, file -> new ReloadingFile<>(file, what, builtIn, load));
    }

    private <T> T read(String name, Supplier<T> without, Function<Path, T> load) {
        String file = settings.getOrDefault(name, "");
        try {
            return file.isEmpty() ? without.get() : load.apply(top.resolve(file));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException(name, "cannot be used: " + e.getMessage(), "correct that line, file or name");
        }
    }
}
