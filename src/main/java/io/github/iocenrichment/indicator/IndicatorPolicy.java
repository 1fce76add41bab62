package io.github.iocenrichment.indicator;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may leave the organisation: nothing of our own, and nothing that is allow-listed. Private and reserved addresses are already marked. */
public final class IndicatorPolicy {
    private static final String SHAREPOINT = ".sharepoint.com";
    private final List<String> ownDomains;
    private final AllowList allowList;

    /**
     * @param ownDomains domains of our own organisation; each covers everything below it, label by label
     * @throws IllegalArgumentException when one of them cannot be a domain
     */
    public IndicatorPolicy(List<String> ownDomains, AllowList allowList) {
        this.ownDomains = ownDomains.stream().map(IndicatorPolicy::canonical).toList();
        this.allowList = allowList;
    }

    private static String canonical(String domain) {
        String bare = domain.strip();
        bare = bare.startsWith("*.") ? bare.substring(2) : bare.startsWith(".") || bare.startsWith("@") ? bare.substring(1) : bare;
        bare = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        String name = HostNames.canonical(bare.toCharArray(), 0, bare.length());
        if (name == null && !bare.isEmpty() && bare.chars().allMatch(c -> c < 128 && (Chars.isAlnum((char) c) || c == '-'))) {
            // a top-level domain, or a short name inside the network
            return bare.toLowerCase(Locale.ROOT);
        }
        if (name == null) {
            throw new IllegalArgumentException("not a domain: " + domain);
        }
        return name;
    }

    /** The indicator as it is, or marked as not to leave the organisation, with the reason in words. */
    public Indicator apply(Indicator indicator) {
        if (!indicator.enrichable()) {
            return indicator;
        }
        String host = switch (indicator.type()) {
            case DOMAIN -> indicator.value();
            case URL -> Host.inside(indicator.value());
            case EMAIL -> indicator.value().substring(indicator.value().lastIndexOf('@') + 1);
            default -> null;
        };
        if (host != null) {
            Optional<String> inner = SpecialRanges.ofHost(host).or(() -> ownDomain(host).map(own -> "own domain " + own));
            if (inner.isPresent()) {
                return marked(indicator, inner.get());
            }
        }
        String reason = allowList.reasonFor(indicator);
        return reason == null ? indicator : marked(indicator, "allow-listed: " + reason);
    }

    /** Whether a host means something only inside the own network, or is the organisation's own. @param host name or address, canonical */
    public boolean isOwnHost(String host) {
        return SpecialRanges.ofHost(host).isPresent() || ownDomain(host).isPresent() || allowList.reasonForHost(host) != null;
    }

    /** The own domain that covers a name; a share of the own tenant is called by its name. */
    private Optional<String> ownDomain(String host) {
        String tenant = host.endsWith(SHAREPOINT) ? host.substring(0, host.length() - SHAREPOINT.length()).replaceFirst("-(my|admin)$", "") : null;
        return ownDomains.stream().filter(own -> host.equals(own) || host.endsWith("." + own) || tenant != null && isTenantOf(tenant, own)).findFirst();
    }

    private static boolean isTenantOf(String tenant, String ownDomain) {
        String name = ownDomain.indexOf('.') < 0 ? ownDomain : ownDomain.substring(0, ownDomain.indexOf('.'));
        return tenant.equals(name) || tenant.equals(name.replace("-", ""));
    }

    /** All of them. */
    public List<Indicator> apply(Collection<Indicator> indicators) {
        return indicators.stream().map(this::apply).toList();
    }

    private static Indicator marked(Indicator indicator, String reason) {
        return new Indicator(indicator.type(), indicator.value(), false, reason, indicator.places());
    }
}
