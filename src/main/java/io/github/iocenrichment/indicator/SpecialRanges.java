package io.github.iocenrichment.indicator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address ranges that are not part of the public internet, from the IANA special-purpose registries
 * ({@code indicator/special-ranges-v4.txt} and {@code -v6.txt}).
 */
public final class SpecialRanges {
    private static final String PUBLIC = "public";
    private static final String HOME = "home.arpa";
    private static final long NAT64 = 0x0064_ff9b_0000_0000L;
    private static final long TEREDO = 0x2001_0000L;

    private record V4(long from, int prefix, String words) {
    }

    private record V6(@Nullable Ipv6Address from, int prefix, String words) {
    }

    private static final List<V4> V4_RANGES = new ArrayList<>();
    private static final List<V6> V6_RANGES = new ArrayList<>();

    static {
        for (String[] row : rows("/indicator/special-ranges-v4.txt")) {
            V4_RANGES.add(new V4(Ipv4.parse(row[0], 0, row[0].length()), Integer.parseInt(row[1]), row[2]));
        }
        for (String[] row : rows("/indicator/special-ranges-v6.txt")) {
            V6_RANGES.add(new V6(Ipv6Address.parse(row[0]), Integer.parseInt(row[1]), row[2]));
        }
        V4_RANGES.sort(Comparator.comparingInt(V4::prefix).reversed());
        V6_RANGES.sort(Comparator.comparingInt(V6::prefix).reversed());
    }

    private SpecialRanges() {
    }

    /** What kind of address it is when it is not a public one ({@code private address}); null when it is public. */
    static @Nullable String of(long ipv4) {
        for (V4 range : V4_RANGES) {
            if (Ipv4.network(ipv4, range.prefix) == range.from) {
                return range.words.equals(PUBLIC) ? null : range.words;
            }
        }
        return null;
    }

    /** The same for IPv6. */
    static @Nullable String of(Ipv6Address ipv6) {
        long mapped = ipv6.mappedIpv4();
        if (mapped >= 0) {
            return of(mapped);
        }
        for (V6 range : V6_RANGES) {
            if (ipv6.network(range.prefix).equals(range.from)) {
                return range.words.equals(PUBLIC) ? inside(ipv6) : range.words;
            }
        }
        return null;
    }

    /** What kind of address a transition mechanism carries inside; null when it carries none, or a public one. */
    private static @Nullable String inside(Ipv6Address ipv6) {
        if (ipv6.high() == NAT64 && ipv6.low() >>> 32 == 0) {
            return carried(ipv6.low(), "NAT64");
        }
        if (ipv6.group(0) == 0x2002) {
            return carried(ipv6.high() >>> 16, "6to4");
        }
        if (ipv6.high() >>> 32 == TEREDO) {
            // RFC 4380: the client's address is written with every bit turned round
            String client = carried(~ipv6.low(), "Teredo");
            return client != null ? client : carried(ipv6.high(), "Teredo");
        }
        return null;
    }

    private static @Nullable String carried(long bits, String mechanism) {
        String words = of(bits & 0xFFFFFFFFL);
        return words == null ? null : words + " inside " + mechanism;
    }

    /** The same of a host as it stands in a URL or alone, names of home networks (RFC 8375) included; empty when it is public or none. */
    public static Optional<String> ofHost(String host) {
        long ipv4 = NumericHost.parse(host);
        if (ipv4 >= 0) {
            return Optional.ofNullable(of(ipv4));
        }
        Ipv6Address ipv6 = host.indexOf(':') < 0 ? null : Ipv6Address.parse(host);
        if (ipv6 != null) {
            return Optional.ofNullable(of(ipv6));
        }
        boolean home = host.equals(HOME) || host.endsWith("." + HOME);
        return home ? Optional.of("name of a home network") : Optional.empty();
    }

    private static List<String[]> rows(String resource) {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(SpecialRanges.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String content = (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip();
                if (!content.isEmpty()) {
                    int blank = content.indexOf(' ');
                    String[] range = content.substring(0, blank).split("/");
                    rows.add(new String[] {range[0], range[1], content.substring(blank).strip()});
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
