package io.github.iocenrichment.settings;

import io.github.iocenrichment.settings.SettingsException.Problem;
import java.util.List;
import java.util.Map;

/**
 * The settings as they were written, before it is known against which systems the product is to run: addresses and keys of its own systems may still
 * be missing.
 *
 * @param values   every value by name, wrong ones too
 * @param unknown  names that are no settings, unless a route file that cannot be read brings them along
 * @param problems what else is wrong with what was written
 * @param warnings what is not wrong but looks so, one line each
 */
public record SettingsReview(Map<String, String> values, List<Problem> unknown, List<Problem> problems, List<String> warnings) {
    public SettingsReview {
        values = Map.copyOf(values);
        unknown = List.copyOf(unknown);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** @throws SettingsException when a file cannot be read */
    public static SettingsReview of(SettingsInput input) {
        SettingsCatalog standard = SettingsCatalog.standard();
        return new SettingsReading(input, input.catalog(standard)).review();
    }
}
