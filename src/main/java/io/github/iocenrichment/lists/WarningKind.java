package io.github.iocenrichment.lists;

import java.util.Locale;
import java.util.Optional;

/** What the values of a warning list are: each kind has a setting of its own, {@code warning-lists.KIND}. */
public enum WarningKind {
    CDN("content delivery network"), CLOUD("cloud provider"), POPULAR("popular domain"), MAIL("mail provider"),
    /** Lists of the operator that are none of these. */
    OTHER("warning list");

    private final String words;

    WarningKind(String words) {
        this.words = words;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For analysts. */
    public String words() {
        return words;
    }

    static Optional<WarningKind> named(String label) {
        for (WarningKind kind : values()) {
            if (kind.label().equalsIgnoreCase(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Of a list that does not say it: by the words that such lists are called by, in folders and titles. */
    static WarningKind guessed(String names) {
        String lower = names.toLowerCase(Locale.ROOT);
        if (has(lower, "smtp", "mail", "sending-ips", "exchange-online")) {
            return MAIL;
        }
        if (has(lower, "alexa", "tranco", "umbrella", "majestic", "cisco_top", "cloudflare-top", "top 1", "top 2", "top 5", "top1", "top 100", "popular",
                "university", "bank-website", "microsoft-domains", "google domains", "apple-domains")) {
            return POPULAR;
        }
        if (has(lower, "cdn", "cloudflare", "akamai", "fastly", "cachefly", "bunny-net", "stackpath", "imperva", "cloudfront", "gcore")) {
            return CDN;
        }
        if (has(lower, "aws", "amazon", "azure", "gcp", "google-cloud", "cloud", "digitalocean", "linode", "ovh", "vps", "hetzner", "oracle")) {
            return CLOUD;
        }
        return OTHER;
    }

    private static boolean has(String names, String... words) {
        for (String word : words) {
            if (names.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
