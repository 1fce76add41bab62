package io.github.iocenrichment.indicator;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Networks of either IP version, each with a word for it; finding the smallest that an address lies in takes one look-up for each length of prefix.
 */
public final class AddressBlocks {
    /** Lengths of prefixes, the longest first, with the networks of that length. */
    private final NavigableMap<Integer, Map<Long, String>> v4 = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Integer, Map<Ipv6Address, String>> v6 = new TreeMap<>(Comparator.reverseOrder());

    /** Adds an address or a network that stands for itself. */
    public boolean add(String written) {
        return add(written, written);
    }

    /**
     * @param written an address, or a network as {@code 203.0.113.0/24}
     * @param word    what is found for it; the first counts for a network that is added again
     * @return false when it is neither, and nothing was added
     */
    boolean add(String written, String word) {
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
            v4.computeIfAbsent(prefix, any -> new HashMap<>()).putIfAbsent(Ipv4.network(quad, prefix), word);
        } else {
            v6.computeIfAbsent(prefix, any -> new HashMap<>()).putIfAbsent(address.network(prefix), word);
        }
        return true;
    }

    /** The word for the smallest network that an address lies in, or a network lies in whole; null when there is none. */
    public @Nullable String around(String canonical) {
        int slash = canonical.indexOf('/');
        String start = slash < 0 ? canonical : canonical.substring(0, slash);
        long quad = Ipv4.parse(start, 0, start.length());
        if (quad >= 0) {
            return around(quad, slash < 0 ? 32 : number(canonical.substring(slash + 1)));
        }
        Ipv6Address address = start.indexOf(':') < 0 ? null : Ipv6Address.parse(start);
        return address == null ? null : around(address, slash < 0 ? 128 : number(canonical.substring(slash + 1)));
    }

    @Nullable String around(long quad, int prefix) {
        return first(v4.tailMap(prefix, true), length -> Ipv4.network(quad, length));
    }

    @Nullable String around(Ipv6Address address, int prefix) {
        return first(v6.tailMap(prefix, true), address::network);
    }

    private static <N> @Nullable String first(Map<Integer, Map<N, String>> blocks, IntFunction<N> network) {
        for (Map.Entry<Integer, Map<N, String>> block : blocks.entrySet()) {
            String found = block.getValue().get(network.apply(block.getKey()));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static int number(String digits) {
        return digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9') ? -1 : Integer.parseInt(digits);
    }
}
