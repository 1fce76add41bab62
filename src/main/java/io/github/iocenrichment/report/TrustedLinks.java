package io.github.iocenrichment.report;

import io.github.iocenrichment.source.SourceCatalog;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The only links that stay clickable: HTTPS pages of the vendors and of the systems that the operator configured. Anything else
 * is shown defanged, whoever it came from.
 */
public final class TrustedLinks {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:/?#@!$&()*+,;=%-]{1,600}");
    private final Set<String> hosts;
    private final Set<String> own;

    private TrustedLinks(Set<String> hosts, Set<String> own) {
        this.hosts = Set.copyOf(hosts);
        this.own = Set.copyOf(own);
    }

    /** The pages of the sources only. */
    public static TrustedLinks vendors() {
        return new TrustedLinks(Set.copyOf(SourceCatalog.known().linkHosts()), Set.of());
    }

    /** The vendors' pages and those on the hosts of the given addresses; an address that is none is left out. */
    public TrustedLinks and(Collection<String> addresses) {
        return new TrustedLinks(with(hosts, addresses), own);
    }

    /** Also the operator's own systems, for pages that this program names itself: a vendor's answer never leads there. */
    public TrustedLinks andOwn(Collection<String> addresses) {
        return new TrustedLinks(hosts, with(own, addresses));
    }

    private static Set<String> with(Set<String> hosts, Collection<String> addresses) {
        Set<String> more = new HashSet<>(hosts);
        for (String address : addresses) {
            parse(address).ifPresent(uri -> more.add(authority(uri)));
        }
        return more;
    }

    /** A vendor's link as it may be written, or nothing. */
    public Optional<String> check(@Nullable String link) {
        return check(link, hosts);
    }

    /** A page of our own as it may be written, or nothing. */
    Optional<String> checkOwn(@Nullable String link) {
        Set<String> all = new HashSet<>(hosts);
        all.addAll(own);
        return check(link, all);
    }

    private static Optional<String> check(@Nullable String link, Set<String> hosts) {
        if (link == null || !PLAIN.matcher(link).matches()) {
            return Optional.empty();
        }
        return parse(link).filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) || isLoopback(uri)).filter(uri -> uri.getRawUserInfo() == null)
                .filter(uri -> hosts.contains(authority(uri))).map(uri -> link);
    }

    private static boolean isLoopback(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
    }

    private static String authority(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getPort() < 0 || uri.getPort() == 443 ? host : host + ":" + uri.getPort();
    }

    private static Optional<URI> parse(String address) {
        try {
            URI uri = new URI(address.strip());
            return Optional.of(uri).filter(u -> u.getHost() != null && u.getScheme() != null);
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }
}
