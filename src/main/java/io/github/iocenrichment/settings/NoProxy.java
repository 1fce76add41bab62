package io.github.iocenrichment.settings;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that are called without the proxy: {@code host} (with everything below it), {@code .host} and {@code *.host} (what is below it), an address,
 * a block of addresses, each with or without {@code :port}; {@code *} is all of them. Names are compared as they are written, without asking a name
 * server.
 */
final class NoProxy {
    private static final Pattern RULE = Pattern.compile("(\\[[0-9A-Fa-f:.%]+](?:/\\d{1,"
            + "3})?|[^:\\[\\]]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:./]*)(?::(\\d{1,5}))?");
    private static final Pattern NAME = Pattern.compile("(?:\\*?\\.)?[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\\.?");

    private final List<Rule> rules;

    /** Exactly one of name and block is set. */
    private record Rule(@Nullable String name, boolean itself, @Nullable IPAddress block, int port) {
        boolean matches(String host, @Nullable IPAddress address, int wanted) {
            if (port != 0 && port != wanted) {
                return false;
            }
            if (block != null) {
                return address != null && block.contains(address);
            }
            return name.isEmpty() || itself && host.equals(name) || host.endsWith("." + name);
        }
    }

    private NoProxy(List<Rule> rules) {
        this.rules = rules;
    }

    /** @throws IllegalArgumentException that quotes the first entry that is none */
    public static NoProxy of(String list) {
        return new NoProxy(Arrays.stream(list.split("[,\\s]+")).filter(entry -> !entry.isEmpty()).map(NoProxy::rule).toList());
    }

    /** Whether this host is to be called directly. */
    public boolean matches(String host, int port) {
        String plain = plain(host);
        IPAddress address = address(plain);
        return rules.stream().anyMatch(rule -> rule.matches(plain, address, port));
    }

    private static Rule rule(String entry) {
        String lower = entry.toLowerCase(Locale.ROOT);
        if (lower.equals("*")) {
            return new Rule("", true, null, 0);
        }
        Matcher parts = RULE.matcher(lower);
        if (!parts.matches()) {
            throw new IllegalArgumentException(entry);
        }
        int port = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        String host = parts.group(1).replace("[", "").replace("]", "");
        IPAddress block = address(host);
        if (block != null) {
            return new Rule(null, false, block, port);
        }
        if (!NAME.matcher(host).matches() || port > 65_535) {
            throw new IllegalArgumentException(entry);
        }
        boolean below = host.startsWith(".") || host.startsWith("*.");
        return new Rule(plain(host.replaceFirst("^\\*?\\.", "")), !below, null, port);
    }

    /** An address or a block in the notation of a prefix; null for a name. */
    private static @Nullable IPAddress address(String text) {
        if (!text.matches("[0-9.]+(/\\d{1,2})?|[0-9a-f:.%]*:[0-9a-f:.%]*(/\\d{1,3})?")) {
            return null;
        }
        IPAddress address = new IPAddressString(text).getAddress();
        return address == null ? null : address.isPrefixed() ? address.toPrefixBlock() : address;
    }

    private static String plain(String host) {
        String lower = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
