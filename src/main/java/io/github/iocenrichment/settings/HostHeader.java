package io.github.iocenrichment.settings;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host that a {@code Host} header or the authority of a URL names, in one form for comparison: RFC 9110, section 7.2. */
public final class HostHeader {
    private static final int LONGEST = 255;
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?)\\.?(:\\d{0,5})?");
    private static final Pattern IPV6 = Pattern.compile("\\[([0-9A-Fa-f:.]+)](:\\d{0,5})?");

    private HostHeader() {
    }

    /**
     * The host without its port: a name in lower case and without the dot of the root, an IPv4 address as written, an IPv6 address in brackets in its
     * canonical form. Empty for anything that is no {@code host[:port]}, user information included.
     */
    public static Optional<String> host(@Nullable String authority) {
        if (authority == null || authority.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher v6 = IPV6.matcher(authority);
        if (v6.matches()) {
            return address(v6.group(1)).filter(IPAddress::isIPv6).map(address -> "[" + address.toCanonicalString() + "]");
        }
        Matcher name = NAME.matcher(authority);
        return name.matches() && !name.group(1).contains("..") ? Optional.of(name.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    static boolean hasPort(String authority) {
        return authority.indexOf(':', authority.lastIndexOf(']') + 1) >= 0;
    }

    /** Whether it stands for every address of the machine, such as {@code 0.0.0.0} or {@code ::}. */
    public static boolean isWildcard(String host) {
        return address(host.replaceAll("[\\[\\]]", "")).filter(IPAddress::isAnyLocal).isPresent();
    }

    private static Optional<IPAddress> address(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.ofNullable(new IPAddressString(text).getAddress()).filter(address -> !address.isMultiple());
    }
}
