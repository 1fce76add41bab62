package io.github.iocenrichment.stix;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.github.iocenrichment.indicator.SpecialRanges;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last guard against sending addresses that mean something only inside a network: private, loopback, link-local, shared. */
final class PublicAddress {
    private static final List<IPAddress> HOUSEBOUND = List.of(network("100.64.0.0/10"), network("0.0.0.0/8"), network("::/128"));

    private static final Pattern HOST = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?(?:\\[([^\\]]*)]|([^/?#:]*))");

    private PublicAddress() {
    }

    /** False for anything that is no address: that is for others to judge. */
    static boolean isInternal(String text) {
        // addresses of documentation reach nobody: whoever publishes an example may
        if (SpecialRanges.ofHost(text).filter(words -> !words.startsWith("documentation")).isPresent()) {
            return true;
        }
        IPAddress address = new IPAddressString(text).getAddress();
        if (address == null) {
            return false;
        }
        IPAddress plain = address.isIPv6() && address.toIPv6().isIPv4Mapped() ? address.toIPv6().getEmbeddedIPv4Address() : address;
        return plain.isLoopback() || plain.isLinkLocal() || plain.isMulticast() || plain.isLocal() || plain.isAnyLocal()
                || HOUSEBOUND.stream().anyMatch(network -> network.contains(plain));
    }

    /** The same of the host of a URL; false when it is a name, or when there is no host to be read. */
    static boolean isInternalUrl(String url) {
        Matcher host = HOST.matcher(url);
        return host.find() && isInternal(host.group(1) == null ? host.group(2) : host.group(1));
    }

    private static IPAddress network(String cidr) {
        return new IPAddressString(cidr).getAddress().toPrefixBlock();
    }
}
