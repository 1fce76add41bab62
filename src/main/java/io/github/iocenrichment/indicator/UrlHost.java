package io.github.iocenrichment.indicator;

/** The host of a URL in canonical form. */
final class UrlHost {
    private UrlHost() {
    }

    /** Domain or address, an IPv6 address without its brackets. */
    static String of(String canonicalUrl) {
        int from = canonicalUrl.indexOf("://") + 3;
        if (canonicalUrl.charAt(from) == '[') {
            return canonicalUrl.substring(from + 1, canonicalUrl.indexOf(']', from));
        }
        int to = from;
        while (to < canonicalUrl.length() && canonicalUrl.charAt(to) != ':' && canonicalUrl.charAt(to) != '/') {
            to++;
        }
        return canonicalUrl.substring(from, to);
    }
}
