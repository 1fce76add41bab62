package io.github.iocenrichment.indicator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    private static final AddressBlocks RANGES = new AddressBlocks();

    static {
        learn("/indicator/special-ranges-v4.txt");
        learn("/indicator/special-ranges-v6.txt");
    }

    private SpecialRanges() {
    }

    /** What kind of address it is when it is not a public one ({@code private address}); null when it is public. */
    static @Nullable String of(long ipv4) {
        String words = RANGES.around(ipv4, 32);
        return PUBLIC.equals(words) ? null : words;
    }

    /** The same for IPv6. */
    static @Nullable String of(Ipv6Address ipv6) {
        long mapped = ipv6.mappedIpv4();
        if (mapped >= 0) {
            return of(mapped);
        }
        String words = RANGES.around(ipv6, 128);
        return PUBLIC.equals(words) ? inside(ipv6) : words;
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

    /** Lines of a network and, behind a blank, the words for it. */
    private static void learn(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(SpecialRanges.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String content = (line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#'))).strip();
                int blank = content.indexOf(' ');
                if (!content.isEmpty() && !RANGES.add(content.substring(0, blank), content.substring(blank).strip())) {
                    throw new IllegalStateException(resource + ": no address block in the line " + line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
