package io.github.iocenrichment;

import io.github.iocenrichment.indicator.IndicatorPolicy;
import io.github.iocenrichment.privacy.UrlPrivacy;
import io.github.iocenrichment.settings.Settings;

/** What leaves the network, as the settings say. */
final class PrivacyConfiguration {
    private PrivacyConfiguration() {
    }

    static IndicatorPolicy policy(Settings settings) {
        return new IndicatorPolicy(settings.list("indicators.own-domains"), OwnFiles.of(settings.all()).allowList());
    }

    static UrlPrivacy privacy(Settings settings) {
        UrlPrivacy.Options options = new UrlPrivacy.Options(settings.flag("privacy.mask-url-secrets"), settings.flag("privacy.url-hosts-only"));
        return new UrlPrivacy(OwnFiles.of(settings.all()).urlServices(), policy(settings), options);
    }
}
