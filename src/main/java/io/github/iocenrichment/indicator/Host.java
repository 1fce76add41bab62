package io.github.iocenrichment.indicator;

import org.jspecify.annotations.Nullable;

/**
 * The host of a link in canonical form.
 *
 * @param type   address or domain
 * @param value  its canonical form
 * @param reason why it must not leave the organisation, or null
 */
record Host(IndicatorType type, String value, @Nullable String reason) {

    static Host of(long ipv4) {
        return new Host(IndicatorType.IPV4, Ipv4.print(ipv4), SpecialRanges.of(ipv4));
    }

    static Host of(Ipv6Address address) {
        long mapped = address.mappedIpv4();
        return mapped >= 0 ? of(mapped) : new Host(IndicatorType.IPV6, address.toString(), SpecialRanges.of(address));
    }

    static Host of(String domain) {
        return new Host(IndicatorType.DOMAIN, domain, null);
    }

    /** @param host canonical name or address; null when the name ends in no top-level domain */
    static @Nullable Host ofCanonical(String host) {
        long ipv4 = Ipv4.parse(host, 0, host.length());
        return ipv4 >= 0 ? of(ipv4) : HostNames.endsInTopLevel(host) ? of(host) : null;
    }

    /** As it stands in a URL. */
    String inUrl() {
        return type == IndicatorType.IPV6 ? "[" + value + "]" : value;
    }

    /** That of a canonical URL: domain or address, an IPv6 address without its brackets. */
    static String inside(String canonicalUrl) {
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
