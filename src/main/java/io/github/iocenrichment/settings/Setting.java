package io.github.iocenrichment.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing an operator can set.
 *
 * @param name         property name
 * @param defaultValue value when nobody set it; empty when there is none
 * @param kind         what the value may be
 * @param need         when a value must be given
 * @param meaning      one line for the file's comment
 */
public record Setting(String name, String defaultValue, ValueKind kind, Requirement need, String meaning) {
    private static final String SECRETS = "secrets.properties";


    public Setting {
        kind = defaultValue.isEmpty() ? kind.orEmpty() : kind;
    }

    /** A setting that has a default, which may be empty. */
    public static Setting of(String name, String defaultValue, ValueKind kind, String meaning) {
        return new Setting(name, defaultValue, kind, Requirement.NEVER, meaning);
    }

    /** A number of a rule, with its bounds written as its default is; without bounds it is a text. */
    public static Setting ruled(String name, String defaultValue, @Nullable String least, @Nullable String most, String meaning) {
        return of(name, defaultValue, least == null || most == null ? ValueKinds.text() : ValueKinds.decimal(least, most), meaning);
    }

    /** A setting without default that must be given when {@code need} applies. */
    public static Setting needed(String name, ValueKind kind, Requirement need, String meaning) {
        return new Setting(name, "", kind, need, meaning);
    }

    /** The file into which a value belongs: a secret stands in one of its own. */
    public String file() {
        return kind.secret() ? SECRETS : file(name);
    }

    /** The same of a name that is in no catalog. */
    public static String file(String property) {
        return SettingsReading.SecretNames.looksSecret(property) ? SECRETS : "application.properties";
    }

    public String environmentName() {
        return environmentName(name);
    }

    /** {@code ivanti.base-url} is {@code IVANTI_BASE_URL} in the environment. */
    public static String environmentName(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
