package io.github.iocenrichment.indicator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The address ranges that are not part of the public internet, from the IANA special-purpose registries
 * ({@code indicator/special-ranges-v4.txt} and {@code -v6.txt}).
 */
public final class SpecialRanges {
    private static final String PUBLIC = "public";

    private record V4(long from, int prefix, String words) {
    }

    private record V6(Ipv6Address from, int prefix, String words) {
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
    static String of(long ipv4) {
        for (V4 range : V4_RANGES) {
            if (Ipv4.network(ipv4, range.prefix) == range.from) {
                return range.words.equals(PUBLIC) ? null : range.words;
            }
        }
        return null;
    }

    /** The same for IPv6. */
    static String of(Ipv6Address ipv6) {
        long mapped = ipv6.mappedIpv4();
        if (mapped >= 0) {
            return of(mapped);
        }
        for (V6 range : V6_RANGES) {
            if (ipv6.network(range.prefix).equals(range.from)) {
                return range.words.equals(PUBLIC) ? null : range.words;
            }
        }
        return null;
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
