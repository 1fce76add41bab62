package io.github.iocenrichment.indicator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Indicators that the organisation knows and trusts: address blocks, addresses, domains with everything below them, exact URLs and hashes,
 * one a line, each with its reason behind {@code #}.
 */
public final class AllowList {
    private static final String NO_REASON = "no reason given";

    private record Block4(long network, int prefix, String reason) {
    }

    private record Block6(Ipv6Address network, int prefix, String reason) {
    }

    private final List<Block4> blocks4 = new ArrayList<>();
    private final List<Block6> blocks6 = new ArrayList<>();
    private final Map<String, String> domains = new HashMap<>();
    private final Map<String, String> exact = new HashMap<>();

    private AllowList() {
    }

    /** A list that allows nothing in particular. */
    public static AllowList empty() {
        return new AllowList();
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException with file, line number and reason when a line is broken
     * @throws UncheckedIOException     when the file cannot be read
     */
    public static AllowList load(Path file) {
        try {
            return parse(Files.readAllLines(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the allow-list " + file, e);
        }
    }

    /**
     * Reads the lines of a list.
     *
     * @param name how errors call it
     */
    public static AllowList parse(List<String> lines, String name) {
        AllowList list = new AllowList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int comment = line.indexOf(" #") >= 0 ? line.indexOf(" #") : line.indexOf("\t#");
            String entry = comment < 0 ? line : line.substring(0, comment).strip();
            String reason = comment < 0 ? NO_REASON : line.substring(comment + 2).strip();
            try {
                list.add(entry, reason.isEmpty() ? NO_REASON : reason);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ", line " + (i + 1) + ": " + e.getMessage() + ": " + entry);
            }
        }
        return list;
    }

    private void add(String entry, String reason) {
        int slash = entry.indexOf('/');
        if (entry.contains("://")) {
            exact.put(IndicatorType.URL.label() + "|" + oneUrl(entry), reason);
        } else if (slash > 0) {
            block(entry.substring(0, slash), entry.substring(slash + 1), reason);
        } else if (Ipv4.parse(entry, 0, entry.length()) >= 0) {
            blocks4.add(new Block4(Ipv4.parse(entry, 0, entry.length()), 32, reason));
        } else if (entry.indexOf(':') >= 0) {
            blocks6.add(new Block6(address(entry), 128, reason));
        } else if (isHash(entry)) {
            exact.put(entry.toLowerCase(Locale.ROOT), reason);
        } else {
            domains.put(domain(entry), reason);
        }
    }

    private static boolean isHash(String entry) {
        int length = entry.length();
        boolean digest = length == 32 || length == 40 || length == 64 || length == 128;
        return digest && entry.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static Ipv6Address address(String entry) {
        Ipv6Address address = Ipv6Address.parse(entry);
        if (address == null) {
            throw new IllegalArgumentException("not an address, address block, domain, URL or hash");
        }
        return address;
    }

    private void block(String start, String length, String reason) {
        int prefix;
        try {
            prefix = Integer.parseInt(length);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the length of an address block must be a number, and a URL needs its scheme");
        }
        long v4 = Ipv4.parse(start, 0, start.length());
        if (prefix < 0 || prefix > (v4 >= 0 ? 32 : 128)) {
            throw new IllegalArgumentException("an address block cannot be that long");
        }
        if (v4 >= 0) {
            blocks4.add(new Block4(Ipv4.network(v4, prefix), prefix, reason));
        } else {
            blocks6.add(new Block6(address(start).network(prefix), prefix, reason));
        }
    }

    private static String domain(String entry) {
        String bare = entry.startsWith("*.") ? entry.substring(2) : entry;
        String name = HostNames.canonical(bare.toCharArray(), 0, bare.length());
        if (name == null || bare.indexOf(' ') >= 0 || bare.indexOf('*') >= 0) {
            throw new IllegalArgumentException("not an address, address block, domain, URL or hash");
        }
        return name;
    }

    private static String oneUrl(String entry) {
        return new IndicatorExtractor(ExtractionRules.builtIn()).extract(entry, ContentKind.PLAIN, "", "").stream()
                .filter(found -> found.type() == IndicatorType.URL).map(Indicator::value).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a URL"));
    }

    /** The reason why an indicator is on the list, or null when it is not. A URL or mail address is also covered by its host. */
    public @Nullable String reasonFor(Indicator indicator) {
        String value = indicator.value();
        return switch (indicator.type()) {
            case IPV4 -> block4(Ipv4.parse(value, 0, value.length()), 32);
            case IPV6 -> block6(Ipv6Address.parse(value), 128);
            case CIDR -> block(value);
            case DOMAIN -> below(value);
            case EMAIL -> below(value.substring(value.indexOf('@') + 1));
            case URL -> {
                String reason = exact.get(indicator.key());
                yield reason != null ? reason : reasonForHost(UrlHost.of(value));
            }
            default -> exact.get(value);
        };
    }

    /** The same for a host, name or address. */
    @Nullable String reasonForHost(String host) {
        Ipv6Address ipv6 = host.indexOf(':') < 0 ? null : Ipv6Address.parse(host);
        if (ipv6 != null) {
            return block6(ipv6, 128);
        }
        long v4 = Ipv4.parse(host, 0, host.length());
        return v4 >= 0 ? block4(v4, 32) : below(host);
    }

    private @Nullable String block(String cidr) {
        int slash = cidr.indexOf('/');
        int prefix = Integer.parseInt(cidr.substring(slash + 1));
        return cidr.indexOf(':') >= 0 ? block6(Ipv6Address.parse(cidr.substring(0, slash)), prefix) : block4(Ipv4.parse(cidr, 0, slash), prefix);
    }

    private @Nullable String block4(long address, int prefix) {
        for (Block4 block : blocks4) {
            if (block.prefix <= prefix && Ipv4.network(address, block.prefix) == block.network) {
                return block.reason;
            }
        }
        return null;
    }

    private @Nullable String block6(Ipv6Address address, int prefix) {
        for (Block6 block : blocks6) {
            if (block.prefix <= prefix && address.network(block.prefix).equals(block.network)) {
                return block.reason;
            }
        }
        return null;
    }

    private @Nullable String below(String domain) {
        for (String name = domain; !name.isEmpty(); name = name.substring(name.indexOf('.') < 0 ? name.length() : name.indexOf('.') + 1)) {
            String reason = domains.get(name);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }
}
