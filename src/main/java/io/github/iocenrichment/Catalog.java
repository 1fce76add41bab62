package io.github.iocenrichment;

import io.github.iocenrichment.settings.Kinds;
import io.github.iocenrichment.settings.Setting;
import io.github.iocenrichment.settings.SettingsCatalog;
import io.github.iocenrichment.settings.ValueKind;
import io.github.iocenrichment.verdict.RuleSetting;
import io.github.iocenrichment.verdict.Rules;

/** All settings of the product: the standard ones and the numbers of the verdict rules. */
public final class Catalog {
    private Catalog() {
    }

    public static SettingsCatalog complete() {
        return SettingsCatalog.standard().with(Rules.settings().stream().map(Catalog::setting).toList());
    }

    private static Setting setting(RuleSetting rule) {
        ValueKind kind = rule.min() == null ? Kinds.text().orEmpty() : Kinds.decimal(rule.min(), rule.max());
        return Setting.of(rule.name(), rule.defaultValue(), kind, rule.words());
    }
}
