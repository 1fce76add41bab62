package io.github.iocenrichment.source;

import io.github.iocenrichment.indicator.IndicatorType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where things lie at VirusTotal: API paths to ask, pages to show. Source: docs.virustotal.com. */
public final class VirusTotalPaths {
    private static final String GUI = "https://www.virustotal.com/gui/";

    private VirusTotalPaths() {
    }

    /** False for kinds that have no report of their own there; SHA-512 is none of the hashes it knows files by. */
    public static boolean supports(IndicatorType type) {
        return switch (type) {
            case MD5, SHA1, SHA256, URL, DOMAIN, IPV4, IPV6 -> true;
            default -> false;
        };
    }

    /**
     * The path of an indicator's report, to be put behind the base URL.
     *
     * @throws IllegalArgumentException when {@link #supports} says no
     */
    public static String path(IndicatorType type, String value) {
        return switch (type) {
            case MD5, SHA1, SHA256 -> "/files/" + segment(value);
            case URL -> "/urls/" + urlId(value);
            case DOMAIN -> "/domains/" + segment(value);
            case IPV4, IPV6 -> "/ip_addresses/" + segment(value);
            default -> throw new IllegalArgumentException("VirusTotal has no report for " + type.label());
        };
    }

    /** The caller's form of a URL identifier: URL-safe base64 of its text, without padding. */
    public static String urlId(String url) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(url.getBytes(StandardCharsets.UTF_8));
    }

    /** Where to poll a submission; its id is opaque and travels as one path segment. */
    public static String analysis(String analysisId) {
        return "/analyses/" + segment(analysisId);
    }

    /** The form body that submits a URL to {@code POST /urls}. Submitting publishes the URL. */
    public static String submission(String url) {
        return "url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
    }

    /**
     * The page for analysts.
     *
     * @param id {@code data.id} of the answer, or null when there was none
     * @return null when there is no such page, as for a URL that VirusTotal has never seen
     */
    static @Nullable String page(IndicatorType type, String value, @Nullable String id) {
        boolean digest = id != null && id.matches("[0-9a-fA-F]{64}");
        return switch (type) {
            case MD5, SHA1, SHA256 -> digest ? GUI + "file/" + id : GUI + "search/" + segment(value);
            case URL -> digest ? GUI + "url/" + id : null;
            case DOMAIN -> GUI + "domain/" + segment(value);
            case IPV4, IPV6 -> GUI + "ip-address/" + value;
            default -> null;
        };
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
