package io.github.iocenrichment.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of the environment that name a setting of which operators make up a part: {@code IVANTI_FIELD_BUSINESS_UNIT} is {@code ivanti.field.business-unit},
 * {@code OUTPUT_TEAMS_BASE_URL} is {@code output.teams.base-url}.
 */
final class VariableNames {
    private static final Pattern FIELD = Pattern.compile("IVANTI_FIELD_([A-Z][A-Z0-9_]{0,60})");

    private static final Pattern OUTPUT = Pattern.compile("OUTPUT_([A-Z][A-Z0-9_]{0,40}?)_(BASE_URL|TIMEOUT|MAX_IN_FLIGHT)");

    private VariableNames() {
    }

    /** The setting that a variable names by its form; empty when it names none so. */
    static Optional<String> setting(String variable) {
        Matcher field = FIELD.matcher(variable);
        Matcher output = OUTPUT.matcher(variable);
        if (output.matches()) {
            return Optional.of("output." + lower(output.group(1)) + "." + lower(output.group(2)));
        }
        return field.matches() ? Optional.of("ivanti.field." + lower(field.group(1))) : Optional.empty();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
