package io.github.iocenrichment.indicator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of networks of either IP version; finding the one that an address lies in takes one look-up for each length of prefix. */
public final class AddressBlocks {
    /** Lengths of prefixes, the longest first, with the networks of that length. */
    private final TreeMap<Integer, Map<Long, String>> v4 = new TreeMap<>((one, other) -> other - one);
    private final TreeMap<Integer, Map<Ipv6Address, String>> v6 = new TreeMap<>((one, other) -> other - one);

    /**
     * @param written an address, or a network as {@code 203.0.113.0/24}
     * @return false when it is neither, and nothing was added
     */
    public boolean add(String written) {
        int slash = written.indexOf('/');
        String start = slash < 0 ? written : written.substring(0, slash);
        long quad = Ipv4.parse(start, 0, start.length());
        Ipv6Address address = quad >= 0 ? null : Ipv6Address.parse(start);
        int longest = quad >= 0 ? 32 : 128;
        int prefix = slash < 0 ? longest : number(written.substring(slash + 1));
        if (quad < 0 && address == null || prefix < 0 || prefix > longest) {
            return false;
        }
        if (quad >= 0) {
            v4.computeIfAbsent(prefix, any -> new HashMap<>()).put(Ipv4.network(quad, prefix), written);
        } else {
            v6.computeIfAbsent(prefix, any -> new HashMap<>()).put(address.network(prefix), written);
        }
        return true;
    }

    /** The smallest network, as it was added, that an address lies in, or a network lies in whole; null when there is none. */
    public @Nullable String around(String canonical) {
        int slash = canonical.indexOf('/');
        String start = slash < 0 ? canonical : canonical.substring(0, slash);
        long quad = Ipv4.parse(start, 0, start.length());
        if (quad >= 0) {
            int prefix = slash < 0 ? 32 : number(canonical.substring(slash + 1));
            return v4.tailMap(prefix, true).entrySet().stream().map(block -> block.getValue().get(Ipv4.network(quad, block.getKey())))
                    .filter(found -> found != null).findFirst().orElse(null);
        }
        Ipv6Address address = Ipv6Address.parse(start);
        if (address == null) {
            return null;
        }
        int prefix = slash < 0 ? 128 : number(canonical.substring(slash + 1));
        return v6.tailMap(prefix, true).entrySet().stream().map(block -> block.getValue().get(address.network(block.getKey())))
                .filter(found -> found != null).findFirst().orElse(null);
    }

    private static int number(String digits) {
        return digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9') ? -1 : Integer.parseInt(digits);
    }
}
