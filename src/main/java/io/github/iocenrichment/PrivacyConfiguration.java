package io.github.iocenrichment;

import io.github.iocenrichment.indicator.AllowList;
import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.privacy.UrlServices;
import io.github.iocenrichment.settings.Settings;
import io.github.iocenrichment.settings.SettingsException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** What leaves the network, as the settings say. */
final class PrivacyConfiguration {
    private PrivacyConfiguration() {
    }

    static IndicatorPolicy policy(Settings settings) {
        Optional<Path> file = settings.optional("indicators.allow-list").map(Path::of).filter(Files::exists);
        try {
            return new IndicatorPolicy(settings.list("indicators.own-domains"), file.map(AllowList::load).orElseGet(AllowList::empty));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("indicators.allow-list", "cannot be used: " + e.getMessage(), "correct that line or file");
        }
    }

    static UrlPrivacy privacy(Settings settings) {
        UrlPrivacy.Options options = new UrlPrivacy.Options(settings.flag("privacy.mask-url-secrets"), settings.flag("privacy.url-hosts-only"));
        return new UrlPrivacy(services(settings.text("privacy.url-services")), policy(settings), options);
    }

    private static Supplier<UrlServices> services(String file) {
        if (file.isEmpty()) {
            return UrlServices::builtIn;
        }
        try {
            return new ReloadingFile<>(Path.of(file), "URL services", UrlServices::builtIn, UrlServices::load);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new SettingsException("privacy.url-services", "cannot be used: " + e.getMessage(), "correct that line or file");
        }
    }
}
