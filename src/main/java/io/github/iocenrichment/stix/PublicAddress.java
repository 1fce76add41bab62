package io.github.iocenrichment.stix;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.List;

/** The last guard against sending addresses that mean something only inside a house: private, loopback, link-local, shared. */
final class PublicAddress {
    private static final List<IPAddress> HOUSEBOUND = List.of(network("100.64.0.0/10"), network("0.0.0.0/8"), network("::/128"));

    private PublicAddress() {
    }

    /** False for anything that is no address: that is for others to judge. */
    static boolean isHousebound(String text) {
        IPAddress address = new IPAddressString(text).getAddress();
        if (address == null) {
            return false;
        }
        IPAddress plain = address.isIPv6() && address.toIPv6().isIPv4Mapped() ? address.toIPv6().getEmbeddedIPv4Address() : address;
        return plain.isLoopback() || plain.isLinkLocal() || plain.isMulticast() || plain.isLocal() || plain.isAnyLocal()
                || HOUSEBOUND.stream().anyMatch(network -> network.contains(plain));
    }

    private static IPAddress network(String cidr) {
        return new IPAddressString(cidr).getAddress().toPrefixBlock();
    }
}
