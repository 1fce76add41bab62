package io.github.iocenrichment.web;

import io.github.iocenrichment.settings.HostHeader;
import io.github.iocenrichment.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Host} headers that are answered. A page in a browser whose own name was pointed at this machine's address (DNS rebinding) sends its own
 * name and is refused.
 */
public final class AllowedHosts {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;

    /** @param hosts in the form of {@link HostHeader#host} */
    public AllowedHosts(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    /** {@code http.allowed-hosts}; without it the loopback names and {@code http.host}, unless that is a wildcard address. */
    public static AllowedHosts of(Settings settings) {
        List<String> given = settings.list("http.allowed-hosts");
        if (!given.isEmpty()) {
            return new AllowedHosts(Set.copyOf(given));
        }
        Set<String> hosts = new HashSet<>(LOOPBACK);
        String own = settings.text("http.host");
        if (!HostHeader.isWildcard(own)) {
            HostHeader.host(own.indexOf(':') < 0 ? own : "[" + own + "]").ifPresent(hosts::add);
        }
        return new AllowedHosts(hosts);
    }

    /**
     * Whether a request is answered.
     *
     * @param headers all its {@code Host} headers; only exactly one is answered
     * @param target  its target as sent; one in absolute form must name an answered host as well
     */
    public boolean areAnswered(List<String> headers, String target) {
        return headers.size() == 1 && isKnown(headers.get(0)) && (target.startsWith("/") || isKnown(authority(target)));
    }

    private boolean isKnown(@Nullable String authority) {
        return HostHeader.host(authority).filter(hosts::contains).isPresent();
    }

    private static @Nullable String authority(String target) {
        int start = target.indexOf("://");
        if (start < 0) {
            return null;
        }
        int end = start + 3;
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        return target.substring(start + 3, end);
    }
}
